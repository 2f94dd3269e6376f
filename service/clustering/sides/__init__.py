"""Some reports as one side of a comparison: what a story, or a subject, is told by."""
