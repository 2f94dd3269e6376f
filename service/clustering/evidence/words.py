"""The words of a report in order, by which copies are told."""

from service.clustering.evidence.compared import as_compared
from service.clustering.evidence.views import READ_CHARACTERS, inner_body, joined, told_text
from service.model import Article
from service.text.boilerplate import body
from service.text.normal import Codes, normal_form, word_codes
from service.text.quotations import quotations

SHORTEST_TEXT = 5
"""Words; below this the text alone ("Watch live.") says nothing, and is compared together with its title."""
COPY_WORDS = 1_500
"""Words kept for telling copies; a reprint shows itself long before."""


def codes_of(article: Article) -> Codes:
    """The first words of the text in order, as CRC-32."""
    return codes_in(compared_form(as_compared(article)))


def codes_in(form: bytes) -> Codes:
    """The same of a normal form."""
    return word_codes(form, COPY_WORDS)


def compared_form(report: Article) -> bytes:
    """The words by which copies are told, in normal form, of a report as it is compared."""
    form = normal_form(_copied_text(report))
    if form.count(b" ") < SHORTEST_TEXT - 1:
        form = normal_form(joined(report.title, told_text(report.text)))
    return form


def quoted_and_own(article: Article) -> tuple[Codes, Codes]:
    """Of the words by which copies of an article are told, those that it quotes, and those that are its own."""
    text = _copied_text(as_compared(article))
    quoted, own, end = list[bytes](), list[bytes](), 0
    for quotation in quotations(text):
        own.append(normal_form(text[end : quotation.start]))
        quoted.append(normal_form(text[slice(*quotation)]))
        end = quotation.end
    own.append(normal_form(text[end:]))
    return codes_in(b" ".join(filter(None, quoted))), codes_in(b" ".join(filter(None, own)))


def _copied_text(report: Article) -> str:
    text = told_text(report.text)
    return inner_body(text) if len(text) <= READ_CHARACTERS else body(text)
