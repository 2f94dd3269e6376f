"""Reports without end on a few dozen stories: each says what its story has said, and something new."""

import random
from collections.abc import Iterator
from itertools import count

STORIES = 60


def reports(seed: int = 7, *, stories: int = STORIES) -> Iterator[dict[str, str]]:
    """Made-up words, the same for the same seed; the stories take turns."""
    chance = random.Random(seed)
    words = [
        "".join(chance.choice("bdfgklmnprst") + chance.choice("aeiou") for _ in range(3)) for _ in range(900)
    ]
    subjects = [chance.sample(words, 12) for _ in range(stories)]
    for number in count():
        subject = subjects[number % stories]
        name, said, fresh = (
            " ".join(subject[:4]).title(),
            " ".join(subject),
            " ".join(chance.sample(words, 6)),
        )
        yield {
            "id": f"report/{number}",
            "title": name,
            "text": f"{name} said that {said}. In report {number}, {fresh} was new.",
            "source": f"wire {number % 10}",
        }
