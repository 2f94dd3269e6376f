"""``newsfold evaluate``: folds labelled news, and compares with the labels."""
