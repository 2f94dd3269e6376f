"""What an amount of money is that of: a budget, a price paid, a fine, damage.

The word for it stands behind the amount (``a $2 billion budget``) or before it (``damage estimated at``, ``fined
Norvik``). Amounts a share or a year are passed over, and so are changes (``by $2 million``, ``from $2 million``).
Whose money it is, the names in the clause tell: amounts compare only where these do not differ.
"""

from dataclasses import replace

from service.briefings.figures.numbers.quantities import Quantity
from service.briefings.figures.subjects.debt import debt_in
from service.briefings.figures.subjects.frames import Frame, backwards, is_calendar
from service.briefings.figures.wording.tokens import Token, Tokens, low_at
from service.briefings.figures.wording.wordlists import word_set
from service.briefings.wording.lexicon import STOP_WORDS


def _by_word(table: dict[str, str]) -> dict[str, str]:
    return {word: name for name, words in table.items() for word in words.split()}


_NAMED = word_set(
    "loan contract fund settlement investment lawsuit sales deficit surplus ransom grant bail "
    "compensation tax gift prize bonus reward bounty payout damages subsidies"
)
_AMOUNTS = _by_word(
    {
        "price to buy": "deal takeover acquisition merger buyout",
        "fine": "fine penalty",
        "damage": "damage",
        "cost": "cost costs",
        "loss": "loss losses",
        "profit": "profit profits",
        "revenue": "revenue revenues turnover",
        "debt": "debt debts",
        "budget": "budget",
        "bill": "bill package plan legislation measure proposal",
        "aid": "aid relief assistance stimulus bailout",
        **{name: name for name in _NAMED},
    }
)
"""Nouns that name an amount of money."""
_BUILDINGS = word_set(
    "museum bridge stadium airport tunnel hospital station tower factory plant theatre theater hall school library "
    "pipeline dam railway terminal arena courthouse telescope campus"
)
"""What cost the amount that stands before it: ``a $2 billion bridge``."""
_PAYING = _by_word(
    {
        "price to buy": "buy buys buying bought acquire acquires acquiring acquired purchase purchased purchasing "
        "snapped",
        "fine": "fined fining",
        "raised": "raised raising",
        "cost": "cost costs costing",
        "stolen": "stole stolen stealing steal steals snatched snatching",
        "donated": "donated donating donate",
        "price fetched": "fetched fetches fetching sells",
        "takings": "grossed grossing grosses",
        "invested": "invest invested investing",
        "awarded": "awarded awarding",
    }
)
"""Verbs that money goes with."""
_PAID = word_set("pay pays paying paid")
MONEY_WORDS = frozenset((*_AMOUNTS, *_PAYING, *_PAID, *_BUILDINGS, "off", "away", "tag", "built", "sold"))
"""One of these stands beside every amount that is read."""
_BEING = word_set("has have had been was were is are being")
_UNDERGONE = word_set("stolen raised donated invested awarded")
"""Of the verbs above, those that money undergoes: ``jewels worth $2 million were stolen``."""
_CHANGING = word_set("to by from")
_UNDERGONE_WITHIN = 6
_OF_GIVERS = word_set("raised donated invested")
"""Whose these are, the name before the verb tells; of a fine it may be who imposed it."""
_SAID_OF = word_set("at of is was to totalling totaling worth reached reach hit exceeded about")
"""Between the noun and the amount."""
_NO_AMOUNT_BEFORE = word_set("by up down than extra additional")
_PER = word_set("a an per each every apiece - –")
_BREAKS = word_set("including excluding plus for in to from on and by with after as that which the a its of")
OFFERING = word_set(
    "offer offered offering offers bid bids asked asking ask seek seeks seeking sought demand demanded"
)
"""What stands beside one of these has not been paid."""
_ANY_KIND = word_set(
    "total massive sweeping huge record new proposed whole big whopping bipartisan federal estimated worth of in storm "
    "takeover economic the bond load government coronavirus covid pandemic virus republican democratic"
)
"""Words that make it no other amount."""
_KINDS = word_set(
    "net gross operating annual quarterly defence defense military education health insured national trade budget "
    "infrastructure spending pretax emergency rescue"
)
"""Words that make it another amount, where they stand before the noun and the noun before the amount."""
_CHANGES = word_set(
    "up down rose rise rises rising fell fall falls falling grew grow grown increase increased cut cuts raised lowered "
    "jumped dropped climbed shrank reduced doubled slashed lifted revised changed"
)
_NEAR_CHANGE = 6
_NEAR = 2
"""Tokens within which *cost* is a verb that takes the amount."""
_NAMES_WITHIN = 12
_LEGAL_FORMS = word_set("corp inc co ltd plc llc group company corporation holdings bank ag sa")
"""What many firms have in their names tells none of them."""


def read_money(tokens: Tokens, quantity: Quantity) -> Frame | None:
    """Tell what the amount is that of; None where that has no name here."""
    before = low_at(tokens, quantity.first - 1)
    former = before == "from" and _has_changed(tokens, quantity)
    if low_at(tokens, quantity.last) in _PER or before in _NO_AMOUNT_BEFORE or former:
        return None
    return _named_behind(tokens, quantity) or _named_before(tokens, quantity)


def _has_changed(tokens: Tokens, quantity: Quantity) -> bool:
    """Whether it is what something was: ``from $2 million to $3 million``, not ``rescued from $2 million in debt``."""
    near = tokens[max(0, quantity.first - _NEAR_CHANGE) : quantity.first]
    follows = [low_at(tokens, quantity.last + step) for step in range(_NEAR_CHANGE)]
    return "to" in follows or any(token.low in _CHANGES for token in near)


def _named_before(tokens: Tokens, quantity: Quantity) -> Frame | None:
    """``damage estimated at $300 million``, ``fined Norvik $2 million``."""
    before = low_at(tokens, quantity.first - 1)
    for at in backwards(tokens, quantity.first):
        word = tokens[at].low
        if (
            word in _PAYING
            and before != "at"
            and (word not in ("cost", "costs") or quantity.first - at <= _NEAR)
        ):
            frame = _frame(tokens, quantity, _PAYING[word], frozenset())
            return replace(frame, owners=_owners(tokens, at)) if _PAYING[word] in _OF_GIVERS else frame
        if _buys(tokens, at, quantity):
            return _frame(tokens, quantity, "price to buy", frozenset())
        if word == "with" and low_at(tokens, at - 1) in ("off", "away"):
            return _frame(tokens, quantity, "stolen", frozenset())  # made off with
        if _is_cost_of(tokens, at, quantity):
            return _frame(tokens, quantity, "cost", frozenset())
        if word in _AMOUNTS and before in _SAID_OF:
            return _frame(tokens, quantity, _AMOUNTS[word], _KINDS & {low_at(tokens, at - 1)})
    return None


def _buys(tokens: Tokens, verb: int, quantity: Quantity) -> bool:
    """``will pay $2 million for Norvik``, ``was sold to Norvik for $2 million``."""
    word, at = tokens[verb].low, quantity.last + 1
    if word in _PAID and low_at(tokens, quantity.last) == "for":
        while at < len(tokens) and _is_party(tokens[at]):
            at += 1
        return at > quantity.last + 1 and tokens[at - 1].text.casefold().replace("’s", "'s")[-2:] != "'s"
    return word == "sold" and low_at(tokens, verb + 1) == "to" and low_at(tokens, quantity.first - 1) == "for"


def _named_behind(tokens: Tokens, quantity: Quantity) -> Frame | None:
    """``a $2 billion budget``, ``$300 million in damage``."""
    start = quantity.last
    if low_at(tokens, start) in ("in", "of", "worth"):
        start += 1 + (low_at(tokens, start + 1) == "of")
    if _priced(tokens, start):
        return _frame(tokens, quantity, "cost", frozenset())
    if undergone := _undergone(tokens, quantity):
        return _frame(tokens, quantity, undergone, frozenset())
    for at in range(start, min(start + 4, len(tokens))):
        name = _AMOUNTS.get(tokens[at].low, "")
        if name and low_at(tokens, at + 1) not in _AMOUNTS:
            narrower = _AMOUNTS.get(tokens[at - 1].low) if name == "bill" and at > start else None
            kinds = _kinds(tokens, start, at - bool(narrower))  # an aid package
            return _frame(tokens, quantity, narrower or name, kinds)
        if not tokens[at].is_word or tokens[at].low in _BREAKS:
            return None
    return None


def _undergone(tokens: Tokens, quantity: Quantity) -> str:
    """``$2 million was raised``, ``$2 million worth of jewels have been stolen``; empty where nothing is told so."""
    at, end = quantity.last, min(quantity.last + _UNDERGONE_WITHIN, len(tokens))
    while at < end and tokens[at].is_word and tokens[at].low not in _BEING:
        at += 1
    begun = at
    while low_at(tokens, at) in _BEING:
        at += 1
    word = low_at(tokens, at)
    lifted = word == "raised" and low_at(tokens, at + 1) in _CHANGING
    told = at > begun and word in _UNDERGONE and not lifted
    return _PAYING[word] if told else ""


def _is_cost_of(tokens: Tokens, at: int, quantity: Quantity) -> bool:
    """``built for $2 billion``, ``its price tag of $2 billion``."""
    before = low_at(tokens, quantity.first - 1)
    built = tokens[at].low == "built" and before == "for" and at == quantity.first - 2
    return built or (tokens[at].low == "tag" and low_at(tokens, at - 1) == "price" and before in _SAID_OF)


def _priced(tokens: Tokens, start: int) -> bool:
    """``a $310 million price tag``, ``the 310-million-euro museum``."""
    start += low_at(tokens, start) == "-"
    following, then = low_at(tokens, start), low_at(tokens, start + 1)
    return (following, then) == ("price", "tag") or (following in _BUILDINGS and then not in _AMOUNTS)


def _frame(tokens: Tokens, quantity: Quantity, name: str, kinds: frozenset[str]) -> Frame:
    if any(
        token.low in OFFERING for token in tokens[max(0, quantity.first - _NAMES_WITHIN) : quantity.last + 6]
    ):
        kinds |= {"offered"}
    named = f"amount {name}" if name in _UNDERGONE else name
    label = " ".join([*sorted(kinds), named])
    if name == "price to buy" and (debt := debt_in(tokens, quantity.last, quantity.last + _NAMES_WITHIN)):
        kinds |= {debt}
        label = f"{label} {debt}"
    return Frame(
        (name, quantity.currency),
        quantity.currency,
        label,
        kinds,
        _names(tokens, quantity),
        quantity.last,
        planned=True,
    )


def _kinds(tokens: Tokens, start: int, end: int) -> frozenset[str]:
    """Words that make another amount of it: net profit, defence budget, infrastructure bill."""
    return frozenset(
        token.low
        for token in tokens[start:end]
        if token.is_word and not token.is_name and token.low not in _ANY_KIND | _BREAKS
    )


def _names(tokens: Tokens, quantity: Quantity) -> frozenset[str]:
    start, end = max(0, quantity.first - _NAMES_WITHIN), quantity.last + _NAMES_WITHIN
    return frozenset(
        token.low
        for at, token in enumerate(tokens[start:end], start)
        if _is_party(token) and not _opens(tokens, at)
    )


def _owners(tokens: Tokens, verb: int) -> frozenset[str]:
    """Names before the verb, back to where its clause begins."""
    return frozenset(tokens[at].low for at in backwards(tokens, verb) if _is_party(tokens[at]))


def _is_party(token: Token) -> bool:
    return token.is_name and token.low not in STOP_WORDS | _LEGAL_FORMS and not is_calendar(token)


def _opens(tokens: Tokens, at: int) -> bool:
    """Whether its capital letter is that of the sentence."""
    return at == 0 and not (len(tokens) > 1 and tokens[1].is_name)
