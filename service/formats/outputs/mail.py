"""A briefing as a mail (RFC 5322): HTML and, for those who read text, its twin.

The HTML is what Outlook, Gmail and the others leave intact: tables and simple blocks, every style inline, nothing
loaded from elsewhere. It sets no background, and no colour but a grey that is legible on white as on black, so that
programs can darken it. Which way a text runs is worked out, as not all of them know ``dir=auto``.

From and To are left to whoever sends it.
"""

import hashlib
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime

from service.briefings.values import Briefing
from service.briefings.wording.cutting import shorten
from service.formats.outputs.fitting import left_out, which_fit
from service.formats.outputs.plain_text import briefing_text
from service.formats.outputs.sheets import Sheet, lay_out
from service.formats.outputs.site import Site
from service.formats.outputs.templating import fill

MOST_HTML_BYTES = 100_000
"""Gmail cuts a message off behind 102 kB of HTML."""
_SUBJECT_LENGTH = 120
_SMALL = (
    "margin:0 0 8px 0;font-family:Arial,Helvetica,sans-serif;font-size:13px;line-height:19px;color:#767676"
)
_POLICY = SMTP.clone(cte_type="7bit")
"""ASCII throughout: no server on the way has to be able to do more."""


def briefing_mail(briefing: Briefing, site: Site) -> str:
    """Render a briefing as a message with the line ends of mail; what does not fit is counted and linked to."""
    sheet = lay_out(briefing)
    page = site.page_from(briefing.request)
    text, html = _twins(sheet, page)
    digest = hashlib.sha256(f"{text}\0{html}".encode()).hexdigest()[:32]
    message = EmailMessage(_POLICY)
    message["Subject"] = _subject(sheet)
    message["Date"] = format_datetime(briefing.request.until)
    message["Message-ID"] = f"<briefing.{digest}@{site.authority}>"
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(text)
    message.add_alternative(html, subtype="html")
    # Neither quoted-printable nor base64 can hold "=_" (RFC 2045, section 6.7).
    message.set_boundary(f"=_{digest}")
    return message.as_bytes().decode("ascii")


def _twins(sheet: Sheet, page: str) -> tuple[str, str]:
    """The plain text and the HTML, of the same stories."""
    blocks = [fill("mail_story.html", {"story": story, "small": _SMALL}) for story in sheet.stories]
    frame = {"period": sheet.period, "page": page, "small": _SMALL}
    empty = fill("mail.html", {**frame, "stories": [], "left_out": left_out(len(blocks))})
    kept = which_fit([len(block.encode()) for block in blocks], MOST_HTML_BYTES - len(empty.encode()))
    missing = left_out(len(blocks) - len(kept))
    html = fill("mail.html", {**frame, "stories": [blocks[place] for place in kept], "left_out": missing})
    closing = " ".join(filter(None, [missing, page and f"Read this briefing on its page: {page}"]))
    return briefing_text(sheet.period, [sheet.stories[place] for place in kept], closing), str(html)


def _subject(sheet: Sheet) -> str:
    if not sheet.stories:
        return "Briefing: no stories"
    others = len(sheet.stories) - 1
    more = f" and {others} more" if others else ""
    return f"Briefing: {shorten(sheet.stories[0].headline, _SUBJECT_LENGTH)}{more}"
