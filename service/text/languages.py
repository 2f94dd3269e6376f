"""Languages, by tags as reports declare them: ``de``, ``de-AT``, ``pt_BR``, in whatever case (BCP 47)."""


def plain(tag: str) -> str:
    """One way of writing a tag."""
    return tag.lower().replace("_", "-")


def is_of(tag: str, language: str) -> bool:
    """Whether a tag is of the language, as ``de-AT`` is of ``de``: the basic filtering of RFC 4647."""
    return f"{plain(tag)}-".startswith(f"{plain(language)}-")
