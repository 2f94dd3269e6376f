from datetime import timedelta

from service.briefings.compose import compose
from service.briefings.news import with_news
from service.briefings.values import BriefingRequest, Seen
from service.events import Told
from tests.briefings.conftest import NOON, Bind, File

STRUCK = "The ferry Orla struck the harbour wall of Pell on Monday, injuring seventeen people."
BOARD = "A board of inquiry under Judge Berit Holm opened hearings at Orr town hall on Wednesday."
CREW = "It questioned nine sailors, a cook and the pilot in private."
STRIKE = "They have begun a strike over lifeboats, rosters and their unpaid overtime."


def test_what_leans_on_a_sentence_that_is_no_news_is_not_told_as_new(file: File, bind: Bind) -> None:
    story = bind(
        file("a", STRUCK), file("b", f"{BOARD} {CREW}", hours=1), file("c", f"{STRUCK} {STRIKE}", hours=2)
    )
    request = BriefingRequest(
        NOON + timedelta(hours=6), NOON - timedelta(days=1), NOON + timedelta(days=1), seen_before=Seen(1)
    )
    told = {"a": Told(1, 1), "b": Told(2, 2), "c": Told(3, 3)}
    (item,) = with_news(compose([story], request), told, lambda _: ()).items
    assert item.news is not None
    assert [one.text for one in item.news.sentences] == [BOARD, CREW]
