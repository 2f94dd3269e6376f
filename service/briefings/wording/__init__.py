"""What is told from the words of a sentence, a title or a text."""
