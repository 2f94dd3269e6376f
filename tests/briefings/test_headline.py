from dataclasses import replace

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


def test_a_lead_that_tells_news_goes_before_a_scene_of_which_more_is_told(file: File) -> None:
    scene = "An investigator of Kind Hands worked for weeks in the hen houses of Tarn Poultry."
    news = "Kind Hands has shown a film of the hen houses of Tarn Poultry, where its investigator worked for weeks."
    behind = "Kind Hands had an investigator in the hen houses of Tarn Poultry."
    reports = [file("a", f"{scene} {behind}"), file("b", f"{news} {behind}"), file("c", f"“Oh!” {behind}")]
    assert tell(reports, None).headline == news.removesuffix(".")


def test_a_paragraph_for_a_title_gives_way_to_a_title_and_is_cut_where_there_is_none(file: File) -> None:
    paragraph = (
        "The ferry Orla struck the harbour wall of Pell, throwing seventeen people from their seats and spilling what "
        "the galley had made ready over the deck, the stove and the mayor of Orr."
    )
    long = file("a", STRUCK * 3, title=paragraph)
    assert tell([long], None).headline == "The ferry Orla struck the harbour wall of Pell"
    assert tell([long], "a").headline == paragraph.removesuffix(".")
    titled = file("b", STRUCK, title="Ferry Orla strikes harbour wall at Pell.")
    assert tell([long, titled], None).headline == "Ferry Orla strikes harbour wall at Pell"


def test_what_is_no_sentence_still_gives_a_headline(file: File) -> None:
    assert tell([file("a", "FERRY HITS WALL AT PELL")], None).headline == "FERRY HITS WALL AT PELL"
    assert tell([file("a", "“Orr!”")], None).headline == "“Orr!”"


def test_the_headline_is_in_the_language_of_the_summary(file: File) -> None:
    reports = [
        file("a", "Bei Kessa ist am Montag ein Zug entgleist, teilte die Polizei mit.", language="de"),
        file("b", "Bei Kessa ist ein Zug aus den Schienen gesprungen.", language="de-AT"),
        file("c", "A train derailed near Kessa on Monday, police said." * 3, language="en"),
    ]
    titles = (
        "Zug entgleist bei Kessa",
        "Bei Kessa entgleist ein Regionalzug",
        "Train derails near Kessa, 9 injured",
    )
    titled = [
        replace(one, article=replace(one.article, title=title))
        for one, title in zip(reports, titles, strict=True)
    ]
    assert tell(titled, "c").headline == titles[2]
    for preferred in ((), ("c",)):
        assert tell(titled, None, preferred).headline in titles[:2]
    assert tell(titled[1:], None, ()).headline in titles[1:]


def test_a_question_or_a_pun_gives_way_to_what_a_lead_tells_where_several_report(file: File) -> None:
    question = file("a", f"{WEATHER} {STRUCK}", title="Was the ferry too fast?")
    pun = file("b", STRUCK, title="Off course")
    assert tell([question, pun], None).headline in {STRUCK.removesuffix("."), WEATHER.removesuffix(".")}
    assert tell([question], None).headline == "Was the ferry too fast?"


def test_a_page_that_is_written_on_says_so_in_no_headline(file: File) -> None:
    for title in (
        "Live updates: Storm Edda hits Sall",
        "Storm Edda hits Sall - as it happened",
        "Storm Edda hits Sall (video)",
    ):
        assert tell([file("a", STRUCK, title=title)], None).headline == "Storm Edda hits Sall"
