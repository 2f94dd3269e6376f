"""Who is let in, for what, how often, and how a refusal is worded."""
