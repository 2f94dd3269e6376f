"""newsfold: reports in, folded stories and a cited briefing out.

Start at :mod:`service.desk` (what can be done) and :mod:`service.app` (where everything is put together).
"""
