"""Names of offices are words like others."""

import pytest

from embeddings import lexical


def names(text: str) -> set[int]:
    return set(lexical.name_rows([text]).terms.tolist())


@pytest.mark.parametrize(
    ("with_office", "without"),
    [
        ("A quake shook Lar, the U.S. Geological Survey said.", "A quake shook Lar, it said."),
        ("Lar shook, said the European-Mediterranean Seismological Institute.", "Lar shook, it said."),
        ("In Oslo the Food and Drug Administration said no.", "In Oslo it said no."),
        ("In Oslo the Bureau of Labour Statistics said no.", "In Oslo it said no."),
        ("Lar was hit, USGS and Agence France-Presse said.", "Lar was hit, it said."),
        ("In Lar a spokesman, Dan Ruiz, and spokeswoman Ida Moe said no.", "In Lar one, Dan Ruiz, said no."),
        ("Met Éireann warns of rain in Kerry.", "It warns of rain in Kerry."),
        ("Sturm in Emden, so der Deutsche Wetterdienst und die Bundespolizei.", "Sturm in Emden, so er."),
        ("Llueve en Lugo, dice la Agencia Estatal de Meteorología.", "Llueve en Lugo, dice ella."),
    ],
)
def test_what_is_left_are_the_names_of_the_matter(with_office: str, without: str) -> None:
    assert names(with_office) == names(without)


@pytest.mark.parametrize(
    "text",
    [
        "In Rome the Trump Administration said no.",
        "A man of Staunton Police was hurt.",
        "The Supreme Court and the European Commission ruled.",
        "How Trump Met Oslo\nHe had seen of Oslo what the Trump of old did.",
    ],
)
def test_names_of_those_who_act_and_of_places_stay(text: str) -> None:
    left = names(text)
    for name in ("Trump", "Rome", "Staunton", "Supreme Court", "European Commission", "Oslo"):
        if name in text:
            assert names(f"the {name}") <= left


def test_an_office_ends_with_its_sentence() -> None:
    assert names("It was told by the Oslo Survey. Of Bonn Ida Moe knew.") >= names("the Ida Moe")
    assert names("We saw Ida Moe. Survey Oslo and the Bonn Survey.") >= names("the Ida Moe")


def test_an_office_that_is_a_name_elsewhere_is_one_there() -> None:
    assert names("It was told by the Oslo Survey. Rain fell in Oslo.") == names("Rain fell in Oslo.")
