"""What the HTTP app holds as long as it runs, and both the API and the pages stand on: the desk, the queue, the time.

Nothing here knows a route: neither JSON nor HTML is answered.
"""
