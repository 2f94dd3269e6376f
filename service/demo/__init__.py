"""Sample reports of our own writing, for ``newsfold serve --demo``, the README and the tests."""
