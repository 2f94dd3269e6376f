# newsfold: everything happens in .venv; nothing outside this folder is touched.
#
# An install is repeated only when pyproject.toml is newer than its stamp file in .venv.

PYTHON ?= python3
HOST ?= 127.0.0.1
PORT ?= 8000
# The folder that the benchmarks read their data sets from.
DATA ?=

VENV := .venv
# Where models converted for a runtime are kept, and what was measured.
export NEWSFOLD_CACHE_FOLDER ?= $(CURDIR)/$(VENV)/cache
# Compiled modules are kept, whatever the environment says: else each process of the tests compiles thousands anew.
export PYTHONDONTWRITEBYTECODE :=
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check
# What generates a client from the OpenAPI document, for the test of it, stands apart: it needs an older typer.
CLIENT := $(VENV)/client
# Threads of OpenBLAS and OpenMP that wait do so asleep, and not spinning on the cores of the other processes of the tests.
ASLEEP := OPENBLAS_NUM_THREADS=1 OMP_WAIT_POLICY=passive
# A file of tests at a time in each process; one more than a small machine has cores, because many tests wait.
PYTEST := $(ASLEEP) $(BIN)/python -m pytest --numprocesses=3 --dist=loadfile --no-loadscope-reorder
# Compiles the loops of grouping, and beside them what the model runs on, once: before several processes of tests would each
# do it at the same time.
COMPILE := ( $(BIN)/python -c "import embeddings.transformer" & \
  $(BIN)/python -c "from service.app.warming import warm_up; warm_up()"; compiled=$$?; wait; exit $$compiled )
# Compiles the modules that tests import, and the tests, in the same way; what is wrong with one is told by pytest.
COLLECT := $(BIN)/python -m pytest --collect-only >/dev/null 2>&1
# Where image-steps installs what the Dockerfile installs into /opt/newsfold.
IMAGE := build/image

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help run test check browser bench data-given image-steps clean

help: ## this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-12s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

run: $(VENV)/.installed ## install, load the demo reports, print a briefing and serve (HOST, PORT)
	$(BIN)/newsfold serve --demo --host $(HOST) --port $(PORT)

test: $(VENV)/.installed-test $(CLIENT)/.installed browser ## the test suite
	$(COMPILE)
	$(PYTEST)

check: $(VENV)/.installed-check $(CLIENT)/.installed browser ## format, lint, types, floor plan, Dockerfile and tests: what CI runs
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	{ $(COMPILE); $(COLLECT); } & $(BIN)/mypy && $(BIN)/lint-imports && $(BIN)/hadolint Dockerfile; checked=$$?; wait; exit $$checked
	$(PYTEST)

# For the tests of the pages, which are skipped where none can be had. The one without windows, which not every
# distribution has, takes less than half of the time.
APT_INSTALL := DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends

browser:
	@command -v chromium-headless-shell >/dev/null || [ "$$(id -u)" != 0 ] || ! command -v apt-get >/dev/null \
	  || { timeout 120 apt-get update -qq && $(APT_INSTALL) chromium-headless-shell \
	  || command -v chromium || $(APT_INSTALL) chromium; } >/dev/null 2>&1 \
	  || echo 'newsfold: no Chromium could be installed; the tests of the pages are skipped' >&2

bench: data-given $(VENV)/.installed-bench ## measure quality and speed on the data sets in DATA=<folder>
	$(BIN)/python -m tests.benchmarks --data "$(DATA)"

data-given:
	@test -d "$(DATA)" || { echo 'make bench needs DATA=<folder with the data sets>' >&2; exit 2; }

image-steps: ## the install steps of the Dockerfile, without a container engine
	$(PYTHON) -m venv $(IMAGE)
	$(IMAGE)/bin/python -m pip install --no-cache-dir '.[postgres]'
	HF_HUB_OFFLINE=1 $(IMAGE)/bin/python -c "from embeddings import load_encoder; load_encoder()"
	NUMBA_CACHE_DIR=$(IMAGE)/compiled $(IMAGE)/bin/python -P -c "from service.app.warming import warm_up; warm_up()"

clean: ## remove the virtual environment, build outputs and caches; databases stay
	rm -rf $(VENV) build dist *.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	find embeddings service tests -type d -name __pycache__ -prune -exec rm -rf {} +

$(BIN)/python:
	@echo 'newsfold: installing into $(VENV); the first time takes a minute or two' >&2
	$(PYTHON) -m venv $(VENV)

# Modules are compiled when they are first imported: most of what is installed never is.
INSTALL := $(PIP) install --quiet --no-compile

$(VENV)/.installed: pyproject.toml | $(BIN)/python
	$(INSTALL) --editable .
	@touch $@

$(VENV)/.installed-%: pyproject.toml | $(BIN)/python
	$(INSTALL) --editable '.[$*]'
	@touch $@

$(CLIENT)/.installed: tests/client/requirements.txt | $(BIN)/python
	$(PYTHON) -m venv $(CLIENT)
	$(CLIENT)/bin/python -m pip --disable-pip-version-check install --quiet --no-compile --requirement $<
	@touch $@
