"""Spans of a text that belong together, made one."""

from collections.abc import Callable, Iterable, Iterator

from service.text.sentences import Span


def run_together(spans: Iterable[Span], goes_on: Callable[[Span, Span], bool]) -> Iterator[Span]:
    """Make one of those that follow on each other, lazily: ``goes_on`` says whether a span does from the last."""
    held: Span | None = None
    for span in spans:
        if held is not None and goes_on(held, span):
            held = Span(held.start, span.end)
            continue
        if held is not None:
            yield held
        held = span
    if held is not None:
        yield held
