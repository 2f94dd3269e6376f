"""Which addresses may become links."""

from urllib.parse import quote, urlsplit

_SAFE = ":/?#@!$&+,;=-._~%"
"""Characters of a URL that stay as they are (RFC 3986), but for quotes, brackets and stars: those end links or start
emphasis in Markdown."""


def is_web_link(url: str) -> bool:
    """Whether ``url`` is an http(s) address with a host: the only kind that is kept, shown or followed.

    One that names a user is none: before an ``@`` stands whatever somebody wants a reader to take for the host.
    """
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    if parts.scheme not in ("http", "https") or not parts.hostname or "@" in parts.netloc:
        return False
    return "\\" not in url and not any(map(str.isspace, url))


def link_target(url: str | None) -> str | None:
    """``url`` with everything escaped that could end it early in Markdown or HTML; None if it may be no link."""
    if url is None or not is_web_link(url):
        return None
    return quote(url, safe=_SAFE)
