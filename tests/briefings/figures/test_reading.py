import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.briefings.figures import reading
from service.briefings.figures.reading import MOST_SENTENCES, figures_of
from service.model import Article
from tests.benchmarks.disagreements import cases


def read(text: str) -> list[str]:
    """What is counted, the number, its first place and who is quoted for it."""
    return [
        " | ".join(
            [
                f"{figure.frame.label} {figure.quantity.numeral.low:g}",
                figure.circumstances.where,
                figure.speaker or "",
            ]
        )
        for figure in figures_of(Article("a", text=text))
    ]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("The crash killed 12 people in Orr.", ["people killed 12 | in Orr | "]),
        ("The death toll from the flood in Orr rose to 14.", ["people killed 14 | in Orr | "]),
        (
            "The number of people known to have been injured in Orr has risen to 19, the hospital said.",
            ["people injured 19 | in Orr | the hospital"],
        ),
        ("14 dead, three injured after blast", ["people killed 14 |  | ", "people injured 3 |  | "]),
        ("The blast left three injured, police said.", ["people injured 3 |  | police"]),
        ("Mayor Eva Holt said 43 people had been arrested.", ["people arrested 43 |  | Mayor Eva Holt"]),
        ("Classes for 120 pupils were cancelled in Orr.", []),
        ("According to Seln, 43 people were arrested.", ["people arrested 43 |  | Seln"]),
        (
            "Marovia has sent 12,000 Belmark troops to Tarn.",
            ["Belmark troops sent 12000 | to Tarn | "],
        ),
        (
            "Some 8,000 soldiers are stationed in Marovia's Lower Tarn region.",
            ["troops stationed 8000 | in Marovia's Lower Tarn region | "],
        ),
        (
            "The storm killed nine soldiers and six civilians.",
            ["troops killed 9 |  | ", "civilians killed 6 |  | "],
        ),
        ("The death toll of the quake that struck Orr is 20.", ["people killed 20 |  | "]),
        ("Nineteen people suffered injuries in Orr.", ["people injured 19 | in Orr | "]),
        ("The board in Orr shows 14 cancellations.", []),
        ("Orr airport had 45 flight cancellations.", ["flights cancelled 45 |  | "]),
        ("Firms in Orr lost 1,200 jobs.", ["jobs cut 1200 | in Orr | "]),
        ("The council passed a $2.1 billion budget.", ["budget 2.1e+09 |  | "]),
        ("Tamm will buy Orbis for $8 billion.", ["price to buy 8e+09 |  | "]),
        (
            "Tamm will buy Orbis in a deal worth $8 billion including debt.",
            ["price to buy with debt 8e+09 |  | "],
        ),
        ("Tamm will buy Orbis for $8bn, including assumed debt.", ["price to buy with debt 8e+09 |  | "]),
        ("Tamm will buy Orbis for $8bn plus debt.", ["price to buy without debt 8e+09 |  | "]),
        ("Unemployment rose to 6.3 percent.", ["unemployment 6.3 |  | "]),
        ("Marek won 52 percent of the vote.", ["vote for Marek 52 |  | "]),
        ("A 6.8-magnitude quake struck.", ["magnitude of the earthquake 6.8 |  | "]),
        ("Brandt was sentenced to 12 years in prison.", ["prison term of Brandt 12 |  | "]),
        ("Lise Maria Brandt, 34, was named by police.", ["age of Lise Brandt 34 |  | "]),
        ("Police named 34-year-old Lise Brandt.", ["age of Lise Brandt 34 |  | "]),
        ("Painter Lise Brandt dies at 88", ["age of Lise Brandt 88 |  | "]),
        ("Lise Brandt, Orr's Painter of Rivers, Dies at 88", ["age of Lise Brandt 88 |  | "]),
        ("The painter Lise Brandt has died aged 88.", ["age of Lise Brandt 88 |  | "]),
        (
            "Lise Brandt, the Orr painter, died on Monday at the age of 88, her son said.",
            ["age of Lise Brandt 88 |  | "],
        ),
        ("Lise Brandt died in Orr on Monday at 88, her son said.", ["age of Lise Brandt 88 |  | "]),
        ("Lise Brandt died at 88 Mill Street.", []),
        ("Lise Brandt died at 21:30.", []),
        ("Lise Brandt died at 8 p.m. on Monday.", []),
        (
            "Jewels worth more than $60 million have been stolen from a shop in Orr.",
            ["amount stolen 6e+07 |  | "],
        ),
        ("A bill is to rescue Orr from $72 million in debt.", ["debt 7.2e+07 |  | "]),
        ("Some $2 million was raised for the harbour.", ["amount raised 2e+06 |  | "]),
        ("Marovia sent 12 F-16 jets to Tarn.", ["F-16 aircraft sent 12 | to Tarn | "]),
    ],
)
def test_what_a_number_counts_where_and_who_says_so(sentence: str, expected: list[str]) -> None:
    assert read(sentence) == expected


@pytest.mark.parametrize(
    "sentence",
    [
        "Nine people, including six children, met the mayor.",
        "Four senators sold shares.",
        "She is a mother of two who died.",
        "The minister denied that 300 people were killed.",
        "Shares rose 12 percent to $38.",
        "It pays $41 a share.",
        "One person was arrested.",
        "Eight of the nine members died.",
        "Bei dem Unglück sind am Sonntag in Orr nach Angaben der Polizei 12 Menschen gestorben, 14 verletzt.",
        "A limit of $2 million was raised to help the harbour.",
        "Police found 300 kilometres of cable.",
        "Orr beat Pell City, 31, 24, 19.",
        "A house worth $2 million was not stolen.",
        "The council wants to cut the debt of Orr from $72 million.",
        "Its debt went from $72 million last year to nothing.",
        "On Monday March, 12, a clerk wrote.",
    ],
)
def test_what_is_no_claim(sentence: str) -> None:
    assert read(sentence) == []


def test_a_part_of_a_country_that_owns_something_is_read_to_its_end() -> None:
    assert read("Floods killed 12 people near the interior's edge.") == ["people killed 12 |  | "]


def test_other_times_are_told_apart_also_where_a_sentence_leans_on_the_one_before() -> None:
    text = "A quake struck Orr in 2003. It killed 612 people. On Monday 14 people were killed."
    old, new = figures_of(Article("a", text=text))
    assert old.circumstances.dating.years == {2003}
    assert not new.circumstances.dating.years


_TEXT = (
    "killed 12 people in Orr , 3,000 troops of the 14 dead . nearly $2.1 billion were sent to Kursk's and at "
    "least two hundred thousand - 7 % said police ( 1.5 ) injured \n ; 2011 : ’s interior's coast’s of South's"
)
_PIECES = st.sampled_from(_TEXT.split(" "))


@given(st.lists(_PIECES, max_size=60).map(" ".join) | st.text(max_size=80), st.text(max_size=30))
def test_every_figure_can_be_read_again_where_it_stands(text: str, title: str) -> None:
    article = Article("a", title=title, text=text)
    for figure in figures_of(article):
        sentence = getattr(article, figure.field)[figure.span.start : figure.span.end]
        assert figure.said in sentence
        assert figure.speaker is None or figure.speaker in sentence
        assert figure.circumstances.where in sentence


def test_a_transcript_is_read_at_its_beginning_only() -> None:
    text = "The blast killed 12 people in Orr, and 3,000 troops were sent. " * 6_000
    assert len(figures_of(Article("a", text=text))) == 2 * MOST_SENTENCES
    assert figures_of(Article("a", text="killed 12 and " * 30_000)) is not None


def test_the_quick_look_passes_over_no_figure(monkeypatch: pytest.MonkeyPatch) -> None:
    articles = [filed.article for case in cases() for filed in case.articles]
    found = list(map(figures_of, articles))
    reading.forget()
    monkeypatch.setattr(reading, "may_state", lambda _: True)
    assert list(map(figures_of, articles)) == found
    reading.forget()
