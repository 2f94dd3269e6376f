r"""Other people's text, made safe to keep: what was changed is said, and nothing else is changed.

Summaries cite characters of the text as it is kept, so the rules are few: outer white space goes, line breaks become
``\n``, characters take their composed form (NFC), and what nobody can see and means nothing goes (soft hyphens,
spaces of no width), for words are looked for, counted and quoted without it. Control characters, halves of surrogate
pairs and markup are mended with a warning: of HTML the text is taken, and in a text without a tag the references alone
are resolved, for ``<T.N>`` beside ``AT&amp;T`` is no tag. ``&lt;`` alone stands, as in a report on markup.
"""

import re
import unicodedata
from dataclasses import dataclass
from enum import Enum, auto

from embeddings.lexical.scripts import UNSPACED
from service.formats.html_text import has_references, has_tags, html_to_text
from service.formats.limits import MAX_COMBINING, MAX_FIELD
from service.text.references import resolved

_SUSPECT = re.compile("[\x00-\x08\x0b-\x1f\x7f\u202d\u202e\ud800-\udfff]")
"""What may have to be mended; most texts hold none of it."""
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u202d\u202e]")
"""Among them those that turn letters round (U+202D, U+202E): what is read then is not what is on file."""
_ROUNDS = 2
"""Levels of escaping that are resolved: feeds escape what was escaped."""
_LINE_BREAKS = re.compile(r"\r\n?")
_SURROGATES = re.compile("[\ud800-\udfff]")
_MAYBE_COMBINING = re.compile(f"[\u0300-\U0010ffff]{{{MAX_COMBINING + 1},}}")
_UNSEEN = re.compile(
    rf"[\u00ad\u200b\u2060\ufeff](?:(?<=\u00ad)\n?|(?<!\u200b)|(?![{UNSPACED}])|(?<![{UNSPACED}].))"
)
"""Where to break a line, and where not. Scripts without spaces keep it between their words; joiners shape Persian,
Indic letters and emoji, and are kept as well."""
_INVISIBLE = " \t\n\u200b\u200c\u200d\u2060\ufeff"


class Markup(Enum):
    """What HTML in a field means."""

    LITERAL = auto()
    """The field is opaque (an id, an address): it is not searched for HTML, nor composed."""
    EXPECTED = auto()
    """HTML is usual there (in feeds it is): the text in it is taken."""
    SURPRISING = auto()
    """The same, with a warning."""


@dataclass(frozen=True, slots=True)
class Cleaned:
    """A text fit to keep, and what had to be done to it."""

    text: str
    warnings: tuple[str, ...] = ()


def clean(raw: str, name: str, markup: Markup) -> Cleaned:
    """Clean one field; ``name`` is what the warnings call it."""
    text, warnings = _mended(raw, name) if _SUSPECT.search(raw) else (raw, [])
    if markup is Markup.LITERAL:
        return Cleaned(text.strip(), tuple(warnings))
    text, found = _without_markup(text)
    if found and markup is Markup.SURPRISING:
        warnings.append(f"{name}: {found}")
    return Cleaned(_compose(text).strip(), tuple(warnings))


def _without_markup(text: str) -> tuple[str, str]:
    """The text in it, and what had to be done; in tags that text may come escaped once more, and so may references."""
    found = ""
    if has_tags(text):
        found, text = "looked like HTML; only the text in it was taken", html_to_text(text)
    for _ in range(_ROUNDS):
        if not has_references(text):
            break
        found, text = found or "character references of HTML were resolved", resolved(text)
    # A reference such as &#1; can bring a control character back.
    return (_CONTROLS.sub("", _LINE_BREAKS.sub("\n", text)), found) if found else (text, found)


def _mended(raw: str, name: str) -> tuple[str, list[str]]:
    """Line breaks of one kind, and no character that cannot be kept."""
    warnings: list[str] = []
    text, controls = _CONTROLS.subn("", _LINE_BREAKS.sub("\n", raw))
    if controls:
        warnings.append(f"{name}: {_count(controls, 'control character')} removed")
    text, surrogates = _SURROGATES.subn("\ufffd", text)
    if surrogates:
        warnings.append(f"{name}: {_count(surrogates, 'unpaired surrogate')} replaced")
    return text, warnings


def clean_line(raw: str, name: str, markup: Markup) -> Cleaned:
    """Clean a field that is one line: runs of white space become one space."""
    cleaned = clean(raw, name, markup)
    return Cleaned(" ".join(cleaned.text.split()), cleaned.warnings)


def short_line(raw: str) -> str:
    """One line of what is for show only: cut where it is too long to keep, rather than refused for it."""
    return clean_line(raw, "", Markup.EXPECTED).text[:MAX_FIELD]


def is_blank(text: str) -> bool:
    """Whether there is nothing in it to read."""
    return not text.strip().strip(_INVISIBLE)


def _compose(text: str) -> str:
    """Drop the unseen; NFC in linear time: ordering one long run of combining marks is quadratic, so runs are cut."""
    if text.isascii():
        return text
    text = _UNSEEN.sub("", text)
    return unicodedata.normalize("NFC", _MAYBE_COMBINING.sub(_cut_marks, text))


def _cut_marks(match: re.Match[str]) -> str:
    kept: list[str] = []
    run = 0
    for character in match.group():
        run = run + 1 if unicodedata.combining(character) else 0
        if run <= MAX_COMBINING:
            kept.append(character)
    return "".join(kept)


def _count(number: int, thing: str) -> str:
    return f"{number} {thing}{'' if number == 1 else 's'}"
