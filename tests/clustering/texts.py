"""Made-up reports, and an editor who replaces words at random."""

from random import Random

FLOOD = """
The river Talle rose above its banks near Orsk Bridge on Monday night and cut off the villages of Hemmel and Little
Hemmel, where forty families spent the night in a school. Soldiers brought blankets and bread by boat, and a helicopter
lifted two patients from the clinic on the hill. The water had been rising since Friday, when a storm broke a dyke
upstream, and engineers do not expect it to fall before the weekend. Mayor Ilse Brandt said the dyke had been reported
as unsafe three times in as many years. "We wrote letters and got letters back," she told reporters. The provincial
government promised an inquiry and two million crowns in aid, half of it at once. Schools in the valley stay closed
until further notice, and the railway runs buses instead of trains between Port Ellis and the border.
"""
OTHER_FLOOD = """
Heavy rain sent the Marrow over its banks in the port of Lindesay on Thursday, flooding some three hundred cellars and
the old market, where traders carried their goods up to the galleries. Nobody was hurt, the fire service said, though
a man was pulled out of his car in the underpass at the station. Pumps from all over the county were at work by noon.
The council had opened the new flood gates only last spring, and questions were soon asked why they had stood open.
A spokeswoman said that a sensor had failed and that the watchman on duty had not been able to reach the hand wheel.
Insurers put the damage at up to nine million. More rain is forecast for Sunday, and volunteers were filling sandbags
along the quay through the night. The cup match against Harrow was called off, and ferries will not run until Monday.
"""
QUAKE = (
    "An earthquake of magnitude {} struck {} km off {} on Monday, the seismological institute said. There were no "
    "immediate reports of damage or casualties. No tsunami warning was issued. Residents of {} told local radio that "
    "buildings had shaken for about {} seconds, and {} of the rescue service asked people to stay calm."
)


def reworded(text: str, share: float, seed: int) -> str:
    """Put words that stand nowhere else for a share of the words."""
    random, words = Random(seed), text.split()
    for place in random.sample(range(len(words)), round(share * len(words))):
        words[place] = f"other{random.randrange(1_000)}"
    return " ".join(words)
