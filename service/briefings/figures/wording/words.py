"""The closed word lists that numbers, circumstances and speakers are read by, in small letters. English."""

from service.briefings.figures.wording.wordlists import word_set

CURRENCIES = {
    "$": "USD", "dollar": "USD", "dollars": "USD", "dlr": "USD", "dlrs": "USD", "stg": "GBP",
    "usd": "USD", "€": "EUR", "euro": "EUR", "euros": "EUR",
    "eur": "EUR", "£": "GBP", "pounds": "GBP", "gbp": "GBP", "sterling": "GBP", "¥": "JPY", "yen": "JPY",
    "yuan": "CNY", "₹": "INR", "rupees": "INR", "roubles": "RUB", "rubles": "RUB", "francs": "CHF",
    "pesos": "MXN", "hryvnia": "UAH", "hryvnias": "UAH", "kronor": "SEK", "kroner": "NOK", "lira": "TRY",
    "zloty": "PLN", "reais": "BRL", "rand": "ZAR",
}  # fmt: skip
"""Currencies by sign and name; where a name belongs to several countries, the code of the largest."""

MODIFIERS = {
    "at least": "at least", "no fewer than": "at least", "no less than": "at least", "not less than": "at least",
    "a minimum of": "at least", "more than": "more than", "over": "more than", "above": "more than",
    "upwards of": "more than", "well over": "more than", "up to": "up to", "as many as": "up to",
    "at most": "up to", "no more than": "up to", "a maximum of": "up to", "fewer than": "fewer than",
    "less than": "fewer than", "under": "fewer than", "below": "fewer than", "nearly": "nearly",
    "almost": "nearly", "close to": "nearly", "just under": "nearly", "about": "about", "around": "about",
    "some": "about", "roughly": "about", "approximately": "about", "circa": "about", "an estimated": "about",
    "estimated": "about", "an approximate": "about", "a total of": "total", "total of": "total",
    "in total": "total", "altogether": "total", "just over": "about", "between": "", "exactly": "", "only": "",
    "just": "", "the": "", "a": "", "an": "", "all": "", "a staggering": "", "a record": "", "a record of": "",
    "now": "",
}  # fmt: skip
"""Words before a number with the bound they set; empty where they set none."""

MONTH_NUMBERS = {
    "jan": 1, "feb": 2, "mar": 3, "apr": 4, "may": 5, "jun": 6, "jul": 7, "aug": 8, "sep": 9, "oct": 10,
    "nov": 11, "dec": 12,
}  # fmt: skip
"""By the first three letters."""
WEEKDAYS = word_set("monday tuesday wednesday thursday friday saturday sunday")
SPANS_OF_TIME = word_set(
    "year years month months week weeks day days hour hours minute minutes second seconds decade decades"
)
DESIGNATORS = word_set(
    """
    boeing airbus flight route highway interstate article section chapter act level stage phase room
    courtroom channel page gate line unit ward grade season episode formula volume number no nos gen
    version windows apollo resolution bill proposition camp block pier platform terminal junction exit
    chapter paragraph case code station covid iphone falcon gate table top group tier size category week day
    """
)
"""A number behind one of these is a name."""

PLACE_PREPOSITIONS = word_set("in at near off outside around across to into inside above along on over")
DIRECTIONS = word_set(
    """
    the northern southern eastern western central north south east west northeast northwest southeast
    southwest north-eastern of lower upper nearby city town village province region district port capital
    harbour harbor bay outskirts suburb suburbs centre center heart hills mountains slopes foot
    coastal island state downtown
    """
)
"""May stand between a preposition and the name of a place."""
PLACE_KINDS = word_set(
    """
    region oblast province district city town state county valley governorate prefecture island coast
    border peninsula area municipality republic department
    """
)
"""What a place is called beside its name; no part of it."""

DIVIDING = word_set("while whereas but although though compared")
"""Begin another thought within a sentence."""

BACKGROUND = (
    "last year", "last month", "last week", "last decade", "years ago", "year ago", "months ago", "weeks ago",
    "decades ago", "a decade ago", "in the past", "over the past", "in recent", "so far this year", "this year",
    "this month", "previous", "previously", "earlier this", "earlier attack", "earlier quake", "every year",
    "each year", "a year earlier", "per year", "a year", "year to date", "year-to-date",
    "per day", "a day", "single day", "24 hours", "per month", "a month", "annually",
    "annual", "yearly", "monthly", "month-on-month", "year-on-year", "quarterly", "old record", "since the",
    "since he", "since she", "since its", "since it", "since they", "historically", "on record", "every day",
    "each day", "daily", "nationwide", "worldwide", "across the country",
    "countrywide", "around the world", "at noon", "by noon", "at midday", "by midday", "month before",
    "month earlier", "compared with",
    "a similar", "so far in", "first half", "second half", "first quarter", "second quarter",
    "third quarter",
    "fourth quarter", "q 1", "q 2", "q 3", "q 4", "1 q", "2 q", "3 q", "4 q",
    "full year", "per week", "a week", "weekly", "on average",
)  # fmt: skip
"""Phrases that set a figure into another time,
    or make a rate of it: figures compare only where they agree on these."""

SUPPOSING = word_set(
    """
    could can may might if unless fear fears feared risk risks threatened likely potentially expected expecting
    expect expects forecast forecasts forecasting predict predicts predicted predicting projected projecting required
    needed aims hopes goal target anticipate anticipates anticipated anticipating
    """
)
"""What stands behind one of these has not happened."""
DENYING = word_set("not denied denies denying deny false never wrongly refutes refuted refuting rejected")
"""What stands behind one of these is said not to be so."""
NO_NOUN = word_set(
    """
    was were is are be been being has have had do does did will would could may might can shall should in on at of
    for from to by with and or but as while when after before because if although since than that which who whom
    where said says told not also still later then so it he she they we i you the a an this these its his her their
    into over under off near outside including among more others against during around across until reported
    according yesterday today tonight last next
    """
)
"""No such word stands between a number and the noun that it counts."""
INCLUDING = word_set("including included include includes among")
"""What stands behind one of these is a part of what was counted before."""
