"""How long a summary may be."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Budget:
    """How much may be said: at most ``sentences``, of which none begins once ``words`` words have been said.

    ``least`` sentences are said in any case, where there are as many that may be quoted.
    """

    sentences: int = 5
    words: int = 90
    least: int = 2

    @staticmethod
    def of_words(words: int) -> "Budget":
        """A budget that counts words alone."""
        return Budget(sentences=words, words=words, least=1)
