"""Telling others what happened: whoever wants to know hears of every event, as soon as they listen."""
