from collections.abc import Callable

import pytest

from service.briefings.figures.panel import disagreements
from service.briefings.representative import choose_representative
from service.briefings.summary import summarise
from service.briefings.wording.opinions import is_opinion, reports_among
from service.model import Article, FiledArticle

File = Callable[..., FiledArticle]

REPORT = "Dock workers closed the port of Pell on Monday. Police said 300 workers walked out in Pell over night shifts."
OTHER = (
    "Some 450 workers walked out in Pell on Monday, the union said, and ships were sent on to other harbours."
)
COLUMN = (
    "My patience with the port of Pell is gone. I counted 2,000 workers who walked out in Pell on Monday."
)


@pytest.mark.parametrize(
    ("title", "url", "text"),
    [
        ("Opinion: Pell deserves a better port", "", REPORT),
        ("EDITORIAL | Close the port", "", REPORT),
        ("Pell deserves better | Letters", "", REPORT),
        ("The port and us", "https://pell.example/opinion/2026/11/02/port.html", REPORT),
        ("The port and us", "https://pell.example/uk/commentisfree/port", REPORT),
        ("The port and us", "", COLUMN),
        (
            "The port and us",
            "",
            "It boggles my mind that nobody asks. “I saw it,” one said. My own street is shut.",
        ),
    ],
)
def test_comment_is_told_by_title_address_or_an_author_who_speaks_of_himself(
    title: str, url: str, text: str
) -> None:
    assert is_opinion(Article("a", title=title, url=url or None, text=text))


@pytest.mark.parametrize(
    ("title", "url", "text"),
    [
        ("Opinion polls put Vann ahead", "https://pell.example/news/2026/opinion-polls.html", REPORT),
        ("Comment sought from port on strike", "", REPORT),
        ("Editorial staff walk out at Pell Post", "", REPORT),
        (
            "Strike",
            "",
            '"I have lost my job and my home," Ida Holt said. "I blame the port," she told me later.',
        ),
        (
            "Strike",
            "",
            "‘I have lost my house and my job in one day,’ said Ida Holt. World War I ended here.",
        ),
        ("Strike", "", "“I walked out,” said Ida Holt.\n“I will do it again. My children know why.”"),
    ],
)
def test_reports_that_quote_people_or_tell_of_opinions_are_no_comment(
    title: str, url: str, text: str
) -> None:
    assert not is_opinion(Article("a", title=title, url=url or None, text=text))


def test_what_comment_says_is_not_told_as_fact_beside_reports(file: File) -> None:
    column = file("c", COLUMN, title="Opinion: A harbour of fools", source="Pell Post")
    story = [file("a", REPORT, title="Pell port closed"), file("b", OTHER, title="Port strike"), column]
    assert {citation.article_id for told in summarise(story) for citation in told.citations} <= {"a", "b"}
    assert {claim.value for one in disagreements(story) for claim in one.claims} == {300, 450}
    assert choose_representative(story, None, ["Pell Post"]).article.id != "c"
    assert choose_representative(story, "c").article.id == "c"


def test_a_story_of_nothing_but_comment_is_told_all_the_same(file: File) -> None:
    columns = [file("c", COLUMN), file("d", COLUMN.replace("2,000", "900"), hours=1)]
    assert reports_among(columns) == columns
    assert summarise(columns)
