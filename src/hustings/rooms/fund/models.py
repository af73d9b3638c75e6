"""Tables of the fund."""

from django.db import models


class Gift(models.Model):
    """A gift. `state`: proposed, approved, checked, paid or refused. Money in whole cents."""

    cycle = models.CharField(max_length=60)
    code = models.CharField(max_length=20)
    details = models.JSONField()
    purpose = models.CharField(max_length=200)
    cents = models.PositiveBigIntegerField()
    given_on = models.DateField()
    state = models.CharField(max_length=10)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["cycle", "code"], name="fund_one_gift_per_code"),
            models.CheckConstraint(condition=models.Q(cents__gt=0), name="fund_gifts_are_positive"),
        ]
