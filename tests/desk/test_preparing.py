"""What pages may repeat is guessed from few reports, whatever their length."""

from unittest.mock import patch

from service.clustering.evidence import Scraped
from service.desk import preparing
from service.model import Article
from tests.desk.support import WordEncoder
from tests.desk.test_pages import on_page, told


def test_a_guess_forgets_what_is_long_ago_or_too_much() -> None:
    with patch.multiple(preparing, REMEMBERED=3, MOST_CHARACTERS=5_000, MOST_FOUND=4):
        guess = preparing._Guess()
        for number in range(40):
            length = 9_000 if number % 7 == 6 else 1
            text = on_page(number % 2, told(number)) + " so" * length
            guess.pages([Scraped(Article(f"a{number}", text=text))])
            held = {turn for turns in guess._holders.values() for turn in turns}
            assert held <= set(guess._recent)
            assert len(guess._recent) <= 3
            assert sum(len(one.article.text) for one in guess._recent.values()) == guess._characters <= 5_000
            assert len(guess._found) <= 4


def test_what_comes_in_one_batch_is_guessed_as_if_one_by_one() -> None:
    made = preparing.Preparing(WordEncoder())
    found = made.prepare([Article(f"a{event}", text=on_page(0, told(event))) for event in range(4)])
    assert [one.page.told is not None for one in found] == [False, True, True, True]
