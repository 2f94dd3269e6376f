"""Whether a runtime's vectors are those of the model, told by a few texts of our own invention.

A runtime counts as the same model, whose vectors may stand in one database with those of any other runtime, when no
text is further from its vector in 32-bit floats than :data:`LEAST_COSINE` says. That is much nearer than two reports on
one event ever are (.6 to .9), and grouping measured with each runtime differs by less than 0.3 points of B-cubed F1.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from embeddings.runtimes.kinds import Runtime

FloatArray = npt.NDArray[np.float32]

LEAST_COSINE = {
    Runtime.TORCH: 0.99999,
    Runtime.TORCH_BF16: 0.999,
    Runtime.OPENVINO_BF16: 0.999,
    Runtime.OPENVINO_INT8: 0.99,
}
"""The lowest cosine to the vectors in 32-bit floats with which a runtime is taken."""

_FERRY = (
    "Fourteen people were taken to hospital on Monday after a ferry with 212 aboard struck a pier in the harbour of "
    "Lindholm, the coast guard said. The ship, the 38-year-old Halvard, had lost power in one of its two engines "
    "shortly before 7.40 a.m. and turned side-on to the wind, which blew at up to 24 metres a second. Two of those "
    "hurt broke bones; the others were treated for bruises and cold. Divers found no hole below the waterline. "
)
_MINE = (
    "The owners of the Oskari copper mine will close it in March, half a year earlier than planned, and lay off 640 "
    "of its 710 workers. Prices had fallen by 18 percent since the spring, the company told its unions in a letter, "
    "and the ore that is left lies too deep. The government said that it would pay for retraining; the mayor called "
    "the news 'the end of a town'. Shares in the company rose 3.1 percent. "
)

TEXTS = (
    "Ferry hits pier in Lindholm, 14 hurt",
    "Oskari copper mine to close in March",
    "Halvard striper ferjekai: fjorten skadd",
    "港口渡轮相撞，十四人受伤",
    "Update 2: central bank leaves key rate at 3.75 pct, sees inflation at 2.1 pct in 2027",
    "Ten dead",
    "Ferry hits pier in Lindholm, 14 hurt\n" + _FERRY[:150],
    "Oskari copper mine to close in March\n" + _MINE[:210],
    "Ferry hits pier in Lindholm, 14 hurt\n" + _FERRY,
    "Oskari copper mine to close in March\n" + _MINE,
    "Monday in brief\n" + _FERRY + _MINE,
    "Monday in brief\n" + (_MINE + _FERRY) * 3,
)
"""Of every length and shape that reports come in: headlines, leads, full texts, another script."""

REPORT, LEAD = TEXTS[-1], TEXTS[-1].index(". The ")
"""A long one, and how many characters of it are its lead."""


@dataclass(frozen=True, slots=True)
class Agreement:
    """How near vectors are to those of the same texts in 32-bit floats, as cosines."""

    least: float
    mean: float


def agreement(vectors: FloatArray, reference: FloatArray) -> Agreement:
    """Compare unit rows, both float32 of shape (texts, dimension); vectors that are no numbers agree with nothing."""
    cosines = np.einsum("ij,ij->i", vectors.astype(np.float64), reference.astype(np.float64))
    cosines = np.where(np.isfinite(cosines), cosines, -1.0)
    return Agreement(float(cosines.min()), float(cosines.mean()))
