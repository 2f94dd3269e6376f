"""One file per step, numbered; a step once released is never changed."""
