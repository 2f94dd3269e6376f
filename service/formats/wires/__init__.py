"""What agencies and newsroom systems send: ninjs, NewsML-G2, NITF, ANS, and schema.org's NewsArticle.

Each reader says what a document holds in the words of :class:`~service.formats.wires.report.Report`.
"""
