"""Values to rows and back."""

from service.stores.rows.desk import (
    FILED,
    REPLACED,
    STORY,
    Fields,
    Values,
    constraint_values,
    event_values,
    filed_values,
    read_constraint,
    read_event,
    read_filed,
    read_story,
    read_vector,
    story_values,
    vector_bytes,
)

__all__ = [
    "FILED",
    "REPLACED",
    "STORY",
    "Fields",
    "Values",
    "constraint_values",
    "event_values",
    "filed_values",
    "read_constraint",
    "read_event",
    "read_filed",
    "read_story",
    "read_vector",
    "story_values",
    "vector_bytes",
]
