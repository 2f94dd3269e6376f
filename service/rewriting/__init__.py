"""Summaries in other words, by any OpenAI-compatible endpoint, each sentence checked against its sources.

Off unless NEWSFOLD_LLM_URL names one. It works aside: no reader ever waits for it.
"""

from service.rewriting.allowance import Allowance
from service.rewriting.client import LanguageModel
from service.rewriting.rewriter import Rewriter

__all__ = ["Allowance", "LanguageModel", "Rewriter"]
