"""The headline of a story: a title where one serves, else what a desk would cut out of the reports' first sentences."""

import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from math import sqrt

from service.briefings.figures.reading import counts_in_title
from service.briefings.figures.signs import has_number
from service.briefings.latest import CHARACTERS_READ
from service.briefings.origins import first_of_origins, origin_of
from service.briefings.overtaking import overtaken_among
from service.briefings.representative import Choice, Rule
from service.briefings.summary.candidates import gather
from service.briefings.summary.languages import is_in, language_of, may_be_english
from service.briefings.values import Overtaken
from service.briefings.wording.cutting import LONGEST, Heading, heading, without_stop
from service.briefings.wording.dated import tells_news
from service.briefings.wording.denials import is_denied
from service.briefings.wording.opinions import reports_among
from service.briefings.wording.quotable import Grade
from service.briefings.wording.terms import content, words
from service.briefings.wording.titles import Tone, clean_title, tone, tone_of
from service.model import Article, FiledArticle
from service.text.wrapped import told_sentences

MOST_READ = 12
"""Origins whose first sentences are looked at."""

BROKEN_OFF, LENGTHY = 0.7, 0.85
"""What a stretch of which something is missing, and one that is long, is worth against one that is neither."""

NO_NEWS = 0.6
"""The same of a sentence that is not told as news: a scene, a caption or an aside opens many a report."""

OWN = 1.15
"""The same of what the representative says against another report."""

_PARTS = re.compile(r"[,;:]\s|\s[–—-]{1,2}\s")
"""Where a title can end earlier."""
_TOLD = re.compile(r"(?!(?:I|We|My|Our)\b)\w")
"""How what is not somebody's words begins."""


@dataclass(frozen=True, slots=True)
class _Proposal:
    heading: Heading
    terms: Collection[str]
    worth: float
    """What speaks for it beside what it says."""


def headline_within(
    choice: Choice, articles: Sequence[FiledArticle], overtaken: Overtaken | None = None
) -> str:
    """Give the representative's title, or, where that does not serve, one that informs of what most reports say.

    It does not serve where it teases, comments though another is plain, is missing, is in another language than the
    summary, or gives a count that has been counted anew since: then a title that gives the count which holds goes
    before others, and of one that gives an old count there may be a part without it. Where no report has a title that
    informs, the headline is cut out of a paragraph in place of one, or of the first sentences; a story of one report
    keeps the title that this has. The title of an article that an editor has pinned is the headline as it is.
    """
    own = choice.article
    title = clean_title(own.article)
    if title and choice.rule is Rule.PINNED:
        return without_stop(title)
    language = language_of(articles)
    articles = [filed for filed in articles if is_in(filed.article, language)]
    understood = is_in(own.article, language)
    informs = tone(own.article) >= _least(articles) and understood
    if informs and overtaken is None and (len(articles) == 1 or not counts_in_title(own.article)):
        return without_stop(title)
    overtaken = overtaken_among(articles) if overtaken is None else overtaken
    if informs and own.id not in overtaken.titles:
        return without_stop(title)
    others = [one for one in first_of_origins(articles) if origin_of(one) != origin_of(own)]
    heads = [*([own] if understood else []), *others][:MOST_READ]
    proposals = list(_titles(own, articles, overtaken))
    if not proposals:
        proposals += _paragraphs(own, heads, overtaken)
        if len(heads) > 1 or not _slight(articles):
            proposals += _leads(own, heads, overtaken)
    if proposals:
        return _most_told(proposals, heads)
    best = min(articles, key=lambda one: (-tone(one.article), one.id != own.id, one.at, one.id))
    return without_stop(clean_title(best.article)) or _first_words(own)


def _most_told(proposals: Sequence[_Proposal], heads: Sequence[FiledArticle]) -> str:
    """The one whose words most reports say."""
    if len(heads) == 1:
        return proposals[0].heading.text
    told = Counter(term for head in heads for term in _told(head.article))

    def worth(proposal: _Proposal) -> float:
        shared = sum(max(0, told[term] - 1) for term in proposal.terms)
        return proposal.worth * shared / sqrt(max(1, len(proposal.terms)))

    return max(proposals, key=worth).heading.text


def _least(articles: Sequence[FiledArticle]) -> Tone:
    """How well a title has to serve: a loaded one does where none is plain."""
    plain = any(tone(one.article) is Tone.PLAIN for one in reports_among(articles))
    return Tone.PLAIN if plain else Tone.LOADED


def _slight(articles: Sequence[FiledArticle]) -> bool:
    """Whether there is a title at all, though none that informs."""
    return any(tone(one.article) in {Tone.TEASER, Tone.SLIGHT} for one in articles)


def _titles(own: FiledArticle, articles: Sequence[FiledArticle], overtaken: Overtaken) -> Iterator[_Proposal]:
    """Titles that inform, of reports that nothing goes back on.

    Where the own one gives an old count, those that give the one which holds; else all that give no old one; else what
    is left of them without it.
    """
    past = overtaken.reports | overtaken.passed
    reports = [one for one in reports_among(articles) if one.id not in past]
    informing = [one for one in reports if tone(one.article) >= _least(reports)]
    current = [one for one in informing if one.id in overtaken.current] if own.id in overtaken.titles else []
    whole = current or [one for one in informing if one.id not in overtaken.titles]
    for one in (whole or informing)[:MOST_READ]:
        title = clean_title(one.article)
        told = title if whole else next(_without_counts(title), "")
        if told:
            yield _proposal(told, OWN if origin_of(one) == origin_of(own) else 1.0)


def _paragraphs(
    own: FiledArticle, heads: Sequence[FiledArticle], overtaken: Overtaken
) -> Iterator[_Proposal]:
    for one in heads:
        if tone(one.article) is Tone.LONG and one.id not in overtaken.titles | overtaken.reports:
            yield _proposal(clean_title(one.article), OWN if one is own else 1.0)


def _without_counts(title: str) -> Iterator[str]:
    """The longest stretch at the beginning of a title that informs and has no number in it."""
    for part in reversed(list(_PARTS.finditer(title))):
        stretch = title[: part.start()]
        if not has_number(stretch) and tone_of(stretch) is Tone.PLAIN:
            yield stretch


def _leads(own: FiledArticle, heads: Sequence[FiledArticle], overtaken: Overtaken) -> Iterator[_Proposal]:
    for one in gather(heads, overtaken):
        # What begins a report tells the news, unless it is somebody's words, or is denied in the same breath.
        sound = one.place == 0 and one.grade is Grade.SOUND and not one.overtaken
        if sound and _TOLD.match(one.text) and not is_denied(one.text):
            worth = OWN if one.origin == origin_of(own) else 1.0
            worth *= 1.0 if tells_news(one.text) or not may_be_english(one.filed.article) else NO_NEWS
            yield _proposal(" ".join(one.text.split()), worth)


def _proposal(sentence: str, worth: float) -> _Proposal:
    cut = heading(sentence)
    terms = frozenset(content(words(cut.text)))
    worth *= LENGTHY if len(cut.text) > LONGEST else 1.0
    return _Proposal(cut, terms, worth if cut.whole else BROKEN_OFF * worth)


def _told(article: Article) -> frozenset[str]:
    return frozenset(content(words(f"{article.title}\n{article.text[:CHARACTERS_READ]}")))


def _first_words(own: FiledArticle) -> str:
    """Cut from a text without one sound sentence, or a title that is all there is."""
    quoted = next((one.text for one in gather([own]) if not is_denied(one.text)), "")
    first = next((own.article.text[start:end] for start, end in told_sentences(own.article.text)), "")
    return heading(" ".join((quoted or first or own.article.title).split())).text
