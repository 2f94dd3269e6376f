"""What a figure is a figure of: what is counted or measured, and what happened to it."""
