"""Short forms whose full stop need not end a sentence, in small letters.

English, and those that German and Spanish news is full of; others pass by.
"""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


TITLES = _words(
    """
    mr mrs ms mx dr prof gen lt col maj capt cpl sgt cmdr adm rep sen gov pres hon rev fr msgr st
    ste mt ft vs dept supt insp amb atty det messrs mme mlle reps sens govs gens profs drs
    sra srta dra ee
    """
)
"""Short forms that always stand before a name."""

COUNTED = _words("no nos nr art sec fig vol pp p ch cl ca approx")
"""Short forms that stand before a number."""

SHORT_FORMS = _words(
    """
    inc corp ltd co cos llc plc bros jr sr etc al jan feb mar apr jun jul aug sep sept oct nov dec
    mon tue tues wed thu thur thurs fri sat sun ave blvd rd univ assn intl natl ala ariz ark calif
    colo conn del fla ga ill ind kan ky la md mass mich minn miss mo mont neb nev okla ore pa tenn
    tex va vt wash wis wyo est
    """
)
"""Short forms that may stand anywhere, the end of a sentence included."""

COMMON_OPENERS = _words(
    """
    the a an in on at it he she they we i you this that these those there but and or so if as when
    while after before since however meanwhile his her its their our my for from with by to no not
    some many most all both police officials what who how why where according another one two
    """
)
"""Words that open sentences far more often than they follow an abbreviation with a capital letter."""

AFTER_CLOCK = _words(
    """
    mon tue tues wed thu thur thurs fri sat sun monday tuesday wednesday thursday friday saturday sunday
    jan feb mar apr may jun jul aug sep sept oct nov dec january february march april june july august september
    october november december gmt utc est edt et cst cdt ct mst mdt mt pst pdt pt cet cest eet eest bst ist msk jst
    hkt sgt aest aedt eastern central mountain pacific atlantic
    """
)
"""Days and zones that go with a time of day."""

AMOUNTS = _words("mio mrd")
"""German millions: what they count follows."""

AFTER_AMOUNTS = _words(
    "der die das den dem ein eine er sie es wir ich im in am an bei nach vor und aber doch auch damit"
)
"""Words that open German sentences, and that no amount is of."""

NUMBERED = _words(
    """
    januar februar märz april mai juni juli august september oktober november dezember jahrhundert jahrhunderts
    weltkrieg weltkriegs geburtstag jahrestag todestag spieltag bundesliga liga runde minute platz tag stock
    """
)
"""German words that a number with a full stop stands before: ``3. Oktober``, ``19. Jahrhundert``."""
