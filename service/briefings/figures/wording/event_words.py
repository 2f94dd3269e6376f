"""The words by which events are told, in small letters. English.

Of each event: words that take the number as their object (``killed 12``), words that follow what is counted (``12
people died``), and words that count by themselves (``12 deaths``).
"""

EVENT_WORDS = {
    "killed": (
        "killed, killing, kills, kill, claimed the lives of, claiming the lives of, shot dead, shot and killed, "
        "shooting dead, shooting and killing, gunned down, murdered",
        "killed, dead, died, die, dies, perished, slain, murdered, drowned, lost their lives, lost their life, "
        "shot dead, crushed to death, burned to death, to death, lost his life, lost her life",
        "dead, killed, deaths, fatalities, death",
    ),
    "injured": (
        "injured, injuring, injures, injure, wounded, wounding, wounds, wound, hurt, hurting, hurts, shot and wounded",
        "injured, wounded, hurt, suffered injuries, sustained injuries, treated for injuries, suffered wounds",
        "injured, wounded, hurt, injuries",
    ),
    "taken to hospital": (
        "hospitalised, hospitalized, hospitalising, hospitalizing",
        "hospitalised, hospitalized, taken to hospital, taken to hospitals, in hospital, to hospital, to hospitals, "
        "taken to the hospital, rushed to the hospital, sent to the hospital, "
        "admitted to hospital, treated in hospital, treated in hospitals, "
        "treated at hospital, treated at hospitals",
        "hospitalised, hospitalized",
    ),
    "missing": ("looking for, searching for", "missing, unaccounted, disappeared", "missing"),
    "arrested": (
        "arrested, arresting, arrest, arrests, detained, detaining, detain, detains, rounded up",
        "arrested, detained, in custody, into custody, taken into custody, rounded up",
        "arrested, detained, arrests, detentions",
    ),
    "evacuated": (
        "evacuated, evacuating, evacuate, evacuates",
        "evacuated, had to leave, told to leave, ordered to leave, forced to leave, forced from their homes, "
        "forced out of, moved to safety",
        "evacuated",
    ),
    "displaced": (
        "displaced, displacing, displaces",
        "displaced, homeless, fled, flee, fled their homes, left their homes, driven from their homes, "
        "lost their homes",
        "displaced, homeless",
    ),
    "rescued": (
        "rescued, rescuing, rescue, rescues, saved, plucked, plucking",
        "rescued, saved, pulled alive, pulled out alive, brought to safety, winched to safety, plucked from, "
        "pulled to safety, taken to safety, picked up from",
        "rescued",
    ),
    "trapped": (
        "trapped, trapping, traps",
        "trapped, stuck underground, buried alive, stuck inside",
        "trapped",
    ),
    "kidnapped": (
        "kidnapped, kidnapping, kidnap, abducted, abducting, abduct",
        "kidnapped, abducted, taken hostage, taken captive, held hostage, seized by gunmen, snatched",
        "kidnapped, abducted, abductions",
    ),
    "freed": (
        "freed, freeing, frees, released, releasing, releases, free, release",
        "freed, released, set free",
        "",
    ),
    "sent": (
        "sent, sending, sends, send, dispatched, dispatching, deployed, deploying, deploy, deploys, moved, moving",
        "sent, dispatched, deployed, moved",
        "",
    ),
    "stationed": (
        "stationed, stationing, massed",
        "stationed, based, located, arrived, massed, are now in, are in, are currently in, already in, now in",
        "",
    ),
    "taking part": (
        "attracted, attracting, attracts, drew, drawing, draws",
        "attended, marched, gathered, protested, demonstrated, rallied, took part, taken part, take part, turned out, "
        "participated, took to the streets, joined a march, joined the march, joined a rally, joined the rally, "
        "joined a protest, joined the protest, joined protests, joined marches, filled the streets",
        "",
    ),
    "destroyed": (
        "destroyed, destroying, destroys, destroy, gutted, gutting, flattened, flattening, levelled, leveled, "
        "razed, razing",
        "destroyed, burned down, burnt down, gutted, flattened, levelled, leveled, razed, reduced to rubble, "
        "reduced to ashes, burned to the ground, burnt to the ground, went up in flames, "
        "lost to a fire, lost to the fire, lost to fire, lost to flames",
        "",
    ),
    "damaged": ("damaged, damaging, damages, damage", "damaged", ""),
    "burned": (
        "burned, burning, burnt, burns, scorched, scorching, scorches, charred, charring, blackened, "
        "consumed, consuming",
        "burned, burnt, scorched, charred, blackened, ablaze",
        "",
    ),
    "without power": (
        "knocked out power to, knocking out power to, cut power to, cutting power to",
        "without power, without electricity, lost power, lost electricity, lose power, had no power, no electricity, "
        "cut off from electricity, cut off from power, in the dark",
        "",
    ),
    "cut": (
        "cut, cutting, cuts, shed, shedding, slash, slashing, slashed, axe, axing, axed, lay off, laying off, "
        "laid off, dismiss, dismissed, eliminate, eliminating, eliminated, lost, losing, lose, loses",
        "cut, lost, go, axed, shed, slashed, laid off, dismissed, at risk, eliminated, "
        "made redundant, face redundancy, lose their jobs, lost their jobs",
        "layoffs, redundancies, cuts",
    ),
    "created": (
        "create, creating, created, creates, added, adding, adds, gained, gaining, gains",
        "created",
        "",
    ),
    "hired": ("hire, hires, hiring, hired, recruit, recruits, recruiting, recruited", "hired, recruited", ""),
    "shot down": (
        "shot down, shooting down, downed, downing, intercepted, intercepting, shoot down",
        "shot down, downed, intercepted",
        "",
    ),
    "launched": ("launched, launching, fired, firing, launch, fire", "launched, fired", ""),
    "sold": ("sold, selling, sells, sell", "sold", ""),
    "delivered": ("delivered, delivering, delivers, deliver", "delivered", ""),
    "recalled": (
        "recalled, recalling, recall, recalls, calling back, calls back, called back",
        "recalled, called back",
        "",
    ),
    "cancelled": (
        "cancelled, canceled, cancelling, canceling, scrapped, scrapping, cancel, cancels, scraps, called off, "
        "calling off, calls off",
        "cancelled, canceled, scrapped, called off",
        "cancellations",
    ),
    "delayed": ("delayed, delaying, delays", "delayed", ""),
    "closed": (
        "close, closes, closed, closing, shut, shuts, shutting, shut down, shutting down, shutter, "
        "shutters, shuttering, shuttered",
        "closed, shut, shut down, closed down, shuttered, will close, are to close, will shut, are to shut",
        "",
    ),
    "vaccinated": ("vaccinated, vaccinating", "vaccinated", ""),
    "infected": ("infected, infecting", "infected, tested positive", ""),
    "reported": ("", "", "infections"),
    "made ill": ("sickened, sickening", "ill, sick, sickened, poisoned", ""),
    "charged": ("charged, charging, indicted, indicting, indicts", "charged, indicted", ""),
    "convicted": ("convicted, convicting", "convicted", ""),
    "executed": ("executed, executing", "executed", "executions"),
    "stranded": ("stranded, stranding", "stranded, stuck in, stuck at", ""),
    "seized": ("seized, seizing, seize, seizes, confiscated, confiscating", "seized, confiscated", ""),
    "captured": ("captured, capturing", "captured, taken prisoner", ""),
    "surrendered": ("", "surrendered", ""),
    "signed": ("", "signed", ""),
    "on strike": (
        "strike by, walkout by",
        "on strike, walked out, downed tools, stopped work, walked off the job, walked off their jobs, joined the "
        "strike, joined a strike, taking part in the strike, taking part in a strike, took part in the strike, "
        "took part in a strike, taken part in the strike, observing the strike, joined the walkout, "
        "took part in the walkout",
        "",
    ),
    "flooded": ("flooded, flooding", "flooded, under water", ""),
    "escaped": ("", "escaped, broke out", ""),
    "expelled": (
        "expelled, expelling, deported, deporting",
        "expelled, deported, sent home, sent back, returned to their countries",
        "expulsions, deportations",
    ),
    "dismissed": ("sacked, sacking, suspended, suspending", "sacked, suspended", ""),
    "quarantined": ("quarantined, quarantining", "quarantined, in quarantine", ""),
    "treated": ("treated, treating", "treated", ""),
    "affected": ("affected, affecting, hit", "affected", ""),
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
    "shot": (
        "shot, shooting",
        "shot, hit by gunfire, struck by gunfire, suffered gunshot wounds, with gunshot wounds, hit by bullets",
        "",
    ),
    "aboard": ("carrying, carried", "aboard, on board", ""),
    "surviving": ("", "survived", "survivors"),
    "stolen": ("stole, stealing, steals", "stolen", ""),
    "donated": ("donate, donates, donated, donating", "donated", ""),
    "wasted": (
        "wasted, wasting, threw away, throw away, discarded, discarding",
        "wasted, thrown away, discarded",
        "",
    ),
    "ordered": ("ordered, ordering, orders, bought, buy, buying", "ordered, bought", ""),
    "administered": ("administered, administering, gave", "administered, given", ""),
    "withdrawn": (
        "withdraw, withdrawing, withdrew, withdraws, pull out, pulling out, pulled out",
        "withdrawn, pulled out",
        "",
    ),
    "cleared": ("cleared, clears, clearing, acquitted, acquitting", "cleared, acquitted", "acquittals"),
    "sentenced": ("sentenced, sentencing, sentences", "sentenced", ""),
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
