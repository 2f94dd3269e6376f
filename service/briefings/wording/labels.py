"""Labels that newsletters and explainers set before a sentence: ``Why it matters: The council ...``.

A quotation begins behind them, as it does behind a dateline. What a check of facts puts up to be judged keeps its label
(``CLAIM: ...``): without it the claim would stand as news.
"""

import re

from service.text.sentences import Span

_LABELS = r"""why\ (?:it|this)\ matters(?:\ now)? | why\ (?:we\ care|you\ should\ care) | driving\ the\ news
    | the\ (?:big\ picture|state\ of\ play|latest(?:\ (?:news|developments?))?|bottom\ line|background|context|backdrop
      |details?|other\ side|intrigue|impact|news|facts|basics|backstory|upshot|takeaway|numbers|catch|stakes|outlook)
    | (?:what['’]s|what\ is)\ (?:new|next|happening|going\ on|at\ stake)
    | what\ (?:happened|we\ know|to\ know|we(?:['’]re|\ are)\ watching|it\ means|comes\ next|we\ found)
    | what\ (?:they|he|she|people|experts|others)(?:['’]re|['’]s|\ are|\ is)\ saying
    | state\ of\ play | (?:more\ )?details? | between\ the\ lines | by\ the\ numbers | catch\ up\ (?:quick|fast)
    | go\ deeper | flashback | zoom\ (?:in|out) | yes,\ but | how\ it\ works | (?:some\ )?(?:context|background)
    | worth\ noting | reality\ check | of\ note | quick\ take | our\ thought\ bubble | we\ found | bottom\ line
    | key\ (?:points?|takeaways?) | tl;?dr | in\ brief | the\ gist | threat\ level | be\ smart | looking\ ahead"""
_LABEL = re.compile(rf"(?:{_LABELS})\s?:\s+(?=[\w\"“‘'$£€])", re.VERBOSE | re.IGNORECASE)
_FROM = re.compile(
    r"From\s(?!(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)(?:the\s)?[A-Z][\w.’'&-]*(?:\s(?:of\s)?[A-Z][\w.’'&-]*){0,4}"
    r":\s+(?=[\w\"“‘'$£€])"
)
"""Whose report a digest goes on to quote."""
_LONGEST = 40
"""Characters of a label."""
_CLAIM = re.compile(r"\W*(?:THE\s)?(?:CLAIM|Claim|STATEMENT|RUMOU?R|Rumou?r)\s?:\s")


def label_end(text: str, span: Span) -> int:
    """Where the sentence begins behind its label; where it does anyway, if it has none."""
    if text.find(":", span.start, span.start + _LONGEST) < 0:
        return span.start
    label = _LABEL.match(text, span.start, span.end) or _FROM.match(text, span.start, span.end)
    return label.end() if label and not text[label.end()].islower() else span.start


def puts_up_a_claim(sentence: str) -> bool:
    """Whether it is put up to be judged."""
    return _CLAIM.match(sentence) is not None
