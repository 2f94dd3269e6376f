"""The words by which events are told, in small letters. English.

Of each event: words that take the number as their object (``killed 12``), words that follow what is counted (``12
people died``), and words that count by themselves (``12 deaths``).
"""

EVENT_WORDS = {
    "killed": (
        "killed, killing, kills, kill, claimed the lives of, claiming the lives of, shot dead",
        "killed, dead, died, die, dies, perished, slain, murdered, drowned, lost their lives, shot dead, "
        "crushed to death, burned to death, to death, lost his life, lost her life",
        "dead, killed, deaths, fatalities, death",
    ),
    "injured": (
        "injured, injuring, injures, injure, wounded, wounding, wounds, wound, hurt, hurting",
        "injured, wounded, hurt",
        "injured, wounded, hurt, injuries",
    ),
    "taken to hospital": (
        "hospitalised, hospitalized, hospitalising, hospitalizing",
        "hospitalised, hospitalized, taken to hospital, taken to hospitals, in hospital, to hospital, "
        "admitted to hospital",
        "hospitalised, hospitalized",
    ),
    "missing": ("", "missing, unaccounted, disappeared", "missing"),
    "arrested": (
        "arrested, arresting, detained, detaining, rounded up",
        "arrested, detained, in custody, into custody, taken into custody, rounded up",
        "arrested, detained, arrests, detentions",
    ),
    "evacuated": ("evacuated, evacuating, evacuate", "evacuated", "evacuated"),
    "displaced": (
        "displaced, displacing, displaces",
        "displaced, homeless, fled, flee, fled their homes",
        "displaced, homeless",
    ),
    "rescued": ("rescued, rescuing, saved", "rescued, saved", "rescued"),
    "trapped": ("trapped, trapping", "trapped", "trapped"),
    "kidnapped": (
        "kidnapped, kidnapping, abducted, abducting",
        "kidnapped, abducted, taken hostage",
        "kidnapped, abducted, abductions",
    ),
    "freed": ("freed, freeing, released, releasing, free, release", "freed, released", ""),
    "sent": (
        "sent, sending, sends, send, dispatched, dispatching, deployed, deploying, deploy, deploys",
        "sent, dispatched, deployed",
        "",
    ),
    "stationed": (
        "stationed, stationing, massed",
        "stationed, based, located, arrived, massed, are now in, are in, are currently in, already in, now in",
        "",
    ),
    "taking part": (
        "attracted, attracting, drew, drawing",
        "attended, marched, gathered, protested, demonstrated, rallied, took part, taken part, take part, turned out, "
        "participated, took to the streets",
        "",
    ),
    "destroyed": ("destroyed, destroying, destroys", "destroyed", ""),
    "damaged": ("damaged, damaging, damages", "damaged", ""),
    "burned": (
        "burned, burning, burnt, scorched, scorching, charred, charring, blackened, consumed, consuming",
        "burned, burnt, scorched, charred, blackened, ablaze",
        "",
    ),
    "without power": (
        "",
        "without power, without electricity, lost power, lost electricity, lose power, had no power, no electricity",
        "",
    ),
    "cut": (
        "cut, cutting, cuts, shed, shedding, slash, slashing, slashed, axe, axing, axed, lay off, laying off, "
        "laid off, dismiss, dismissed, eliminate, eliminating, eliminated",
        "cut, lost, go, axed, shed, slashed, laid off, dismissed, at risk, eliminated",
        "layoffs, redundancies",
    ),
    "created": ("create, creating, created, creates", "created", ""),
    "hired": ("hire, hiring, hired, recruit, recruiting, recruited", "hired, recruited", ""),
    "shot down": (
        "shot down, shooting down, downed, downing, intercepted, intercepting, shoot down",
        "shot down, downed, intercepted",
        "",
    ),
    "launched": ("launched, launching, fired, firing, launch, fire", "launched, fired", ""),
    "sold": ("sold, selling", "sold", ""),
    "delivered": ("delivered, delivering", "delivered", ""),
    "recalled": ("recalled, recalling, recall, recalls, calling back", "recalled, called back", ""),
    "cancelled": (
        "cancelled, canceled, cancelling, canceling, scrapped, cancel",
        "cancelled, canceled, scrapped",
        "cancellations",
    ),
    "delayed": ("delayed, delaying", "delayed", ""),
    "closed": ("close, closed, closing, shut, shutting", "closed, shut", ""),
    "vaccinated": ("vaccinated, vaccinating", "vaccinated", ""),
    "infected": ("infected, infecting", "infected, tested positive", "infections"),
    "made ill": ("sickened, sickening", "ill, sick, sickened, poisoned", ""),
    "charged": ("charged, charging, indicted", "charged, indicted", ""),
    "convicted": ("convicted, convicting", "convicted", ""),
    "executed": ("executed, executing", "executed", "executions"),
    "stranded": ("stranded, stranding", "stranded", ""),
    "seized": ("seized, seizing, confiscated, confiscating", "seized, confiscated", ""),
    "captured": ("captured, capturing", "captured, taken prisoner", ""),
    "surrendered": ("", "surrendered", ""),
    "signed": ("", "signed", ""),
    "on strike": ("", "on strike, walked out, downed tools", ""),
    "flooded": ("flooded, flooding", "flooded, under water", ""),
    "escaped": ("", "escaped, broke out", ""),
    "expelled": (
        "expelled, expelling, deported, deporting",
        "expelled, deported",
        "expulsions, deportations",
    ),
    "dismissed": ("sacked, sacking, suspended, suspending", "sacked, suspended", ""),
    "quarantined": ("quarantined, quarantining", "quarantined, in quarantine", ""),
    "treated": ("treated, treating", "treated", ""),
    "affected": ("affected, affecting, hit", "affected", ""),
    "stolen": ("stole, stealing", "stolen", ""),
    "found": ("found, recovered, discovered, unearthed", "found, recovered, discovered, unearthed", ""),
    "planted": ("planted, planting", "planted", ""),
    "registered": ("registered", "registered", ""),
    "airlifted": ("airlifted, airlifting", "airlifted", ""),
    "resigned": ("", "resigned, quit, stepped down", "resignations"),
    "returned": ("", "returned home, returned, gone home", ""),
    "voting": ("", "voted, cast their votes, cast ballots", ""),
    "pardoned": ("pardoned, pardoning", "pardoned", "pardons"),
    "exchanged": ("exchanged, exchanging, swapped", "exchanged, swapped", ""),
    "culled": ("culled, culling, slaughtered, slaughtering", "culled, slaughtered", ""),
    "built": ("build, building, built", "built", ""),
}


NAMED_BEFORE = {
    f"{noun} of": event
    for noun, event in {
        "death": "killed", "deaths": "killed", "killing": "killed", "arrest": "arrested", "arrests": "arrested",
        "detention": "arrested", "evacuation": "evacuated", "displacement": "displaced", "rescue": "rescued",
        "kidnapping": "kidnapped", "abduction": "kidnapped", "release": "freed", "deployment": "sent",
        "destruction": "destroyed", "loss": "cut", "creation": "created", "cancellation": "cancelled",
        "closure": "closed", "seizure": "seized", "capture": "captured", "recall": "recalled",
        "expulsion": "expelled", "deportation": "expelled", "dismissal": "dismissed", "sacking": "dismissed",
    }.items()
}  # fmt: skip
"""``the cancellation of 500 flights``."""
