"""Tables of the releases."""

from django.db import models


class Release(models.Model):
    """A release. Drafted by one person, cleared by another, and then issued as it was cleared."""

    cycle = models.CharField(max_length=60)
    code = models.CharField(max_length=20)
    audience = models.CharField(max_length=10)
    about = models.CharField(max_length=80)
    title = models.CharField(max_length=200)
    text = models.TextField()
    drafted_by = models.CharField(max_length=40)
    issued_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["cycle", "code"], name="releases_one_per_code")]
