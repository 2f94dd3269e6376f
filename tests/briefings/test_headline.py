from service.briefings.outline import tell
from tests.briefings.conftest import File

STRUCK = "The ferry Orla struck the harbour wall of Pell on Monday, injuring seventeen people, the coastguard said."
WEATHER = "It had been a fine morning in the strait, and nobody was thinking of anything but lunch."


def test_without_a_title_the_headline_is_cut_from_the_lead_that_says_what_most_reports_tell(
    file: File,
) -> None:
    reports = [
        file(
            "a",
            f"A ferry passenger points at the harbour wall (Pell Agency Photo/Ida Brandt)\n{WEATHER} {STRUCK}",
        ),
        file("b", f"PELL, Nov 2 (Northwire) - {STRUCK} The ferry Orla was on its way to Orr."),
        file(
            "c",
            f"Seventeen passengers of the ferry Orla were injured at Pell harbour, police said. {WEATHER}",
        ),
    ]
    assert tell(reports, None).headline in {
        STRUCK.removesuffix("."),
        "Seventeen passengers of the ferry Orla were injured at Pell harbour, police said",
    }


def test_a_paragraph_for_a_title_gives_way_to_a_title_and_is_cut_where_there_is_none(file: File) -> None:
    paragraph = (
        "The ferry Orla struck the harbour wall of Pell, throwing seventeen people from their seats and spilling what "
        "the galley had made ready for lunch over the deck."
    )
    long = file("a", STRUCK * 3, title=paragraph)
    assert tell([long], None).headline == "The ferry Orla struck the harbour wall of Pell"
    assert tell([long], "a").headline == paragraph.removesuffix(".")
    titled = file("b", STRUCK, title="Ferry Orla strikes harbour wall at Pell.")
    assert tell([long, titled], None).headline == "Ferry Orla strikes harbour wall at Pell"


def test_what_is_no_sentence_still_gives_a_headline(file: File) -> None:
    assert tell([file("a", "FERRY HITS WALL AT PELL")], None).headline == "FERRY HITS WALL AT PELL"
    assert tell([file("a", "“Orr!”")], None).headline == "“Orr!”"
