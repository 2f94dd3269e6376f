"""What a line of the panel is about has to be a phrase that an editor could print."""

from collections.abc import Callable

import pytest

from service.briefings.figures.panel import disagreements
from service.model import FiledArticle

File = Callable[..., FiledArticle]


@pytest.mark.parametrize(
    ("one", "other", "about"),
    [
        (
            "Masked men stole gold worth $12 million from a shop in Orr.",
            "Gold worth $15 million was stolen from a shop in Orr.",
            "amount stolen",
        ),
        (
            "There were 3,865 flu deaths in Orr on Sunday.",
            "Orr counted 3,963 flu deaths on Sunday.",
            "people killed in Orr (flu)",
        ),
        ("The economy grew 3.1 percent.", "The economy grew 3.4 percent.", "growth of the economy"),
        (
            "Bread sales fell 12 percent.",
            "Bread sales fell 15 percent.",
            "fall in bread sales",
        ),
        (
            "Orr shook. Houses fell. In March 2003, Orr was razed by a quake that killed 31,000 people.",
            "A quake killed 26,000 people in Orr in March 2003.",
            "people killed in Orr (March 2003)",
        ),
        (
            "President Holt on Monday signed into law a $2 billion harvest package for farmers of the coast.",
            "President Holt signed a $2.2 billion farm rescue package into law on Monday to help the coast.",
            "package (law, coast)",
        ),
        (
            "Officials quickly ordered 1,200 residents near Orr to pack their bags after a dyke had cracked.",
            "The 1,500 residents near Orr were ordered to pack bags quickly when the dyke cracked.",
            "residents near Orr (pack, bags, dyke)",
        ),
        (
            "The fund of the Sel guild collected $20 million, it announced.",
            "The $30 million that the Sel guild collected is for its fund, it announced.",
            "amount (guild, fund)",
        ),
        (
            "Sel Rescue announced that it collected $20 million, and thanked Orr.",
            "Sel Rescue collected $30 million, it announced, and thanked Orr.",
            "amount collected",
        ),
    ],
)
def test_it_is_called_by_a_noun_with_what_narrows_it(file: File, one: str, other: str, about: str) -> None:
    articles = [file("a", one, source="Wire"), file("b", other, source="Post", hours=0.5)]
    assert [line.about for line in disagreements(articles)] == [about]
