"""Addresses: one form for those that lead to the same page, the site they lead to, and one without passwords."""

import re
from urllib.parse import SplitResult, parse_qsl, urlencode, urlsplit

_TRACKING_PREFIXES = ("utm_", "mc_", "pk_", "at_", "hsa_", "stm_", "vero_", "ns_", "wt.")
_TRACKING = frozenset(
    """
    fbclid gclid dclid gbraid wbraid msclkid yclid igshid twclid ttclid li_fat_id mkt_tok _ga _gl _hsenc _hsmi cmpid
    cmp ocid ito icid ncid smid smtyp ref ref_src ref_url referrer source_id share spref rss feedtype partner
    amp campaign_id guccounter guce_referrer guce_referrer_sig xtor sh trk
    """.split()  # noqa: SIM905 - a list of words reads better than a list of quotes
)
_USERINFO = re.compile(r"//[^/\s]*@")
_DEFAULT_PORTS = {"http": 80, "https": 443}


def canonical_url(url: str | None) -> str | None:
    """Drop scheme, ``www.``, ``m.`` and ``amp.``, default port, fragment, trailing slash and tracking parameters.

    None for an address that names no page of its own (no host, or nothing but the host), since a front page says
    nothing about which report it was.
    """
    if not url:
        return None
    try:
        parts = urlsplit(url.strip())
        host, port = _site(parts), parts.port
    except ValueError:
        return None
    query = sorted(
        (key, value) for key, value in parse_qsl(parts.query, keep_blank_values=True) if not _tracks(key)
    )
    path = parts.path.rstrip("/").removesuffix("/amp")
    if not host or not (path or query):
        return None
    place = host if port in (None, _DEFAULT_PORTS.get(parts.scheme)) else f"{host}:{port}"
    return place + path + (f"?{urlencode(query, errors='replace')}" if query else "")


def site_of(url: str | None) -> str:
    """Give the host of an address without ``www.``, ``m.`` and ``amp.``; empty where there is none."""
    try:
        return _site(urlsplit((url or "").strip()))
    except ValueError:
        return ""


def without_password(text: str) -> str:
    """Hide what stands before the ``@`` of every address in a text: it may be a password."""
    return _USERINFO.sub("//***@", text)


def _site(parts: SplitResult) -> str:
    host = (parts.hostname or "").rstrip(".")
    for prefix in ("www.", "m.", "amp."):
        host = host.removeprefix(prefix)
    return host


def _tracks(key: str) -> bool:
    folded = key.casefold()
    return folded in _TRACKING or folded.startswith(_TRACKING_PREFIXES)
