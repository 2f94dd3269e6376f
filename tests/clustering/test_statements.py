"""Two reporters who quote one statement are two; who prints a report with its quotation prints a copy."""

from dataclasses import replace

from service.clustering.evidence.words import quoted_and_own
from service.clustering.grouping import Arrival, decide
from service.clustering.likeness.surroundings import look_around
from service.clustering.statements import is_statement
from service.clustering.window import Window
from service.model import Article, Decision, Relation
from tests.clustering.support import evidence, window_of
from tests.clustering.texts import reworded

STATEMENT = (
    "\u201cIt is with great sadness that the harbour board announces the death of its chairman, Aldo Brix, who led it "
    "for nineteen years and steered it through the great storm. He passed away peacefully at home on Thursday evening "
    "with his family around him. Further announcements will be made in due course.\u201d"
)
HERALD = (
    f"Aldo Brix, chairman of the Tarn harbour board since 2007, is dead at 71. The board said: {STATEMENT}"
)
COURIER = f"{STATEMENT} So the board of Tarn's harbour took leave on Friday of the man who rebuilt its piers."
LATER = (
    f"Flags flew at half mast over the docks at noon. {STATEMENT} Dockers stopped work, and ferries hooted."
)


def filed(window: Window, name: str, text: str, hours: float) -> Decision:
    arriving = evidence(name, 0, text=text, hours=hours)
    report = Article(name, text=text)
    decision = decide(Arrival(arriving, f"s-{name}", report=report), look_around(arriving, window), window)
    window.place(replace(arriving, origin_id=decision.origin_id), decision.story_id)
    return decision


def test_what_is_quoted_and_what_is_not_make_the_whole() -> None:
    quoted, own = quoted_and_own(Article("a", text=HERALD))
    assert (len(quoted), len(quoted) + len(own)) == (52, len(evidence("a", 0, text=HERALD).codes))


def test_reports_that_quote_one_statement_are_no_copies() -> None:
    window = window_of({})
    decisions = [
        filed(window, str(hour), text, hour) for hour, text in enumerate((HERALD, COURIER, LATER, HERALD))
    ]
    assert [decision.duplicate_of for decision in decisions] == [None, None, None, "0"]
    assert {decision.origin_id for decision in decisions} == {"0", "1", "2"}


def test_a_reprint_is_a_copy_with_its_quotation() -> None:
    for seed in range(8):
        window = window_of({})
        filed(window, "wire", HERALD, 0)
        copy = filed(window, "paper", f"TARN (Northwire) - {reworded(HERALD, 0.15, seed)}", 1)
        assert (copy.relation, copy.origin_id) == (Relation.NEAR_DUPLICATE, "wire")


def test_a_statement_that_is_printed_alone_is_a_copy_of_itself() -> None:
    codes = evidence("a", 0, text=STATEMENT).codes
    quoted, own = quoted_and_own(Article("a", text=STATEMENT))
    assert len(own) == 0
    assert not is_statement(quoted, own, codes, codes)
