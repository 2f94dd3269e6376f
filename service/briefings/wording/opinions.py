"""Comment among reports: columns, editorials and letters tell what somebody thinks, and are not told as fact.

An article is comment where its title says so (``Opinion: ...``, ``... | Editorial``), where its address does
(``/opinion/``), or where the author speaks of himself outside quotation marks more than once. Where a story has nothing
but comment, that is told: it is all there is.
"""

import re
from collections.abc import Sequence
from functools import lru_cache

from service.model import Article, FiledArticle
from service.text.notices import is_notice

_KINDS = (
    r"opinions?|comment(?:ary)?|editorials?|op[- ]?eds?|column|columnists?|leader|viewpoint|perspective|guest essay|"
    r"letters?(?: to the editor)?|blog"
)
_TITLED = re.compile(rf"^\W*(?:{_KINDS})\s*(?:[:|»–—]|\]| - )|[|–—]\s*(?:{_KINDS})\W*$", re.IGNORECASE)
_ADDRESSED = re.compile(
    r"//[^/]+/(?:[\w-]+/)*(?:opinions?|comment(?:ary|isfree)?|editorials?|op-?eds?|columns?|columnists?|letters|"
    r"viewpoints?)/",
    re.IGNORECASE,
)
_QUOTED = re.compile(r"“[^”]*”?|\"[^\"]*\"|«[^»]*»?|(?<!\w)['‘].{8,}?['’](?!\w)|``.*?''")
_MYSELF = re.compile(
    r"I(?<![\w.'’]I)(?:['’](?:m|ve|d|ll))?(?= [a-z])|My(?<![\w.'’]My)(?= [a-z])"
    r"|my(?<![\w.'’]my)(?:(?= [a-z])|self\b)|me\b(?<![\w.'’]me)"
)
"""Where a word can begin is told last: so the search goes from one of three letters to the next."""
_PERSONAL = re.compile(r"(?<![\w.])I(?=['’ ][a-z])|\b(?:[Mm]y|me|[Ww]e|[Oo]ur|us|[Yy]ou|[Yy]ours?)\b")
_READ = 3_000
"""Characters that are read for it."""
_OPENING = 500
"""Characters within which an author who speaks of himself does so first; quotations come later."""
_OFTEN = 2
_REMEMBERED = 4_096


def reports_among(articles: Sequence[FiledArticle]) -> list[FiledArticle]:
    """Leave out comment, unless there is nothing else."""
    reports = [filed for filed in articles if not is_opinion(filed.article)]
    return reports or list(articles)


@lru_cache(maxsize=_REMEMBERED)
def is_report(article: Article) -> bool:
    """Whether it is neither comment nor what a page says of itself."""
    return not is_opinion(article) and not is_notice(article.text)


def is_opinion(article: Article) -> bool:
    """Whether it is comment, by the rules at the top."""
    return _TITLED.search(article.title) is not None or _is_personal(article.url or "", article.text[:_READ])


@lru_cache(maxsize=_REMEMBERED)
def _is_personal(url: str, text: str) -> bool:
    if _ADDRESSED.search(url):
        return True
    if text.count('"') % 2 or not _MYSELF.search(text, 0, _OPENING):
        return False
    outside = _QUOTED.sub(lambda quoted: " " * len(quoted[0]), text)
    return _MYSELF.search(outside, 0, _OPENING) is not None and len(_MYSELF.findall(outside)) >= _OFTEN


def is_personal(sentence: str) -> bool:
    """Whether a sentence speaks of *I*, *we* or *you* outside quotation marks: comment, or talk with the reader."""
    return _PERSONAL.search(sentence) is not None and _PERSONAL.search(_QUOTED.sub(" ", sentence)) is not None
