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
    """An article as it was taken in: its exact text, pinned by its digest.

    `text` is the newest of its `version`s; the earlier ones are kept as they were. `page_sha256` pins the bytes of the
    page that the text was taken from, where there was one. `findings` say what was noticed on the way in.
    """

    cycle = models.CharField(max_length=60)
    code = models.CharField(max_length=20)
    outlet = models.CharField(max_length=120)
    published = models.CharField(max_length=21, blank=True)
    link = models.URLField(max_length=400, blank=True)
    sha256 = models.CharField(max_length=64)
    text = models.TextField()
    page_sha256 = models.CharField(max_length=64, blank=True)
    findings = models.JSONField(default=list)
    version = models.PositiveSmallIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["cycle", "code"], name="press_one_article_per_code"),
            models.UniqueConstraint(fields=["cycle", "sha256"], name="press_one_article_per_text"),
        ]


class EarlierText(models.Model):
    """A version of an article that a newer one has replaced."""

    article = models.ForeignKey(Article, on_delete=models.PROTECT, related_name="earlier")
    version = models.PositiveSmallIntegerField()
    sha256 = models.CharField(max_length=64)
    text = models.TextField()
    page_sha256 = models.CharField(max_length=64, blank=True)
    replaced_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["article", "version"], name="press_one_text_per_version")]


class Fact(models.Model):
    """What the reader found. `found` is the machine's original; `state`: waiting, accepted, rejected, kept back, or
    replaced (it waited when the article was read again, and was not found again).

    Its places count in the text of `version`. `lost`: a newer version no longer has these words.
    """

    article = models.ForeignKey(Article, on_delete=models.PROTECT, related_name="facts")
    code = models.CharField(max_length=20)
    type = models.CharField(max_length=20)
    tier = models.CharField(max_length=8)
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    found = models.JSONField()
    state = models.CharField(max_length=10)
    reason = models.CharField(max_length=200, blank=True)
    told = models.JSONField(default=dict, blank=True)
    told_as = models.CharField(max_length=60, blank=True, default="")
    version = models.PositiveSmallIntegerField(default=1)
    lost = models.BooleanField(default=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["article", "code"], name="press_one_fact_per_code")]


class EarlierPlace(models.Model):
    """Where a fact stood, and what the reader had found there, before its article changed."""

    fact = models.ForeignKey(Fact, on_delete=models.CASCADE, related_name="earlier")
    version = models.PositiveSmallIntegerField()
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    found = models.JSONField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["fact", "version"], name="press_one_place_per_version")]


class Rejection(models.Model):
    """What a rejected fact teaches: a line of the regression file, as it was when the fact was rejected."""

    fact = models.OneToOneField(Fact, on_delete=models.PROTECT, related_name="rejection")
    line = models.JSONField()


class AddedFact(models.Model):
    """A fact that a person added by hand, without an article in the file."""

    cycle = models.CharField(max_length=60)
    code = models.CharField(max_length=20)
    told = models.JSONField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["cycle", "code"], name="press_one_added_fact_per_code")]


class Feed(models.Model):
    """A feed that is looked at every so often. What it answered last is kept, so that it is only asked for news."""

    cycle = models.CharField(max_length=60)
    code = models.CharField(max_length=20)
    outlet = models.CharField(max_length=120)
    address = models.URLField(max_length=400)
    minutes = models.PositiveSmallIntegerField()
    etag = models.CharField(max_length=400, blank=True)
    modified = models.CharField(max_length=80, blank=True)
    next_at = models.DateTimeField(null=True)
    asked_at = models.DateTimeField(null=True)
    n_failures = models.PositiveSmallIntegerField(default=0)
    finding = models.JSONField(default=dict)
    ended = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["cycle", "code"], name="press_one_feed_per_code"),
            models.UniqueConstraint(fields=["cycle", "address"], name="press_one_feed_per_address"),
        ]


class FeedItem(models.Model):
    """An item that a feed has shown: known by `key`, so that it is taken in once."""

    feed = models.ForeignKey(Feed, on_delete=models.PROTECT, related_name="items")
    key = models.CharField(max_length=64)
    title = models.CharField(max_length=300, blank=True)
    link = models.CharField(max_length=400, blank=True)
    seen_at = models.DateTimeField()
    article = models.CharField(max_length=20, blank=True)
    findings = models.JSONField(default=list)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["feed", "key"], name="press_one_item_per_key")]
