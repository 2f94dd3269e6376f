"""What can have happened since the last report: somebody has died, was caught or freed, traffic was resumed.

Of a row of flashes each may tell of one, in few words beside the names that all of them share.
"""

from collections.abc import Iterable

from service.briefings.wording.terms import fold

_TURNS = """
    death: dead die died dies kill killed kills killing
    injury: injured injures injuring hurt wounded hospitalised hospitalized
    missing: missing
    rescue: rescued rescues survivor survivors
    evacuation: evacuated evacuates evacuation
    arrest: arrested arrests detained detains custody
    charge: charged indicted
    verdict: convicted acquitted sentenced guilty jailed
    release: freed frees released releases
    departure: resigned resigns stepped quit quits sacked fired ousted
    retreat: cancelled canceled postponed suspended withdrawn withdrew recalled
    resumption: resumed resumes reopened reopens restored
    landfall: landfall
    collapse: collapsed collapses
"""
_BY_WORD = {
    fold(form): turn.strip()
    for turn, forms in (line.split(":") for line in _TURNS.strip().splitlines())
    for form in forms.split()
}


def turns_in(words: Iterable[str]) -> frozenset[str]:
    """Tell which turns of events these folded words name."""
    return frozenset(_BY_WORD[word] for word in words if word in _BY_WORD)
