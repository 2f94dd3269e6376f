"""``newsfold doctor``: what is installed, what a start would use, and what is wrong with it."""
