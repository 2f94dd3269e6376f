"""What goes in. Articles are here for the OpenAPI document only: :mod:`service.formats` is what reads them."""

from datetime import datetime
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from service.model import Status


class ArticleIn(BaseModel):
    """One report. Title or text must be non-empty; fields that are not listed are ignored."""

    id: str | None = Field(None, description="Your permanent id; if missing, one is made from URL or text")
    title: str = ""
    text: str = Field(
        "",
        description="Plain text, or HTML, whose text is kept: references are resolved (AT&amp;T is AT&T), outer white "
        "space and what is invisible goes, and letters are composed (NFC). Citations count the characters of what is "
        "kept, which GET tells.",
    )
    url: str | None = None
    source: str | None = None
    published_at: datetime | None = Field(None, description="ISO 8601; UTC if it has no zone")
    language: str | None = Field(None, description="BCP 47, such as en or pt-BR")
    version: str | None = Field(None, description="Opaque")
    status: Status = Status.USABLE
    embargoed_until: datetime | None = None
    evolved_from: str | None = Field(None, description="Id of the article that this one rewrites")
    byline: str | None = None
    revised_at: datetime | None = Field(None, description="When the provider made this version")
    expires_at: datetime | None = Field(
        None, description="When its licence ends: from then on it is withdrawn"
    )


class BatchIn(BaseModel):
    """Several reports, taken in this order; what cannot be taken does not keep back the others."""

    articles: list[ArticleIn] = Field(max_length=500)


class RequestIn(BaseModel):
    """The manner of an edit: exactly what is meant, nothing else."""

    model_config = ConfigDict(extra="forbid", strict=True)

    by: Annotated[str, Field(max_length=200)] | None = Field(None, description="Who decided")


class WithdrawIn(RequestIn):
    """A kill."""

    reason: str = Field(min_length=1, max_length=2000)


class EditIn(RequestIn):
    """What can be taken back, and so needs no reason."""

    reason: Annotated[str, Field(max_length=2000)] | None = Field(
        None, description="Why, for the audit trail"
    )


class UndoIn(EditIn):
    """An edit that is taken back."""


class MergeIn(EditIn):
    """Stories that are one."""

    model_config = ConfigDict(populate_by_name=True)

    others: list[str] = Field(alias="with", min_length=1, max_length=100)


class SplitIn(EditIn):
    """Articles that are a story of their own."""

    article_ids: list[str] = Field(min_length=1, max_length=1000)


class RepresentativeIn(EditIn):
    """The article that stands for the story; null lets the rule choose again."""

    article_id: str | None
