"""Tables of the board."""

from django.db import models


class Motion(models.Model):
    """A motion as it was put: the question (a motion of the rule engine) and who could vote."""

    cycle = models.CharField(max_length=60)
    code = models.CharField(max_length=20)
    title = models.CharField(max_length=200)
    about = models.CharField(max_length=80, blank=True)
    question = models.JSONField()
    seats = models.JSONField()
    meeting_on = models.DateField()
    outcome = models.CharField(max_length=40, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["cycle", "code"], name="board_one_motion_per_code")]
