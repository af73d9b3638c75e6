"""The text that a fact's places count in: the article as it is now, or the version that the fact was found in."""

from hustings.rooms.press.models import EarlierText, Fact


def text_behind(row: Fact) -> str:
    """The text of the fact's own version."""
    article = row.article
    if row.version == article.version:
        return article.text
    return EarlierText.objects.get(article=article, version=row.version).text
