"""Who asks first waits for nothing that is done only once."""

import subprocess
import sys

FIRST_REQUEST = """
import sys
from datetime import UTC, datetime
from numba.core.dispatcher import Dispatcher
from service.app.warming import _ByWords, warm_up
from service.desk import Desk
from service.model import Article, Submission
from service.stores.memory import MemoryStore


def compiled():
    found = [loop for module in list(sys.modules.values()) for loop in vars(module).values()]
    loops = {loop for loop in found if isinstance(loop, Dispatcher)}
    return {(loop.py_func.__qualname__, signature) for loop in loops for signature in loop.signatures}


now = datetime.now(UTC)
warm_up()
warm = compiled()
story = "Talle rises: {} homes under water in Hemmel, the fire service of the county said on {}, and more rain is due. "
towns = ("Orle", "Marrow", "Velmont", "Carrow")
days = ("Monday", "Tuesday")
texts = [story.format(place, days[place % 2]) + f"{town} waits. " * 9 for place in range(12) for town in towns]
Desk(MemoryStore(), _ByWords()).receive(
    [Submission(Article(str(number), text[:40], text)) for number, text in enumerate(texts)], now
)
print("compiled", len(warm), *compiled() - warm, sep="\\n")
"""


def test_what_the_first_request_calls_has_been_compiled() -> None:
    ran = subprocess.run([sys.executable, "-c", FIRST_REQUEST], check=True, capture_output=True, text=True)
    # What is said before is for people: that it takes a while, on a machine that is slow or new to this.
    before, *during = ran.stdout.partition("compiled\n")[2].splitlines()
    assert int(before) > 20
    assert during == []
