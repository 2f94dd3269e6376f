"""The verbs by which a text tells whose word something is, in small letters: the one list of them. English."""

import re

_SAYING = """
    say says said saying
    tell tells told
    add adds added
    report reports reported
    announce announces announced
    confirm confirms confirmed
    state states stated
    warn warns warned
    reveal reveals revealed
    show shows showed shown
    find finds found
    claim claims claimed
    allege alleges alleged
    charge charges charged
    argue argues argued
    insist insists insisted
    contend contends contended
    maintain maintains maintained
    assert asserts asserted
    complain complains complained
    acknowledge acknowledges acknowledged
    admit admits admitted
    concede concedes conceded
    conclude concludes concluded
    explain explains explained
    note notes noted
    predict predicts predicted
    testify testifies testified
    believe believes believed
    think thinks thought
    estimate estimates estimated
    write writes wrote written
    tweet tweets tweeted
    learn learns learned learnt
    hear hears heard
    suggest suggests suggested
    """
SAYING = frozenset(_SAYING.split())
"""All forms."""

_AS_NOUNS = """report claim estimate state states charge charges charged note notes show shows showed shown find finds
    found think thought hear heard learn learned learnt written believed suggested tell write"""
QUOTING = SAYING - frozenset(_AS_NOUNS.split())
"""Those that say so wherever they stand: no nouns ("partner states"), and nothing that is done to somebody."""

_DAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|today|yesterday|tonight"
_DONE = "shown found charged believed thought estimated written learned learnt heard suggested alleged"
_OF_OTHERS = frozenset(_DONE.split())
"""Forms that also tell what was done to somebody or something: "a man believed to be 40", "charged in the case"."""
_NOUNS = frozenset(("charges", "state", "states", "saying"))
"""Forms that close a sentence as something else far more often."""
_PLAIN = "|".join(sorted(SAYING - _OF_OTHERS - _NOUNS))
SAYING_BEHIND = (
    rf"(?:(?:{_PLAIN})(?=$|,|\s(?:on|in|at|as|by|during|after|late|early|to|{_DAY}|[A-Z]))"
    rf"|(?:{'|'.join(sorted(_OF_OTHERS))})(?=$|,|\s(?:(?:on|late|early|late\son|early\son)\s)?(?:{_DAY}|[A-Z])"
    r"|\sin\s(?:court|an?\s(?:lawsuit|suit|report|complaint|filing|indictment))))"
)
"""A pattern of such a verb at the end of a sentence, or before who was told, where and when."""

SAID_OF = re.compile(rf"\b(?:{'|'.join(sorted(SAYING))}|according\sto)\b")
"""Where a sentence has such a verb, or "according to"."""
