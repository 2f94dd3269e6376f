"""With the real model: what one publisher prints under one title day after day is one story each day."""

from datetime import timedelta

import pytest

from embeddings import Encoder
from service.cli.oneshot import OneShotDesk
from service.clustering.evidence.series import series_of
from service.model import Article, Submission
from tests.clustering.support import NOON

pytestmark = [pytest.mark.model, pytest.mark.usefixtures("shipped_calibration")]

BRIEFINGS = (
    "Good morning. Rail staff walk out at noon, and the mayor says that buses will run all night. The harbour is shut "
    "for the regatta. It will be dry, with a fresh wind from the west.",
    "Good morning. The university opens its new clinic today. Two men are in court over the theft of a church bell, "
    "and the cup tie with Selby has sold out. Rain from noon on.",
    "Good morning. Teachers vote on the pay offer this afternoon. A whale has been seen off the northern pier, and "
    "bakers warn that a loaf may cost four crowns by spring. Fog, then sun.",
)
CLOSES = (
    "The Dorn 30 index closed 0.8 percent higher at 4,310.20 on Monday. Shipping shares led the gains after a strike "
    "ended in the southern ports. Traders said that attention was turning to the meeting of the central bank.",
    "The Dorn 30 index closed 1.1 percent lower at 4,262.75 on Tuesday. Chipmakers fell after a warning from Ostec. "
    "Traders said that attention was turning to the meeting of the central bank.",
)
TOLLS = (
    "At least 12 people were killed when an earthquake struck the Sarvan valley before dawn, rescuers said. Crews were "
    "digging through the rubble of the old town of Ketz.",
    "The number of people killed by the earthquake in the Sarvan valley has risen to 31, the governor said. Rescuers "
    "pulled a girl alive from the rubble of a school in Ketz.",
)


def stories(encoder: Encoder, reports: list[Article]) -> list[str]:
    desk = OneShotDesk(encoder)
    desk.fold([Submission(report) for report in reports], NOON + timedelta(days=30))
    return [placement.story_id for placement in desk.placements()]


def daily(title: str, texts: tuple[str, ...], source: str | None = "Tarn Herald") -> list[Article]:
    return [
        Article(str(day), title.format(day), text, source=source, published_at=NOON + timedelta(days=day))
        for day, text in enumerate(texts)
    ]


@pytest.mark.parametrize(
    ("title", "texts"),
    [("Your morning briefing", BRIEFINGS), ("Stocks at the close: Dorn 30 at {}.4", CLOSES)],
)
def test_instalments_are_stories_of_their_own(encoder: Encoder, title: str, texts: tuple[str, ...]) -> None:
    assert len(set(stories(encoder, daily(title, texts)))) == len(texts)


def test_a_report_that_many_tell_goes_on_under_one_title(encoder: Encoder) -> None:
    told = daily("Sarvan earthquake: death toll rises to {}", TOLLS)
    others = [
        Article(
            name,
            f"Quake kills {toll} in Sarvan valley",
            text,
            source=name,
            published_at=told[day].published_at,
        )
        for name, toll, day, text in (
            ("Courier", "12", 0, f"KETZ - {TOLLS[0]} Roads to the valley were blocked."),
            (
                "Northwire",
                "twelve",
                0,
                "An earthquake shook the Sarvan valley at dawn and killed 12 people in Ketz.",
            ),
        )
    ]
    assert len(set(stories(encoder, [told[0], *others, told[1]]))) == 1


def test_numbers_days_and_months_are_not_of_the_series() -> None:
    def series(title: str, source: str = "Herald") -> int:
        return series_of(Article("a", title, "Text.", source=source))

    assert series("Results of Tuesday's 3rd round") == series("Results of Friday's 4th round") != 0
    assert series("Bills sold at 5.63 pct, March 11") == series("Bills sold at 5.7 pct, April two")
    assert series("Index rises") != series("Index falls")
    assert (
        series("Index rises", "Herald")
        == series("Index rises", "HERALD ")
        != series("Index rises", "Courier")
    )
    assert series("31 May 2026") == series("") == series_of(Article("a", "Letters", "Text.")) == 0
