"""Tables of the press file. Full texts are private: nothing here but accepted facts ever leaves the house."""

from django.db import models


class Name(models.Model):
    """One person or body that the reader knows in this cycle, with the ways it is written."""

    cycle = models.CharField(max_length=60)
    key = models.SlugField(max_length=60)
    kind = models.CharField(max_length=12)
    name = models.CharField(max_length=160)
    aliases = models.JSONField()
    role = models.CharField(max_length=20, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["cycle", "key"], name="press_one_name_per_key")]


class Article(models.Model):
    """An article as it was taken in: its exact text, pinned by its digest."""

    cycle = models.CharField(max_length=60)
    code = models.CharField(max_length=20)
    outlet = models.CharField(max_length=120)
    published = models.CharField(max_length=21, blank=True)
    link = models.URLField(max_length=400, blank=True)
    sha256 = models.CharField(max_length=64)
    text = models.TextField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["cycle", "code"], name="press_one_article_per_code"),
            models.UniqueConstraint(fields=["cycle", "sha256"], name="press_one_article_per_text"),
        ]


class Fact(models.Model):
    """What the reader found. `found` is the machine's original; `state`: waiting, accepted, rejected or kept back."""

    article = models.ForeignKey(Article, on_delete=models.PROTECT, related_name="facts")
    code = models.CharField(max_length=20)
    type = models.CharField(max_length=20)
    tier = models.CharField(max_length=8)
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    found = models.JSONField()
    state = models.CharField(max_length=10)
    reason = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["article", "code"], name="press_one_fact_per_code")]


class AddedFact(models.Model):
    """A fact that a person added by hand, without an article in the file."""

    cycle = models.CharField(max_length=60)
    code = models.CharField(max_length=20)
    told = models.JSONField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["cycle", "code"], name="press_one_added_fact_per_code")]
