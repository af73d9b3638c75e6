"""Tables of the estimates."""

from django.db import models


class ReportedPoll(models.Model):
    """A poll that somebody published. `n` is null where the number of answers was not published."""

    cycle = models.CharField(max_length=60)
    code = models.CharField(max_length=20)
    name = models.CharField(max_length=200)
    method = models.TextField()
    opened_on = models.CharField(max_length=21, blank=True)
    closed_on = models.CharField(max_length=21, blank=True)
    population = models.CharField(max_length=200)
    n = models.PositiveIntegerField(null=True)
    results = models.JSONField()
    sources = models.JSONField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["cycle", "code"], name="estimates_one_poll_per_code")]
