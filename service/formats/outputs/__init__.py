"""Writers: a briefing as a document that people, feed readers, mail programs, Slack or a newsroom's system take.

Each escapes other people's words in its own way; what they show is laid out once, in ``sheets``.
"""
