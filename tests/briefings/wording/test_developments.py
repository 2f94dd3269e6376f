import pytest

from service.briefings.wording.developments import knows_turn, turns_named, turns_told


@pytest.mark.parametrize(
    ("sentence", "kind"),
    [
        ("A jury on Tuesday convicted foreman Anders Tolk over the fire at the Mercer mill.", "verdict"),
        ("Rolf Amsel has reportedly pulled out of talks with Calder.", "off"),
        ("After a bitter week, it seems Amsel will be back at the negotiating table with Calder.", "talks"),
        ("The star of Salt, whose films filled the Rex for years, died on Thursday at 91.", "death"),
        ("Transport minister Ilse Varga resigned on Friday.", "departure"),
        ("Two men were arrested and charged over the theft of the globe.", "charge"),
        ("A foreman has denied arson after the fire at the mill.", "plea"),
        ("A trial date has been set for the foreman accused of lighting the fire.", "trial"),
        ("The council of Orr approved a plan for the old bridge on Monday.", "passage"),
        ("The suspect was caught in a barn near Tarn on Monday.", "arrest"),
        ("A judge in Orr sentences the foreman to death.", "sentence"),
        ("The foreman got twelve years in prison for the fire.", "sentence"),
        ("The singer Mira Solen checked out of a clinic on Monday.", "release"),
    ],
)
def test_a_turn_is_told(sentence: str, kind: str) -> None:
    assert kind in turns_told(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "Anders Tolk faces twelve years in prison if convicted.",
        "The opposition wants Ilse Varga to have resigned by Monday.",
        "Otto Lind, who was convicted of fraud in 2009, is a banker.",
        "Paul Hodge is now the first rioter convicted of a felony to be seen in Orr.",
        "Lawyers for the foreman charged with arson will speak to the jury on Monday.",
        "Police fired tear gas at the crowd in Brann.",
        "The suspect was caught on tape as he left the mill.",
        "The blast left two in hospital.",
        "Vera Dahl named the frog a year after she resigned from the museum.",
        "In March 2019, the mayor resigned over a loan.",
        "The committee released on Tuesday the text of a resolution.",
        "Asta Brink paid no tax in the year she won the presidency.",
    ],
)
def test_what_has_not_happened_or_was_so_before_is_no_turn(sentence: str) -> None:
    assert not turns_told(sentence)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("sanne roth drops out of the race in orr", "off"),
        ("the conviction of anders tolk was a surprise", "verdict"),
        ("her resignation came at noon", "departure"),
        ("jake elz beats the widow in a runoff", "victory"),
        ("the star passed away in her sleep", "death"),
        ("the house passes a 1.9-trillion bill", "passage"),
    ],
)
def test_a_turn_is_known_in_another_form_of_the_word(text: str, kind: str) -> None:
    assert knows_turn(text, kind)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("he could be jailed for twelve years if convicted", "verdict"),
        ("the opposition calls for her resignation", "departure"),
        ("police have an arrest warrant", "arrest"),
    ],
)
def test_a_turn_that_may_come_is_not_known(text: str, kind: str) -> None:
    assert not knows_turn(text, kind)


def test_a_whole_sentence_may_name_what_its_main_clause_does_not_tell() -> None:
    sentence = "Shares in Kestrel fell by a third after Mara Lund resigned."
    assert not turns_told(sentence)
    assert turns_named(sentence) == {"departure"}
