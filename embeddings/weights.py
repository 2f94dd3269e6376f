"""Where model files come from, and the digest they must have."""


class WeightsError(Exception):
    """Model files are missing, or are not the ones expected. The message names the remedy."""
