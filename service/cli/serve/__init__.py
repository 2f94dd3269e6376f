"""``newsfold serve``: the port, the connections, and the service until it is told to stop."""
