"""Which reports tell of the same event. Pure: no framework, no database, no clock, no environment."""
