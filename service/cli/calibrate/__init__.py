"""``newsfold calibrate``: fits how likeness is weighed to labelled news, and says what that is worth."""
