"""Who an item of a feed is, among those of all feeds.

What names it for all the world stays as it is: an address, a ``tag:`` or a ``urn:``, a UUID, a long random word. What
means something in its feed alone ("17", "sport:17", "flood-in-port-sunder") gets the feed's id before it: two feeds
that both count from 1 speak of different articles.
"""

import hashlib
import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import replace

from service.formats.limits import MAX_ID
from service.model import Submission

_GLOBAL = re.compile(
    r"[a-z][a-z0-9+.-]*://.+"
    r"|(?:tag|urn|doi|info|ni|mid|cid|hdl|ark|uuid):.+"
    r"|\{?[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\}?"
    r"|(?=[a-z]*\d)(?=\d*[a-z])[a-z0-9]{24,}"
    r"|a-[0-9a-f]{20}",
    re.IGNORECASE | re.DOTALL,
)
_MADE = re.compile(r"a-[0-9a-f]{20}")
"""What readers make from the content of an item that has no id."""


def qualified(identity: str, feed_id: str, site: str) -> str:
    """The id by which an article of a feed is filed.

    Parameters
    ----------
    identity
        As a reader has given it, which knows the feed's site, but not its address.
    """
    if _GLOBAL.fullmatch(identity):
        return identity
    own = identity.removeprefix(f"{site}:") if site else identity
    whole = f"{feed_id}:{own}"
    if len(whole) > MAX_ID:
        whole = f"{feed_id}:{hashlib.sha256(own.encode('utf-8', 'replace')).hexdigest()}"
    return whole


def qualify(submission: Submission, feed_id: str, site: str) -> Submission:
    """Give an article, and the one that it names as its predecessor, the ids by which they are filed."""
    article = submission.article
    before = article.evolved_from
    named = replace(
        article,
        id=qualified(article.id, feed_id, site),
        evolved_from=qualified(before, feed_id, site) if before else before,
    )
    return replace(submission, article=named)


def told_apart(submissions: Sequence[Submission]) -> list[Submission]:
    """One of each id, the last; in a feed that gives one id to several pages, each goes by its address instead.

    So does one that has no id, where no other has its address: or a correction of it would be another article.
    """
    pages = Counter(submission.article.url for submission in submissions)
    by_id: defaultdict[str, list[Submission]] = defaultdict(list)
    for given in submissions:
        url, nameless = given.article.url, _MADE.fullmatch(given.article.id)
        submission = _by_url(given, url) if nameless and url and pages[url] == 1 else given
        by_id[submission.article.id].append(submission)
    found: dict[str, Submission] = {}
    for article_id, same in by_id.items():
        urls = [one.article.url for one in same if one.article.url]
        if len(set(urls)) == len(same) > 1:
            found |= {url: _by_url(one, url) for one, url in zip(same, urls, strict=True)}
        else:
            found[article_id] = same[-1]
    return list(found.values())


def _by_url(submission: Submission, url: str) -> Submission:
    fits = len(url) <= MAX_ID
    made = url if fits else f"a-{hashlib.sha256(url.encode('utf-8', 'replace')).hexdigest()[:20]}"
    return replace(submission, article=replace(submission.article, id=made))
