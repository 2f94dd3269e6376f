"""The audit trail as it comes out, for the OpenAPI document only."""

from datetime import datetime
from typing import Literal

from pydantic import Field

from service.api.schemas.articles import Schema
from service.audit import Actor, Verb


class EntryOut(Schema):
    """One thing done by hand, or a provider's kill. Ids only, never text."""

    id: int = Field(ge=1, description="Its position in the trail; grows without gaps")
    at: datetime
    verb: Verb
    actor: Actor = Field(description="`provider` for a kill sent with the article, or an expired licence")
    by: str | None = Field(description="Who decided, as given with the edit")
    reason: str | None = Field(description="Why; null for withdrawals if the key lacks the scope `edit`")
    story_ids: list[str] = Field(description="The stories concerned, the one that kept its id first")
    article_ids: list[str] = Field(description="The articles concerned: moved, chosen or withdrawn")
    state: Literal["done", "undone"]
    undone_by: int | None = Field(description="The entry that undid this one")
    undoes: int | None = Field(description="The entry that this one undoes")


class AuditOut(Schema):
    """One page of the audit trail, newest first."""

    entries: list[EntryOut]
    next_cursor: str | None = Field(description="Null on the last page")
