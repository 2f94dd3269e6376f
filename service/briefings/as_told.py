"""Reports as they are told: blank where their text is not theirs but their page's."""

from dataclasses import replace

from service.model import FiledArticle


def as_told(filed: FiledArticle) -> FiledArticle:
    """The article with blanks where its page was found to repeat what stands there; characters keep their places."""
    if filed.told is None:
        return filed
    (start, end), text = filed.told, filed.article.text
    blank = f"{' ' * start}{text[start:end]}{' ' * (len(text) - end)}"
    return replace(filed, article=replace(filed.article, text=blank))
