"""How alike reports and stories are among those around them, and how probable it is that they tell of one event."""
