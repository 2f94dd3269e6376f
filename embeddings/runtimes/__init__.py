"""What does a model's arithmetic, and how one is chosen: by measuring, among those that agree with 32-bit floats.

Importing it imports neither torch nor OpenVINO; the modules that run something do.
"""

from embeddings.runtimes.kinds import Choice, Measured, Runner, Runtime

__all__ = ["Choice", "Measured", "Runner", "Runtime"]
