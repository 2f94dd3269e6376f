"""What a page puts between the paragraphs of a report is not quoted: links, and the headlines of its lists."""

from service.briefings.summary.reading import quotable_in
from service.model import Article

LIST = "Recommended Stories\nMayor of Tarn steps down over harbour deal\nStorm closes bridge at Orr for all of a week"
TEXT = (
    "A ferry ran aground near Skarvik on Tuesday with 212 people on board, the harbour police said.\n\n"
    "READ MORE: Mayor of Tarn steps down. The council votes on the harbour deal today.\n\n"
    "Fourteen people were hurt, and two of them were taken to the hospital at Orr.\n\n"
    f"{LIST}\n\n"
    "The ship was on its way from Tarn to Orr when its engines failed, the line told reporters."
)


def test_a_link_and_a_list_of_headlines_are_not_quoted() -> None:
    article = Article("a", "Ferry runs aground near Skarvik", TEXT)
    quoted = [(one.text, one.span) for one in quotable_in(article, 20)]
    assert [text.split()[0] for text, _ in quoted] == ["A", "Fourteen", "The"]
    assert all(article.text[start:end] == text for text, (start, end) in quoted)


def test_of_nothing_but_a_link_there_is_still_something_to_tell() -> None:
    alone = Article("a", text="Recommended Stories\nStorm closes bridge at Orr for all of a week")
    assert [one.text for one in quotable_in(alone, 20)]
