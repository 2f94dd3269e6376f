"""New or said again, judged by hand: ``tests/benchmarks/novelty.jsonl``, and by rules."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.briefings.novelty import Heard, new_sentences
from tests.benchmarks.novelty import HALVES, tally


@pytest.mark.parametrize("half", HALVES)
def test_what_is_new_is_found_and_what_is_said_again_is_not(half: str) -> None:
    found = tally(half)
    assert found.precision >= 0.9
    assert found.recall >= 0.9


@given(st.text(), st.text())
def test_nothing_is_new_once_it_was_heard(before: str, sentence: str) -> None:
    heard = Heard()
    heard.hear(before)
    heard.hear(sentence)
    assert not heard.is_new(sentence)
    assert heard.unheard(sentence) == {}


def test_numbers_are_the_same_in_words_and_in_digits() -> None:
    heard = Heard()
    heard.hear("Fourteen people were hurt when the ferry rammed the pier and 1,200 waited.")
    assert not heard.is_new("The ferry hit the pier, 14 were injured, and 1200 people waited.")
    assert heard.is_new("The ferry hit the pier, 17 were injured, and 1200 people waited.")


def test_the_time_of_day_is_no_figure() -> None:
    heard = Heard()
    heard.hear("A fire broke out in the roof of a store in the High Street of Orr on Friday night.")
    assert not heard.is_new("The fire broke out in the roof of the store at 8.49pm on Friday night.")
    assert not heard.is_new("The fire broke out in the roof of the store in Orr at 20:49 GMT on Friday.")
    assert heard.is_new("The fire in the roof of the store in Orr drove out 49 people on Friday night.")


def test_nothing_in_millions_is_a_number_too() -> None:
    heard = Heard()
    sentence = "Orr counted 0 million letters in Tarn."
    assert heard.is_new(sentence)
    heard.hear(sentence)
    assert not heard.is_new("In Tarn, Orr counted 0 million letters.")


@pytest.mark.parametrize(
    ("known", "again", "new"),
    [
        (
            "ओर्ला नदी में बाढ़ आई और 340 लोग घर छोड़ गए।",
            "बाढ़ आई और ओर्ला नदी में 340 लोग घर छोड़ गए।",
            "महापौर ने कहा कि पुल टूट गया है।",
        ),
        ("奥尔河在布雷克镇决堤,居民离开家园。", "居民离开布雷克镇家园,奥尔河决堤。", "市长说大桥已经倒塌。"),
    ],
    ids=["Hindi", "Chinese"],
)
def test_what_is_new_is_told_in_other_scripts_too(known: str, again: str, new: str) -> None:
    heard = Heard()
    heard.hear(known)
    assert new_sentences(heard, [again, new, new]) == [1]


@pytest.mark.parametrize(
    ("heard", "again"),
    [
        (
            "Chip maker Tamm has agreed to buy its rival Orbis for 3.2 billion crowns.",
            "Orbis is to be taken over by Tamm in a deal valued at 3.2bn crowns.",
        ),
        (
            "The rescue service called off its search for the two missing fishermen at dusk.",
            "The hunt for two fishermen who went missing was abandoned as night fell.",
        ),
        (
            "The storm left 20,000 homes without electricity on Monday, and a bridge at Orr was closed.",
            "About twenty thousand households had no power on Monday because of the storm.",
        ),
        (
            "Police in Pell arrested a 29-year-old man on suspicion of arson.",
            "A man aged 29 has been detained in Pell on suspicion of starting the fire.",
        ),
        (
            "Rebels of the Tarn Front took Kellin on Friday after days of shelling, residents said.",
            "The Tarn Front took Kellin, residents said on Saturday.",
        ),
        (
            "Kestrel Bank shares fell on Monday. The bank will appeal, chief executive Mara Lund said.",
            "The bank will appeal, Mara Lund told reporters on Wednesday.",
        ),
    ],
)
def test_what_is_said_again_in_other_words_and_numbers_is_not_new(heard: str, again: str) -> None:
    known = Heard()
    known.hear(heard)
    assert not known.is_new(again)


@pytest.mark.parametrize(
    ("heard", "news"),
    [
        (
            "The storm left 20,000 homes without power.",
            "Power was back in 15,000 of the homes by the evening.",
        ),
        (
            "A court jailed the driver for two years.",
            "The driver will appeal against the sentence, his lawyer said.",
        ),
        (
            "The airline cancelled 120 flights in fog.",
            "The airline cancelled another 40 flights because of fog.",
        ),
        (
            "Tamm will pay 3.2 billion crowns for Orbis.",
            "Tamm will pay 3.4 billion crowns for Orbis, it said.",
        ),
        (
            "The captain of the ferry Halden Star denied that he had been asleep when it struck the pier of Skarvik.",
            "Police arrested the captain of the ferry Halden Star on Wednesday.",
        ),
        (
            "Regulators fined Kestrel Bank of Aldmere on Monday. Its chief executive Mara Lund will appeal.",
            "Prosecutors raided the Aldmere offices of Kestrel Bank.",
        ),
        (
            "Tirsa Okello beat Marit Vance in the final of the Halm Open on Sunday.",
            "Tirsa Okello hurt her wrist against Marit Vance.",
        ),
    ],
)
def test_what_goes_on_from_there_is_new(heard: str, news: str) -> None:
    known = Heard()
    known.hear(heard)
    assert known.is_new(news)
