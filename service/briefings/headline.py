"""The headline of a story: a title where one serves, else what a desk would cut out of the reports' first sentences."""

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from math import sqrt

from service.briefings.origins import first_of_origins, origin_of
from service.briefings.representative import CHARACTERS_READ, Choice, Rule
from service.briefings.summary.candidates import gather
from service.briefings.wording.cutting import Heading, heading, without_stop
from service.briefings.wording.opinions import reports_among
from service.briefings.wording.quotable import Grade
from service.briefings.wording.terms import content, words
from service.briefings.wording.titles import Tone, clean_title, tone
from service.model import Article, FiledArticle
from service.text.wrapped import told_sentences

MOST_READ = 12
"""Origins whose first sentences are looked at."""

BROKEN_OFF = 0.75
"""What a stretch of which something is missing is worth against a whole one."""

OWN = 1.15
"""The same of what the representative says against another report."""


@dataclass(frozen=True, slots=True)
class _Proposal:
    heading: Heading
    terms: Collection[str]
    worth: float
    """What speaks for it beside what it says."""


def headline_within(choice: Choice, articles: Sequence[FiledArticle]) -> str:
    """Give the representative's title, or, where that teases or is missing, one that informs of what most reports say.

    Where no report has a title but a paragraph for one, the headline is cut out of that, or of the first sentences. The
    title of an article that an editor has pinned is the headline as it is.
    """
    own = choice.article
    title = clean_title(own.article)
    if tone(own.article) is Tone.PLAIN or (title and choice.rule is Rule.PINNED):
        return without_stop(title)
    others = [one for one in first_of_origins(articles) if origin_of(one) != origin_of(own)]
    heads = [own, *others[: MOST_READ - 1]]
    titled = [one for one in reports_among(articles) if tone(one.article) is Tone.PLAIN][:MOST_READ]
    proposals = list(_titles(own, titled or [one for one in heads if tone(one.article) is Tone.LONG]))
    if not titled and (tone(own.article) in {Tone.NONE, Tone.LONG}) and not _slight(articles):
        proposals += _leads(own, heads)
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


def _slight(articles: Sequence[FiledArticle]) -> bool:
    """Whether there is a title at all, though none that informs."""
    return any(tone(one.article) in {Tone.TEASER, Tone.SLIGHT} for one in articles)


def _titles(own: FiledArticle, titled: Sequence[FiledArticle]) -> Iterator[_Proposal]:
    for one in titled:
        yield _proposal(clean_title(one.article), OWN if origin_of(one) == origin_of(own) else 1.0)


def _leads(own: FiledArticle, heads: Sequence[FiledArticle]) -> Iterator[_Proposal]:
    for one in gather(heads):
        # What begins a report tells the news, unless it is somebody's words.
        if one.place == 0 and one.grade is Grade.SOUND and one.text[0].isalnum():
            yield _proposal(" ".join(one.text.split()), OWN if one.origin == origin_of(own) else 1.0)


def _proposal(sentence: str, worth: float) -> _Proposal:
    cut = heading(sentence)
    terms = frozenset(content(words(cut.text)))
    return _Proposal(cut, terms, worth if cut.whole else BROKEN_OFF * worth)


def _told(article: Article) -> frozenset[str]:
    return frozenset(content(words(f"{article.title}\n{article.text[:CHARACTERS_READ]}")))


def _first_words(own: FiledArticle) -> str:
    """Cut from a text without one sound sentence, or a title that is all there is."""
    quoted = next((one.text for one in gather([own])), "")
    first = next((own.article.text[start:end] for start, end in told_sentences(own.article.text)), "")
    return heading(" ".join((quoted or first or own.article.title).split())).text
