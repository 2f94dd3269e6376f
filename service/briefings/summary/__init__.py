"""Extractive summaries: which sentences tell a story, and what each is cited from."""

from service.briefings.summary.summary import DEFAULT_BUDGET, Budget, cite, summarise

__all__ = ["DEFAULT_BUDGET", "Budget", "cite", "summarise"]
