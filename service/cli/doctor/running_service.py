"""How a service fares that runs here already, for ``newsfold doctor``."""

import httpx2

from service.cli.doctor.findings import Finding

_SECONDS = 1.0
_EVERYWHERE = ("0.0.0.0", "::")
_NOT_READY = "the one at {url} is not ready"
_SAYS = (
    "runs at {url}: {articles} of at most {articles_at_most} articles wait to be filed, the oldest for "
    "{oldest_seconds} s; about {articles_per_second} are filed in a second"
)


def running_service(host: str, port: int) -> Finding:
    """Ask whoever listens where a service would; that nobody does is nothing wrong."""
    name = "127.0.0.1" if host in _EVERYWHERE else f"[{host}]" if ":" in host else host
    url = f"http://{name}:{port}"
    try:
        answer = httpx2.get(f"{url}/readyz", timeout=_SECONDS)
        says = (
            _SAYS.format(url=url, **answer.json()["queue"])
            if answer.is_success
            else _NOT_READY.format(url=url)
        )
    except (httpx2.HTTPError, httpx2.InvalidURL):
        return Finding("service", f"none is running at {url}")
    except (ValueError, KeyError, TypeError):
        return Finding("service", f"what answers at {url} is not newsfold")
    return Finding("service", says)
