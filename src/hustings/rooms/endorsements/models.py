"""Tables of the endorsements."""

from django.db import models


class Endorsement(models.Model):
    """One act of one body. `endorsee` is empty where the body decided for nobody."""

    cycle = models.CharField(max_length=60)
    endorser = models.CharField(max_length=160)
    level = models.CharField(max_length=12)
    endorsee = models.CharField(max_length=120, blank=True)
    outcome = models.CharField(max_length=20)
    on = models.CharField(max_length=21)
    by = models.CharField(max_length=160, blank=True)
    what = models.TextField()
    sources = models.JSONField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["cycle", "endorser", "endorsee", "outcome", "on"], name="endorsements_one_act_once"
            )
        ]
