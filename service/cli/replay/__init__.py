"""``newsfold replay``: an archive, or another database, through the path that the service itself takes."""
