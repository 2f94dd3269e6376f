"""Whatever the head of a request holds, it gets in or is told why not."""

from contextlib import suppress

from hypothesis import example, given
from hypothesis import strategies as st

from service.api.access.control import AccessControl, AccessRules
from service.api.access.refusals import Refusal
from service.keys.ring import open_ring

NAMES = st.sampled_from([b"authorization", b"x-api-key", b"origin", b"sec-fetch-site", b"host", b"cookie"])
VALUES = st.one_of(
    st.binary(max_size=60),
    st.binary(max_size=40).map(lambda raw: b"Basic " + raw),
    st.sampled_from([b"http://[", b"[", b"null", b"Basic " + b"/" * 8, b"Bearer \xff", b"*", b"a\xc3\xa9"]),
)
RINGS = [open_ring(setting) for setting in ("", "desk:read+edit:a-long-enough-secret")]


@given(
    st.lists(st.tuples(NAMES, VALUES), max_size=4),
    st.sampled_from(["GET", "POST", "BREW"]),
    st.text(max_size=30).map("/".__add__),
    st.sampled_from([None, ("127.0.0.1", 1), ("not an address", 0), ("/run/newsfold.sock", None)]),
)
@example([(b"host", b"[")], "POST", "/v1/articles", ("127.0.0.1", 80))
def test_no_head_of_a_request_breaks_access_control(
    headers: list[tuple[bytes, bytes]], method: str, path: str, end: tuple[str, int | None] | None
) -> None:
    scope = {
        "type": "http",
        "method": method,
        "path": path,
        "headers": headers,
        "client": end,
        "server": end,
    }
    for ring in RINGS:
        with suppress(Refusal):
            admission = AccessControl(ring, AccessRules(rate_limit="1/minute"), lambda: 0.0).admit(scope)
            assert not ring.required or path in ("/healthz", "/readyz", "/docs", "/openapi.json")
            assert admission.verdict.allowed
