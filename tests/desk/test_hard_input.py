"""What newsrooms really send, through the real desk: no titles, other scripts, no times, forms by the hundred."""

import string
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from embeddings import Encoder
from service.desk import Desk
from service.model import Article, Relation, Submission
from service.stores.memory import MemoryStore
from tests.desk.support import DAY, NOON, SUBJECTS
from tests.desk.templates import TEMPLATES, filled_in

pytestmark = pytest.mark.model
END = NOON + DAY
LATER = NOON + 40 * DAY
FLOOD = "The River Orle flooded Brackwater on Monday and 340 residents left their homes."


def stories(encoder: Encoder, articles: Sequence[Article], now: datetime = END) -> list[list[str]]:
    """The stories that the articles make, each by arrival; every article has a receipt and lies in one."""
    store = MemoryStore()
    results = Desk(store, encoder).receive([Submission(article) for article in articles], now)
    assert all(result.decision.receipt.rule for result in results)
    lying: dict[str, list[str]] = defaultdict(list)
    for article in articles:
        filed = store.article(article.id)
        assert filed is not None
        lying[filed.story_id].append(article.id)
    return list(lying.values())


def texts(prefix: str, *told: str) -> list[Article]:
    return [Article(f"{prefix}{place}", text=text, published_at=NOON) for place, text in enumerate(told)]


def names(articles: Sequence[Article]) -> list[str]:
    return [article.id for article in articles]


BY_SUBJECT = {
    subject: [
        Article(f"{subject}{place}", text=f"{told} {sentences[(place + 1) % 4]}", published_at=NOON)
        for place, told in enumerate(sentences)
    ]
    for subject, sentences in SUBJECTS.items()
}
EVENTS = [names(articles) for articles in BY_SUBJECT.values()]
MIXED = [articles[place] for place in range(4) for articles in BY_SUBJECT.values()]


def test_untitled_texts_make_the_stories_an_editor_would(encoder: Encoder) -> None:
    assert sorted(stories(encoder, MIXED)) == sorted(EVENTS)


@pytest.mark.parametrize(
    "dated",
    [
        lambda place: None if place % 4 == 1 else NOON + timedelta(minutes=place),
        lambda place: None,
        lambda place: NOON,
    ],
    ids=["a quarter undated", "none dated", "all at one moment"],
)
def test_missing_and_equal_times_change_no_story(
    dated: Callable[[int], datetime | None], encoder: Encoder
) -> None:
    stream = [replace(article, published_at=dated(place)) for place, article in enumerate(MIXED)]
    assert sorted(stories(encoder, stream)) == sorted(EVENTS)


def test_titles_alone_are_told_apart_and_brought_together(encoder: Encoder) -> None:
    titles = {
        "a": "River Orle floods Brackwater, 340 leave their homes",
        "b": "340 residents leave homes as River Orle floods Brackwater",
        "c": "Supreme Court of Estmark bans face recognition cameras at station",
        "d": "Stolen globe of 1643 returns to museum in Hovden",
    }
    items = [Article(name, title=title, published_at=NOON) for name, title in titles.items()]
    assert stories(encoder, items) == [["a", "b"], ["c"], ["d"]]


def test_titles_of_one_word_join_only_their_like(encoder: Encoder) -> None:
    items = [
        Article(f"w{place}", title=word, published_at=NOON)
        for place, word in enumerate(["Weather", "Chess", "Obituaries", "Lottery", "Weather"])
    ]
    assert stories(encoder, items) == [["w0", "w4"], ["w1"], ["w2"], ["w3"]]


def test_a_notice_in_place_of_the_text_says_nothing_and_the_titles_decide(encoder: Encoder) -> None:
    notice = (
        "We use cookies to improve your experience on our site. Accept all cookies or change your settings."
    )
    titles = {
        "a": "River Orle floods Brackwater, 340 leave their homes",
        "b": "Supreme Court of Estmark bans face recognition cameras at station",
        "c": "River Orle floods Brackwater, 340 leave their homes",
        "d": "",
        "e": "",
    }
    items = [Article(name, title, notice, published_at=NOON) for name, title in titles.items()]
    assert stories(encoder, items) == [["a", "c"], ["b"], ["d"], ["e"]]


SCRIPTS = {
    "Cyrillic": (
        "Река Орла вышла из берегов в Брежневске в понедельник, 340 жителей покинули свои дома.",
        "В Брежневске 340 жителей покинули дома: река Орла вышла из берегов в понедельник утром.",
        "Верховный суд Эстмарка запретил камеры распознавания лиц на центральном вокзале столицы.",
    ),
    "Greek": (
        "Ο ποταμός Όρλης πλημμύρισε τη Μαυρόπολη τη Δευτέρα και 340 κάτοικοι άφησαν τα σπίτια τους.",
        "Στη Μαυρόπολη 340 κάτοικοι άφησαν τα σπίτια τους όταν ο ποταμός Όρλης πλημμύρισε τη Δευτέρα.",
        "Το ανώτατο δικαστήριο απαγόρευσε τις κάμερες αναγνώρισης προσώπου στον κεντρικό σταθμό.",
    ),
    "Arabic": (
        "فاض نهر أورلا في مدينة برقوان يوم الاثنين وغادر 340 من السكان منازلهم بعد أمطار غزيرة",
        "غادر 340 من سكان مدينة برقوان منازلهم يوم الاثنين بعد أن فاض نهر أورلا إثر أمطار غزيرة",
        "حظرت المحكمة العليا كاميرات التعرف على الوجوه في المحطة المركزية للعاصمة",
    ),
    "Chinese": (
        "奥尔河星期一在布雷克镇决堤,340名居民离开家园,在体育馆过夜。",
        "布雷克镇340名居民星期一离开家园,因奥尔河决堤,他们在体育馆过夜。",
        "最高法院裁定中央车站的人脸识别摄像头违法,警方须在三十天内关闭。",
    ),
    "Japanese": (
        "月曜日にオルレ川がブラック町で氾濫し、住民340人が自宅を離れて体育館で一夜を過ごした。",
        "ブラック町の住民340人が月曜日、オルレ川の氾濫で自宅を離れ、体育館で一夜を過ごした。",
        "最高裁判所は中央駅の顔認識カメラを違法とし、警察に三十日以内の停止を命じた。",
    ),
}


@pytest.mark.parametrize(
    "script",
    [
        "Cyrillic",
        "Arabic",
        "Chinese",
        "Greek",
        "Japanese",
    ],
)
def test_other_scripts_bring_one_event_together_and_keep_two_apart(script: str, encoder: Encoder) -> None:
    flood, again, court = SCRIPTS[script]
    assert stories(encoder, texts("t", flood, court, again)) == [["t0", "t2"], ["t1"]]


@pytest.mark.xfail(strict=True, reason="the model goes by the script more than by what is told in it")
def test_scripts_do_not_fold_into_each_other(encoder: Encoder) -> None:
    """The court in every script beside the flood in every other."""
    floods = texts("flood", *(told[0] for told in SCRIPTS.values()))
    courts = texts("court", *(told[2] for told in SCRIPTS.values()))
    for story in stories(encoder, [*floods, *courts]):
        assert len({name.rstrip(string.digits) for name in story}) == 1


def test_a_transcript_of_60_000_words_is_taken_and_goes_to_what_it_begins_with(encoder: Encoder) -> None:
    rest = " ".join(f"Member {place % 40} spoke on item {place % 613}." for place in range(10_000))
    transcript = Article("long", "River Orle floods Brackwater", f"{FLOOD} {rest}", published_at=NOON)
    assert len(transcript.text.split()) > 60_000
    found = stories(encoder, [*BY_SUBJECT["flood"], *BY_SUBJECT["court"], transcript])
    assert [*names(BY_SUBJECT["flood"]), "long"] in found


def _with_an_aside(aside: str) -> Article:
    text = (
        "Brackwater began to clean up on Wednesday as the River Orle went back to its bed. Firefighters pumped out "
        f"cellars, and residents came home to the mud that the flood had left. {aside} In Brackwater the fire service "
        "counted 340 flooded homes."
    )
    return Article("both", "Brackwater cleans up after the River Orle flood", text, published_at=NOON)


ASIDES = [
    "The cleaning went on under the eyes of cameras that a court in Aldmere, far away, had just forbidden.",
    f"Elsewhere: {SUBJECTS['court'][0]}",
]


@pytest.mark.parametrize("aside", ASIDES, ids=["in other words", "word for word"])
def test_an_article_that_quotes_another_story_goes_to_the_one_it_is_about(
    aside: str, encoder: Encoder
) -> None:
    quoting = _with_an_aside(aside)
    found = stories(encoder, [*BY_SUBJECT["court"], *BY_SUBJECT["flood"], quoting])
    assert [*names(BY_SUBJECT["flood"]), "both"] in found
    assert names(BY_SUBJECT["court"]) in found


LARGEST = 5
"""Reports made from one template that may lie together; an editor would have each alone."""


@pytest.mark.parametrize("kind", TEMPLATES)
def test_forms_filled_in_by_the_hundred_do_not_chain(kind: str, encoder: Encoder) -> None:
    found = stories(encoder, list(filled_in(kind, 150, NOON)))
    assert max(map(len, found)) <= LARGEST


@pytest.mark.parametrize("kind", TEMPLATES)
def test_the_first_six_of_a_form_on_an_empty_desk_stay_apart(kind: str, encoder: Encoder) -> None:
    assert [*map(len, stories(encoder, list(filled_in(kind, 6, NOON))))] == [1] * 6


def test_a_form_filled_in_again_with_one_figure_put_right_stays_with_its_report(encoder: Encoder) -> None:
    *before, last = filled_in("results", 12, NOON)
    right = last.text.replace("million a year earlier", "billion a year earlier")
    found = stories(encoder, [*before, last, replace(last, id="again", text=right)])
    assert [last.id, "again"] in found


def _told(prefix: str, days: Sequence[float], *told: str) -> list[Article]:
    return [
        Article(f"{prefix}{place}", text=text, published_at=NOON + day * DAY)
        for place, (day, text) in enumerate(zip(days, told, strict=True))
    ]


MINERS = (
    "Nine miners are trapped in the Velmont colliery near Carrow after a shaft collapsed on Friday.",
    "Rescuers at the Velmont colliery near Carrow heard knocking from the nine trapped miners.",
    "A drill reached the gallery of the Velmont colliery where nine miners have been trapped for a week.",
    "The nine miners trapped in the Velmont colliery near Carrow received food through a borehole.",
    "The first of nine miners was lifted out of the Velmont colliery near Carrow after two weeks.",
    "All nine miners of the Velmont colliery near Carrow are out after three weeks underground.",
)


def test_a_saga_of_three_weeks_holds_together(encoder: Encoder) -> None:
    saga = _told("saga", (0, 4, 8, 12, 16, 20), *MINERS)
    assert stories(encoder, saga, LATER) == [names(saga)]


def test_last_years_event_is_not_this_years(encoder: Encoder) -> None:
    """Read in from an archive in one go, as well as a year apart."""
    told = "won the Port Ellis marathon on Sunday in bright sunshine, ahead of 12,000 runners."
    last, this = f"Tirsa Okello {told}", f"Marit Vance {told}"
    year = _told("m", (-364, 0), last, this)
    assert stories(encoder, year) == [["m0"], ["m1"]]


def test_items_with_next_to_nothing_in_them_open_stories_of_their_own(encoder: Encoder) -> None:
    odd = texts("odd", "!!!", "🔥", "\ud800", "a" * 100_000, "42")
    store = MemoryStore()
    results = Desk(store, encoder).receive([Submission(article) for article in odd], END)
    assert len({result.article.id for result in results}) == len(odd)
    assert Relation.EXACT_DUPLICATE not in {result.decision.relation for result in results}
