"""Tables of the lottery. Which member has which code stands in `Volunteer` and nowhere else."""

from django.db import models
from django.db.models import Q

INVITING, ANSWERING, FIXED, DRAWN, CANCELLED = "inviting", "answering", "fixed", "drawn", "cancelled"


class Lottery(models.Model):
    """One lottery for the members' seats at a roundtable, as it now stands. Files are named by their SHA-256.

    `n_invited` 0: everybody on the list may volunteer. `plan_digest`: the plan of invitations. `secret` and
    `invite_secret`: what the operator has committed to, opened at a draw. `salt` never leaves the house: by it the
    values of capped columns are renamed.
    """

    cycle = models.ForeignKey("cycles.Cycle", on_delete=models.PROTECT, related_name="+")
    code = models.CharField(max_length=20)
    roundtable = models.CharField(max_length=20)
    candidate = models.CharField(max_length=20)
    state = models.CharField(max_length=10)
    seats = models.PositiveIntegerField()
    n_tables = models.PositiveIntegerField()
    quotas = models.JSONField()
    caps = models.JSONField()
    statuses = models.JSONField()
    closes_at = models.DateTimeField()
    n_listed = models.PositiveIntegerField()
    n_invited = models.PositiveIntegerField()
    list_digest = models.CharField(max_length=64)
    plan_digest = models.CharField(max_length=64, blank=True)
    fixed_digest = models.CharField(max_length=64, blank=True)
    transcript_digest = models.CharField(max_length=64, blank=True)
    secret = models.CharField(max_length=64)
    invite_secret = models.CharField(max_length=64, blank=True)
    salt = models.CharField(max_length=64)
    opened_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["cycle", "code"], name="lottery_one_code"),
            models.UniqueConstraint(
                fields=["cycle", "roundtable"], condition=~Q(state=CANCELLED), name="lottery_one_for_a_roundtable"
            ),
        ]


class Invited(models.Model):
    """A member who was drawn to be invited."""

    pk = models.CompositePrimaryKey("lottery", "number")
    lottery = models.ForeignKey(Lottery, on_delete=models.PROTECT, related_name="invited", db_index=False)
    number = models.CharField(max_length=32)


class Volunteer(models.Model):
    """What a member answered. `code` is random and stands for her in every file; it is empty until she says yes."""

    pk = models.CompositePrimaryKey("lottery", "number")
    lottery = models.ForeignKey(Lottery, on_delete=models.PROTECT, related_name="volunteers", db_index=False)
    number = models.CharField(max_length=32)
    code = models.CharField(max_length=20, blank=True)
    comes = models.BooleanField()
    answered_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["lottery", "code"], condition=~Q(code=""), name="lottery_one_volunteer_a_code"
            )
        ]


class Passing(models.Model):
    """A seat that changed hands: who left, who came (empty: nobody was left), by how many seats quotas are then off."""

    lottery = models.ForeignKey(Lottery, on_delete=models.PROTECT, related_name="passings")
    number = models.PositiveIntegerField()
    leaves = models.CharField(max_length=20)
    comes = models.CharField(max_length=20, blank=True)
    off = models.PositiveIntegerField()
    passed_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["lottery", "number"], name="lottery_one_passing_a_number"),
            models.UniqueConstraint(fields=["lottery", "leaves"], name="lottery_leaves_once"),
        ]


class SlotDraw(models.Model):
    """The wishes of an offer of slots, fixed by digest before the public value (`outside`) and the seed are known."""

    cycle = models.ForeignKey("cycles.Cycle", on_delete=models.PROTECT, related_name="+")
    offer = models.CharField(max_length=20)
    digest = models.CharField(max_length=64)
    secret = models.CharField(max_length=64)
    outside = models.CharField(max_length=200, blank=True)
    seed = models.CharField(max_length=64, blank=True)
    fixed_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["cycle", "offer"], name="lottery_one_draw_an_offer")]
