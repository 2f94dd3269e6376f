"""What says nothing of the event leaves no trace in the evidence; what is on file stays as it came."""

from dataclasses import replace

import pytest

from service.clustering.evidence import Evidence, gather, views
from service.clustering.evidence.compared import as_compared
from service.model import Article
from tests.clustering.support import NOON, pointing

PLAIN = Article(
    "a",
    "Ferry’s engines failed off Skarvik, line says",
    "A ferry ran aground near Skarvik on Tuesday with 212 people on board, police said.\n\nFourteen were hurt. “It"
    " was dark,” Ida Brandt said.\n\nThe ship was on its way from Tarn to Orr, the line told reporters.",
    source="The Harbour Post",
)


def _with_entities(text: str) -> str:
    return text.replace("’", "&#8217;").replace("“", "&ldquo;").replace("”", "&rdquo;")


LINK = "READ MORE: Mayor of Tarn steps down over bridge"
LIST = "Recommended Stories\nMayor of Tarn steps down\nStorm closes bridge at Orr"
SHAPES = [
    replace(PLAIN, title=_with_entities(PLAIN.title), text=_with_entities(PLAIN.text)),
    replace(PLAIN, title=f"UPDATE 2-{PLAIN.title} | The Harbour Post"),
    replace(PLAIN, text=PLAIN.text.replace("\n\n", f"\n\n{LINK}\n\n", 1)),
    replace(PLAIN, text=PLAIN.text.replace("\n\n", f"\n\nAdvertisement\n\n{LIST}\n\n", 1)),
    replace(PLAIN, text=f"{PLAIN.text} #Skarvik #Ferry https://t.co/aB3xyz via @harbourpost"),
]


@pytest.mark.parametrize("article", SHAPES)
def test_it_is_compared_as_if_it_stood_alone(article: Article) -> None:
    assert as_compared(article) != article
    whole, lead = views(as_compared(article))
    assert (whole.split(), lead.split()) == tuple(text.split() for text in views(PLAIN))
    assert _read(article) == _read(PLAIN)


def test_posts_that_differ_by_their_link_are_copies() -> None:
    posts = (
        Article("a", text=f"Ferry runs aground near Skarvik with 212 on board https://t.co/{link} via @{who}")
        for link, who in (("aB3xyz", "harbourpost"), ("Qr7stu", "norline"))
    )
    one, other = map(_read, posts)
    assert one == other


def test_what_needs_no_mending_is_the_article_itself() -> None:
    assert as_compared(PLAIN) is PLAIN


def _read(article: Article) -> tuple[object, ...]:
    made: Evidence
    [made] = gather([(article, NOON, pointing(0), "")])
    rows = (made.words.indices, made.words.counts, made.names.indices, made.names.counts, made.codes)
    return (*(row.tolist() for row in rows), made.digest, made.days, made.brevity)
