"""What lies around an article: those most like it, how telling terms are among them, and the form they may share.

Where one story fills the surroundings, what all of them hold tells nothing among them, and yet it is what tells the
story from all else: forty reports of a bankruptcy would come apart by who writes "Chapter 11". So then terms are
weighed among a few of each story, and others from further away.
"""

from collections import Counter
from collections.abc import Sequence

import numpy as np

from embeddings.compiled import compiled
from service.clustering.evidence import Evidence
from service.clustering.evidence.background import usual_shares
from service.clustering.evidence.runs import Codes
from service.clustering.likeness.forms import Marks, held_by_most, words_of_family
from service.clustering.likeness.lines import codes_of, frame_of_line
from service.clustering.likeness.recurring import Floats, comes_again
from service.clustering.likeness.twins import words_of_twins
from service.clustering.sides.crowds import origin_number
from service.clustering.sides.scales import NEAREST, Bare, Scales, bare, starts_of, weigh_terms
from service.clustering.tables.blocks import Places
from service.clustering.tables.terms import NAMES, WORDS, Bounds, Entries
from service.clustering.window import Window
from service.model import FloatArray
from service.text.slots import Numbers

MOST_OF_STORY = NEAREST // 2
"""Articles of one story that surroundings may hold; where there are more, one story fills them."""
FEW_OF_STORY = 8
"""Articles of each story among which terms are weighed then."""
FURTHER = 200
"""Articles that these are taken from, the nearest first."""


class Surroundings:
    """An article, those most like it, and what can be told from them together."""

    def __init__(self, article: Evidence, near: Sequence[int], among: Sequence[int], window: Window) -> None:
        """``among`` those at these places terms are weighed."""
        self.article = article
        self.near = near
        """Where the live articles nearest to it stand, nearest first."""
        self.filled = min((1 + len(near)) / NEAREST, 1.0)
        """Share of the surroundings that there are articles for: less than 1 in a new service's first hour."""
        places, usual = np.array([article.place, *among], np.int64), usual_shares()
        entries, bounds, published, *_ = window.terms.beside(article)
        found, words, frame, again = _seen(
            (entries, bounds, published),
            places,
            (usual.words, usual.names),
            window.crowds.origins,
            origin_number(article),
        )
        self.scales = Scales(article, places, window.terms, found)
        """How telling words and names are among them."""
        self.form: Marks | None = words if len(words) else None
        """The words of the form that the article and some of those around it were made from, if they were."""
        self.frame: Codes = frame
        """The words in order by which a line was made from it; none where it is no form of a line."""
        self.again = again
        """Whether it is one of lines that come again, so that time tells them apart."""


@compiled
def _seen(
    rows: tuple[Entries, Bounds, Floats],
    places: Places,
    usual: tuple[FloatArray, FloatArray],
    origins: Places,
    own: int,
) -> tuple[tuple[tuple[Bare, Bare], Places, Numbers], Marks, Codes, bool]:
    """What words and names weigh, and which of them the articles hold (:data:`Numbered`, but for the places).

    Then the words of the form as a family shows them, or else twins, lines, or a line that comes again; of a line's
    form the frame; and whether it comes again. ``rows`` are the entries, the bounds and the times of publication.
    """
    texts = rows[0], rows[1]
    starts = starts_of(texts[1], places)
    numbers, of_words = np.empty(starts[1, -1], np.uint32), starts[0, -1]
    scales = (
        weigh_terms(texts[0], texts[1], places, WORDS, usual[0], numbers[:of_words]),
        weigh_terms(texts[0], texts[1], places, NAMES, usual[1], numbers[of_words:]),
    )
    of_form = words_of_family(texts, places, scales, origins, own)
    if not of_form.any():
        of_form = words_of_twins(texts, places, scales, origins, own)
    frame = np.zeros(0, np.uint32)
    if not of_form.any():
        of_form, frame = frame_of_line(texts, places, scales, usual)
    again = comes_again(rows, places, frame[:0]) or (len(frame) > 0 and comes_again(rows, places, frame))
    if again and not of_form.any():
        of_form = held_by_most(texts[0], texts[1][places[:1]], WORDS, NAMES, scales[0])
        frame = codes_of(texts[0], texts[1], places[0]).copy()
    weighed = (bare(scales[0]), bare(scales[1])), starts, numbers
    return weighed, of_form if of_form.any() else of_form[:0], frame, again


def look_around(article: Evidence, window: Window) -> Surroundings:
    """See what lies around an article, be it in the window or not yet."""
    near = _nearest(article, NEAREST, window)
    stories = Counter(window.stories_at(near)).values()
    filled_by_one = len(near) > MOST_OF_STORY and max(stories) > MOST_OF_STORY
    return Surroundings(article, near, _few_of_each(article, window) if filled_by_one else near, window)


def _nearest(article: Evidence, count: int, window: Window) -> list[int]:
    """Where the other articles nearest to it stand, fewer than ``count`` by one."""
    near, own = window.vectors.nearest_places(article.vectors, count), window.place_of(article.article_id)
    return [place for place in near if place != own][: count - 1]


def _few_of_each(article: Evidence, window: Window) -> list[int]:
    """As many as surroundings hold, of no story more than a few."""
    further, held = _nearest(article, FURTHER, window), Counter[str]()
    few = list[int]()
    for place, story_id in zip(further, window.stories_at(further), strict=True):
        held[story_id] += 1
        if held[story_id] <= FEW_OF_STORY:
            few.append(place)
    return few[: NEAREST - 1]
