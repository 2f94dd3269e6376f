"""The table of what a language model has said, beside those of :mod:`service.stores.tables.desk`."""

from sqlalchemy import JSON, Column, ForeignKey, Integer, String, Table

from service.stores.tables.columns import Key
from service.stores.tables.desk import metadata

rewritings = Table(
    "rewritings",
    metadata,
    Column("story_id", Key, ForeignKey("stories.id"), primary_key=True),
    # That of the story: whatever gives it another takes the row away.
    Column("revision", Integer, nullable=False),
    # The digest of what the model was asked.
    Column("made_from", String, nullable=False),
    # Lists of a text and the numbers of the sentences that it says it rests on.
    Column("sentences", JSON, nullable=False),
)
