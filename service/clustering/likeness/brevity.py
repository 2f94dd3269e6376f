"""What is short goes less by its words than by what it means, and by how that stands out from its crowd.

Both weigh the more, the briefer the reports (:mod:`service.clustering.evidence.brevity`).
"""

from service.clustering.likeness.surroundings import Surroundings

BRIEF_MEANING = "brief_meaning"
"""The feature, [-1, 1]: the mean of ``whole`` and ``lead``, times the brevity of both sides."""
BRIEF_CROWD = "brief_crowd"
"""The feature, [-1, 1]: ``crowd`` times the same."""


def believed_brief(around: Surroundings) -> float:
    """How far brevity counts, in [0, 1]: as far as there are neighbours, and in reports made from one form not at all.

    What reports of one form mean is the same, and what was filled in tells them apart; and on a desk that has hardly
    begun no crowd shows how little two short reports that mean much the same may have to do with each other.
    """
    return 0.0 if around.form is not None else around.filled
