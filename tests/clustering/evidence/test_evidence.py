"""What is read of a text, and what reading it leaves behind: evidence, and nothing of the text."""

from sys import getrefcount

from hypothesis import given
from hypothesis import strategies as st

from service.clustering.evidence import gather, views
from service.model import Article
from tests.clustering.support import NOON, pointing


def test_a_long_text_that_was_read_is_held_by_nothing() -> None:
    article = Article("a", "Ferry strikes pier", "The ferry struck the pier at Lund. " * 3_000)
    before = getrefcount(article.text)
    views(article)
    gather([(article, NOON, pointing(0), "a")])
    held = getrefcount(article.text) - before
    assert held == 0


def test_whoever_put_a_report_together_is_no_word_of_it() -> None:
    """Else two reports would be alike by their editors."""
    text = "The ferry struck the pier at Lund. Nobody was hurt."
    signed = f"{text} (Reporting by Ann Orr in Lund; editing by Bo Vell)"
    found = gather(
        [(Article("a", "Ferry strikes pier", its), NOON, pointing(0), "a") for its in (text, signed)]
    )
    bare, other = [(its.words.indices.tolist(), its.names.indices.tolist()) for its in found]
    assert bare == other


WORDS = st.lists(
    st.sampled_from(["Ferry", "strikes", "pier.", "At 9 a.m.", "\n", " ", "Łódź", "港口。", "…"]), max_size=60
)


@given(WORDS.map("".join), WORDS.map(" ".join), st.text(max_size=40))
def test_the_whole_begins_with_the_lead(title: str, text: str, odd: str) -> None:
    for article in (Article("a", title, text + odd), Article("a", odd, text), Article("a", title + odd, odd)):
        whole, lead = views(article)
        assert whole.startswith(lead)
