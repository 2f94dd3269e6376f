"""What a sentence tells to have happened since: somebody was charged, resigned, pulled out, is back at the table.

A turn of events is of a kind, and a kind is known by whatever tells of it: who knows of a *conviction* knows that
somebody was *found guilty*. What goes back on something (:mod:`service.briefings.wording.reversals`) is of the kinds
named there. Only what has happened counts, and what is told by the main clause: who may be charged has not been, and
*the man who was convicted in 2011* was so before. English.
"""

import re
from collections.abc import Callable
from functools import lru_cache

from service.briefings.wording.clauses import has_verb, without_relatives
from service.briefings.wording.dated import is_background
from service.briefings.wording.reversals import KINDS, has_happened, main_clause
from service.briefings.wording.titles import LINES_REMEMBERED
from service.text.months import MONTH_NAMES

_FEW = r"(?:\s[\w’'.-]+){0,4}?\s"
_BE = r"(?:is|are|was|were|been|be|being|gets?|got)"
_HELD = r"jail|prison|custody|hospital|detention|captivity"
_SHOTS = (
    r"(?!\s(?:\w+\s)?(?:shots?|tear|rubber|bullets?|rockets?|missiles?|rounds?|chemical|live|gas|at|on|upon|into|back|up"
    r"|off)\b)"
)
_TERM = r"(?:\d+|[\w-]+)\s(?:months?|years?)"
_TOLD = {
    "death": r"dies|died|passed\saway|kill(?:s|ed)|(?:found|pronounced|declared)\sdead",
    "arrest": r"arrested|arrests(?=\s(?!at|in|on|over|after|as|of|for|by|near|during|amid|since|rose|fell|top\b)\w)"
    r"|detain(?:s|ed)|taken\sinto\scustody|surrender(?:s|ed)|captured|recaptured"
    r"|(?:turn(?:s|ed)|gave|gives)\s(?:him|her|them)sel(?:f|ves)\s(?:in|up)"
    rf"|(?:suspects?|killer|gunm[ae]n|robbers?|fugitives?|inmates?|escapees?)\s(?:{_BE}\s)?caught"
    r"(?!\s(?:on|in)\s(?:cctv|tape|camera|video))",
    "charge": rf"{_BE}\s(?:\w+\s)?charged|charged\s(?:with|in|over|after|on)|indict(?:s|ed)|arraigned"
    rf"|(?:files?|filed|brings?|brought|pressed){_FEW}charges",
    "plea": r"(?:pleads?|pleaded|pled)\s(?:not\s)?guilty|(?:not\s)?guilty\spleas?"
    r"|den(?:ies|ied)(?:\s(?:the|all|any))?\s(?:charges?|arson|murder|manslaughter|fraud|assault|rape|theft|robbery)",
    "trial": r"(?:goes|went)\son\strial|(?:ordered\sto\sstand|(?:ordered\s)?held\sfor|sent\sfor|committed\sfor)\strial"
    r"|trial(?:\sof\s\w+\s\w+)?\s(?:has\s|have\s)?(?:begins|began|begun|opens|opened|started|starts|ordered)"
    r"|trial\sdate(?:['’]s|\shas|\swas|\sis)?\s(?:been\s)?set",
    "verdict": r"convict(?:s|ed)|(?:found|finds?)(?:\s[\w’'.-]+){0,6}?\sguilty|guilty\sverdict",
    "sentence": rf"sentenced|jailed|imprisoned|sentences(?:\s[\w’'.-]+){{1,6}}?\sto\s(?:death|life|{_TERM})"
    rf"|(?:gets?|got|given|receive[sd])\s(?:(?:an?|the)\s)?(?:death\s(?:sentence|penalty)|life\s(?:in\s(?:jail|prison)|sentence|term)"
    rf"|{_TERM}\s(?:in\s(?:jail|prison)|behind\sbars)|(?:jail|prison)\s(?:term|sentence|time))",
    "departure": rf"resign(?:s|ed)|step(?:s|ped)\s(?:down|aside)|quits?|ousted|sacked|{_BE}\sdismissed|retires"
    rf"|(?<!shots\swere\s)(?<!shot\swas\s)fired{_SHOTS}|part(?:s|ed)\s(?:ways|company)"
    r"|removed\sfrom\s(?:office|(?:his|her|the)\s(?:post|job))",
    "arrival": rf"sworn\sin|{_BE}\s(?:re-?)?elected|elects|appoint(?:s|ed)|takes?\sover\sas"
    r"|(?:named|names)(?:\s[\w’'.-]+){0,3}?\s(?:as|to\ssucceed|to\sreplace)",
    "candidacy": r"(?:announces?|announced|launch(?:es|ed)|enter(?:s|ed)|suspend(?:s|ed)|end(?:s|ed))"
    rf"{_FEW}(?:candidacy|campaign|race|bid)",
    "victory": rf"(?:wins|won){_FEW}(?:election|vote|race|primary|runoff|presidency|seat|referendum|majority)"
    r"|conced(?:es|ed)|re-?elected",
    "deal": rf"(?:reach(?:es|ed)|str(?:ikes|uck)|sign(?:s|ed)|agree(?:s|d)\s(?:on|to)){_FEW}"
    r"(?:deal|agreement|accord|truce|cease-?fire|pact|treaty|settlement|contract)",
    "talks": rf"(?:will\s)?(?:{_BE}|go(?:es)?|went|returns?|returned)\s(?:back\s)?(?:at|to)\sthe\s(?:\w+\s)?table"
    rf"|(?:will\s)?(?:resumes?d?|reopen(?:ed)?|restart(?:ed)?){_FEW}(?:talks|negotiations|negotiating)",
    "passage": r"(?:pass(?:es|ed)|approve[sd]|adopt(?:s|ed)|enact(?:s|ed)|veto(?:es|ed)|sign(?:s|ed))"
    rf"{_FEW}(?:bill|law|measure|act|legislation|budget|resolution|order|amendment|plan|ban)",
    "halt": r"suspend(?:s|ed)|postpone[sd]|halt(?:s|ed)|cancel(?:s|ed|led)",
    "resumption": r"resume[sd]|re-?open(?:s|ed)|restored",
    "release": rf"fre(?:ed|es)(?!\sup\b)|released\s(?:without|from\s(?:\w+\s)?(?:{_HELD})|on\s(?:bail|bond|parole))"
    r"|walk(?:s|ed)\sfree|check(?:s|ed)\sout\sof|discharged\sfrom"
    r"|(?:leaves|left)\s(?!(?:\w+\s){1,2}in\s)(?:\w+\s){0,2}?(?:hospital|rehab|hospice|jail|prison)",
    "rescue": r"rescue[sd]|found\s(?:safe|unharmed)",
    "escape": r"escape[sd]\sfrom|broke\sout\sof",
    "suit": rf"sue[sd]|fil(?:es|ed){_FEW}(?:suit|lawsuit|complaint)",
    "probe": rf"(?:open(?:s|ed)|launch(?:es|ed)|beg(?:ins|an)){_FEW}(?:investigation|inquiry|probe)",
    "confession": r"confess(?:es|ed)|admitted\s(?:killing|murder|guilt)",
    "collapse": r"collapse[sd]",
    "landfall": r"ma(?:kes|de)\slandfall",
}
"""How turns are told, by their kinds."""
_NAMED = {
    "death": r"deaths?|dead|fatal(?:ly|ity|ities)?|slain|murdered|killings?|drowned|perished|dying",
    "arrest": r"arrests?(?!\swarrants?)|custody|apprehended",
    "charge": r"charged|fac(?:es|ed|ing)\s(?:[\w’'.-]+\s){0,4}?charges?|indictments?"
    r"|charges\s(?:of|against|were|have\sbeen|include)",
    "plea": r"entered\sa\splea|pleas\swere\sentered",
    "trial": r"on\strial|trial\sof|opening\sstatements|jurors?\sheard",
    "verdict": r"convictions?",
    "sentence": r"years?\sin\s(?:prison|jail)|prison\sterm|behind\sbars",
    "departure": r"resignations?|departures?|firing\sof|ousters?|dismissals?|let\sgo|is\sout\sas|relieved\sof"
    r"|axed|quitting",
    "arrival": r"appointments?|successors?\sis|elect(?:s|ed|ion)|named",
    "candidacy": r"running\sfor|candidates?\sfor",
    "victory": r"victor(?:y|ies)|winners?|president-elect|wins|won|beats?|beaten|defeat(?:s|ed)?|loses|lost|losing",
    "deal": r"deals?|agreements?|accords?|truce|ceasefire|settlement",
    "talks": r"renewed\s(?:talks|negotiations)",
    "halt": r"suspensions?|postponements?|called\soff|(?:drop|scrap|stop|ban)(?:s|ped|ned)?|end(?:s|ed)",
    "off": r"drop(?:s|ped)|suspend(?:s|ed)|withdrawals?|rejects?|rejected|declin(?:es|ed)|refus(?:es|ed)|scrap(?:s|ped)"
    r"|quits?",
    "overturned": r"reversals?|overturning|lift(?:s|ed)|struck|undo(?:es|ne)",
    "cleared": r"acquittals?|exonerations?|not\sguilty|dismissals?",
    "restored": r"reinstatements?|restorations?",
    "resumption": r"back\s(?:on|in\sservice)|open\sagain",
    "rescue": r"rescuers\spulled|survivors?",
    "release": r"releases?\son\sbail|out\son\sbail|bailed",
    "suit": r"lawsuits?|suits?\sagainst|complaints?",
    "probe": r"under\sinvestigation|investigat(?:es|ed|ing|ions?|ors?)|inquir(?:y|ies)|probes?",
    "passage": r"passage\sof|new\slaw|pass(?:es|ed)|approv(?:es|ed|al)|adopt(?:s|ed)|sign(?:s|ed)\sinto",
    "collapse": r"collapsing",
}
"""How else a text shows that it knows of one."""
_TOLD_BY_KIND = {kind: re.compile(rf"\b(?:{told})\b") for kind, told in (_TOLD | KINDS).items()}
_KNOWN_BY_KIND = {
    kind: re.compile(rf"\b(?:{told}|{_NAMED[kind]})\b") if kind in _NAMED else _TOLD_BY_KIND[kind]
    for kind, told in (_TOLD | KINDS).items()
}
_BEFORE = re.compile(
    r"\bthe\s(?:year|month|week|day|night|time)\s(?:that\s)?(?:he|she|they|it)\b"
    r"|\b(?:ago|previously|earlier|once|(?:19|20)\d\d"
    rf"|last\s(?:year|month|week|spring|summer|fall|autumn|winter|{'|'.join(MONTH_NAMES)}))\b"
    r"|(?<!it\s)(?<!he\s)(?<!they\s)\bhad\b"
)
_READ_BEFORE = 200
"""Characters before a turn that say whether it has happened."""
_PARTICIPLE = re.compile(
    r"(?:arrest|detain|charg|indict|convict|sentenc|jail|imprison|fre|releas|captur|kill)ed\b"
)
_OF = re.compile(r"\s(?:of|by|in|over|with|to|on|for|after)\b")
_CARRIED = re.compile(
    r"(?:^|\s)(?:is|are|was|were|been|be|being|has|have|had|gets?|got|and|or|but|then|\w+ly),?\s$"
)
"""What a verb goes on from: an auxiliary, an adverb, or another verb."""
_BEHIND = re.compile(r"(?:\s[\w’'.-]+){0,3}")
"""Words behind a turn among which it says when that was."""


@lru_cache(maxsize=LINES_REMEMBERED)
def turns_told(sentence: str) -> frozenset[str]:
    """Tell of which kinds the turns are that the main clause of a sentence tells as news."""
    if is_background(sentence):
        return frozenset()
    return _kinds(main_clause(without_relatives(sentence)))


@lru_cache(maxsize=LINES_REMEMBERED)
def turns_named(sentence: str) -> frozenset[str]:
    """Tell the same of the whole sentence, whatever it tells by itself."""
    return _kinds(sentence)


def _kinds(clause: str) -> frozenset[str]:
    clause = clause.lower()

    def is_news(match: re.Match[str]) -> bool:
        behind = _BEHIND.match(clause, match.end())
        until = behind.end() if behind else match.end()
        return (
            has_happened(clause[: match.start()])
            and not _BEFORE.search(clause[:until])
            and not _is_attribute(clause, match)
        )

    return frozenset(kind for kind, told in _TOLD_BY_KIND.items() if _any(told, clause, is_news))


def knows_turn(text: str, kind: str) -> bool:
    """Whether a text, in small letters, tells anywhere of a turn of this kind, in whatever form of the word."""
    return _any(_KNOWN_BY_KIND[kind], text, lambda match: has_happened(text[: match.start()][-_READ_BEFORE:]))


def _is_attribute(clause: str, match: re.Match[str]) -> bool:
    """Whether it only says of whom something is told: "the first rioter convicted of a felony" behind a verb."""
    before, participle = clause[: match.start()], _PARTICIPLE.match(clause, match.start())
    return (
        participle is not None
        and _OF.match(clause, participle.end()) is not None
        and not _CARRIED.search(before)
        and (has_verb(before) or has_verb(clause[participle.end() :]))
    )


def _any(pattern: re.Pattern[str], text: str, holds: Callable[[re.Match[str]], bool]) -> bool:
    return any(holds(match) for match in pattern.finditer(text))
