"""Which stage of its story a title tells: charged, found guilty, rescued; and what a title only plans."""

from collections.abc import Sequence

import pytest

from service.briefings.wording.plans import carries_out, deeds_in, plans_in
from service.briefings.wording.stages import follows_on, stages_hinted, stages_known, stages_told


@pytest.mark.parametrize(
    ("title", "stage"),
    [
        ("Fugitive captured in Orr after week on the run", "arrest"),
        ("Marren library fire: suspect caught in Tarn", "arrest"),
        ("Woman charged in Marren library fire", "charge"),
        ("Marren library fire - teacher charged", "charge"),
        ("Teacher pleads guilty to Marren library fire", "plea"),
        ("Trial begins for teacher in library fire", "trial"),
        ("Jury finds teacher guilty of Marren library fire", "verdict"),
        ("Teacher convicted of arson in 2010 Marren fire", "verdict"),
        ("Judge sentences teacher to death", "sentence"),
        ("Teacher gets life in prison for library fire", "sentence"),
        ("Arsonist gets death sentence", "sentence"),
        ("Teacher gets twelve years in prison for fire", "sentence"),
        ("Mayor Brandt steps down over bridge loan", "departure"),
        ("Two missing climbers found dead on Mount Orr", "death"),
        ("Missing boy found safe in Orn forest", "rescue"),
        ("Mira Solen checks out of rehab", "release"),
        ("Mira Solen leaves Tarn hospital after a week", "release"),
        ("Seacross cable restored after outage", "resumption"),
    ],
)
def test_a_title_tells_a_stage(title: str, stage: str) -> None:
    assert stage in stages_told(title)
    assert stage in stages_known(title)


@pytest.mark.parametrize(
    "title",
    [
        "Fired accountant goes on shooting spree in Orr",
        "Convicted arsonist on the loose near Tarn",
        "Police hunt convicted arsonist in Tarn",
        "Mother of man arrested in 2004 speaks of Marren fire",
        "Police deny teacher was arrested over library fire",
        "No one charged in Marren library fire",
        "Nobody arrested a week after Marren library fire",
        "Teacher may be charged over library fire",
        "Teacher faces twelve years if convicted of library fire",
        "Jury to decide whether teacher is found guilty",
        "Prosecutors seek to have teacher sentenced to death",
        "Minister denies fraud charges",
        "Teacher's friend says more will be charged",
        "Holt pardons teacher convicted of library fire",
        "Senate kills ferry bill",
        "The day the ferry deal died",
        "Holt kills government's challenge to ferry law",
        "Report: coast guard chief almost resigned over ferry",
        "Charges against mayor are dismissed",
        "Panel recommends teacher be fired",
        "Nearly 100 arrests in Orr",
        "Arrests at border top a million",
        "Coast guard chief says he wasn't fired",
        "Holt: open question whether mayor can be indicted",
        "Teacher's guilty plea worries council",
        "Orr sues over newly-signed ferry law",
        "Last moments of mayor caught on tape",
        "Two caught in crossfire in Orr",
        "Navy captures town of Orr from rebels",
        "Mayor released list of donors",
        "Paper leaves readers in Orr without news",
        "Striker gets two years at Tarn United",
    ],
)
def test_a_title_tells_no_stage_that_is_background_denied_or_to_come(title: str) -> None:
    assert not stages_told(title)


@pytest.mark.parametrize(
    ("title", "stage"),
    [
        ("Deadly blast in Orr", "death"),
        ("Orr murder: police appeal for help", "death"),
        ("Several die in quake near Tarn", "death"),
        ("Driver in custody after crash", "arrest"),
        ("Teacher faces arson charges", "charge"),
        ("Death penalty for teacher", "sentence"),
        ("Police chief and staff resign over loan", "departure"),
        ("Orr and Tarn agree to truce", "deal"),
        ("Teacher receives twelve years for Marren fire", "sentence"),
        ("Split verdict in Marren fire", "verdict"),
    ],
)
def test_a_title_knows_a_stage_in_other_words(title: str, stage: str) -> None:
    assert stage in stages_known(title)


def test_a_word_that_may_tell_a_stage_hints_at_it_and_does_not_know_it() -> None:
    title = "Guard chief is latest casualty of shake-up, with another on the way out"
    assert "departure" in stages_hinted(title)
    assert "departure" not in stages_known(title)


@pytest.mark.parametrize(
    ("stage", "before", "follows"),
    [
        ("verdict", ["Suspect caught after Orr shooting", "Man charged with Orr shooting"], True),
        ("charge", ["Fire at Orr library"], True),
        ("verdict", ["Teacher pleads not guilty to library fire"], True),
        (
            "verdict",
            ["Teacher pleads guilty to library fire", "Library fire: teacher sentenced to ten years"],
            False,
        ),
        ("charge", ["Teacher found guilty of Orr library fire"], False),
        ("arrest", ["Man convicted of arson in Orr"], False),
        ("arrest", ["Man convicted of arson breaks out of prison", "Arsonist on the loose"], True),
        ("resumption", ["Ferry service halted by storm"], True),
        ("resumption", ["Storm Edda kills twelve"], False),
        ("rescue", ["Two climbers missing on Mount Orr"], True),
        ("rescue", ["Ferry hits wall at Skarvik"], False),
        ("release", ["Solen checks into rehab"], True),
        ("release", ["Solen sings in Tarn"], False),
        ("deal", ["Talks on harbour strike go on in Orr"], True),
        ("deal", ["Ferry hits wall at Skarvik"], False),
        ("departure", ["Brandt under fire over bridge loan"], True),
    ],
)
def test_a_stage_follows_on_what_was_told_before(stage: str, before: Sequence[str], follows: bool) -> None:
    assert follows_on(stage, before) is follows


@pytest.mark.parametrize(
    ("plan", "later", "done"),
    [
        ("Tamm to release patch for Orbis", "Tamm releases emergency patch for Orbis browser", True),
        ("Holt to nominate Lise Brandt as judge", "Holt nominates rural lawyer Lise Brandt", True),
        ("Holt to nominate Lise Brandt as judge", "Former mayor Lise Brandt nominated to be judge", True),
        ("Mayor Brandt to resign over loan", "Mayor Brandt resigns", True),
        ("Tamm to release patch for Orbis", "Tamm releases results for spring", False),
        ("Tamm to release patch for Orbis", "Kestrel releases patch for its browser", False),
        ("Tamm to release patch for Orbis", "Tamm says it will release patch for Orbis on Friday", False),
        ("Holt to meet Kern in Tarn", "Holt meets advisers ahead of Kern visit to Tarn", False),
        ("Ferry crews return to work in Orr", "Museum works shown in Orr", False),
        ("Holt to nominate Lise Brandt as judge", "Holt nominates new judge: rural lawyer Lise Brandt", True),
        ("Kern scores twice to break Orr record", "Kern breaks Orr record", False),
        ("Kern to host awards", "Kern hosts guests in Orr", False),
    ],
)
def test_what_a_title_plans_is_told_as_done(plan: str, later: str, done: bool) -> None:
    assert any(carries_out(deed, one) for one in plans_in(plan) for deed in deeds_in(later)) is done
