"""Stories in, publishable briefings out. Pure: no framework, no database, no clock, no environment."""
