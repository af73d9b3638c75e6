"""Tables of the roundtables. Candidates are named by their codes."""

from django.db import models
from django.db.models import Q

SCHEDULED, HELD, CANCELLED = "scheduled", "held", "cancelled"


class SlotOffer(models.Model):
    """Slots offered to all on one day; `accepted_at` once their roundtables are set. `reason`: why not to everybody."""

    cycle = models.ForeignKey("cycles.Cycle", on_delete=models.PROTECT, related_name="+")
    code = models.CharField(max_length=20)
    zone = models.CharField(max_length=60)
    closes_at = models.DateTimeField()
    seed_from = models.CharField(max_length=200)
    reason = models.TextField(blank=True)
    offered_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["cycle", "code"], name="roundtables_one_slot_offer_code")]


class Slot(models.Model):
    """One slot. Numbers count on through all offers of a cycle."""

    offer = models.ForeignKey(SlotOffer, on_delete=models.PROTECT, related_name="slots")
    number = models.PositiveIntegerField()
    starts_at = models.DateTimeField()
    minutes = models.PositiveIntegerField()
    room = models.CharField(max_length=200)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["offer", "number"], name="roundtables_one_slot_number")]


class OfferedTo(models.Model):
    """Which slots of an offer one candidate may choose from, and why, where that is not what all got at once."""

    offer = models.ForeignKey(SlotOffer, on_delete=models.PROTECT, related_name="offered_to")
    candidate = models.CharField(max_length=20)
    slots = models.JSONField()
    reason = models.TextField(blank=True)
    offered_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["offer", "candidate"], name="roundtables_slots_offered_once")]


class SlotWish(models.Model):
    """What a campaign says of the slots: the best first, and those it cannot take."""

    offer = models.ForeignKey(SlotOffer, on_delete=models.PROTECT, related_name="wishes")
    candidate = models.CharField(max_length=20)
    ranked = models.JSONField()
    impossible = models.JSONField()
    wished_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["offer", "candidate"], name="roundtables_one_wish")]


class Draw(models.Model):
    """The public value of an offer, and the wishes from which its plan was worked out."""

    offer = models.ForeignKey(SlotOffer, on_delete=models.PROTECT, related_name="draws")
    seed = models.CharField(max_length=200)
    wishes = models.JSONField()
    drawn_at = models.DateTimeField()


class Roundtable(models.Model):
    """One meeting as it now stands. What it was before stands in Move; what came of it in Hearing or Cancellation.

    `slot`: the number of the offered slot that it takes up, for as long as it does. `press_because`: why reporters are
    let in otherwise than at the other roundtables.
    """

    cycle = models.ForeignKey("cycles.Cycle", on_delete=models.PROTECT, related_name="+")
    code = models.CharField(max_length=20)
    candidate = models.CharField(max_length=20)
    state = models.CharField(max_length=10, default=SCHEDULED)
    starts_at = models.DateTimeField()
    zone = models.CharField(max_length=60)
    minutes = models.PositiveIntegerField()
    place = models.CharField(max_length=200)
    topics = models.JSONField()
    audience = models.CharField(max_length=20)
    press = models.CharField(max_length=24)
    press_because = models.TextField(blank=True)
    slot = models.PositiveIntegerField(null=True, blank=True)
    set_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["cycle", "slot"], condition=Q(state=SCHEDULED), name="roundtables_one_meeting_per_slot"
            ),
            models.UniqueConstraint(fields=["cycle", "code"], name="roundtables_one_code"),
            models.UniqueConstraint(
                fields=["cycle", "place", "starts_at"],
                condition=Q(state=SCHEDULED),
                name="roundtables_one_meeting_per_place_and_time",
            ),
            models.UniqueConstraint(
                fields=["cycle", "candidate", "starts_at"],
                condition=Q(state=SCHEDULED),
                name="roundtables_one_meeting_per_candidate_and_time",
            ),
        ]


class Move(models.Model):
    """A change of time, place or both, and why."""

    roundtable = models.ForeignKey(Roundtable, on_delete=models.PROTECT, related_name="moves")
    was_at = models.DateTimeField()
    now_at = models.DateTimeField()
    place_was = models.CharField(max_length=200)
    place_now = models.CharField(max_length=200)
    reason = models.TextField()
    moved_at = models.DateTimeField()


class Cancellation(models.Model):
    """Why a meeting was called off."""

    roundtable = models.OneToOneField(Roundtable, on_delete=models.PROTECT, related_name="cancellation")
    reason = models.TextField()
    cancelled_at = models.DateTimeField()


class Hearing(models.Model):
    """What came of a meeting. `minutes_text` is private; its digest is on the record."""

    roundtable = models.OneToOneField(Roundtable, on_delete=models.PROTECT, related_name="hearing")
    on = models.DateField()
    minutes = models.PositiveIntegerField()
    n_leaders = models.PositiveIntegerField()
    n_members = models.PositiveIntegerField()
    n_questions = models.PositiveIntegerField()
    topics = models.JSONField()
    press = models.CharField(max_length=24)
    summary = models.TextField()
    minutes_text = models.TextField()
    minutes_digest = models.CharField(max_length=64)
    held_at = models.DateTimeField()


class MeetingFile(models.Model):
    """A recording or transcript: a file that the house keeps under its digest, an address elsewhere, or both.

    `shown`: whether everybody may have the file; an address is published in any case.
    """

    roundtable = models.ForeignKey(Roundtable, on_delete=models.PROTECT, related_name="files")
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=20)
    link = models.CharField(max_length=500, blank=True)
    name = models.CharField(max_length=120, blank=True)
    media = models.CharField(max_length=60, blank=True)
    n_bytes = models.PositiveIntegerField(default=0)
    digest = models.CharField(max_length=64, blank=True)
    shown = models.BooleanField()
    filed_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["roundtable", "number"], name="roundtables_one_file_number")]


class Commitment(models.Model):
    """What a candidate promised, in the words of the minutes."""

    roundtable = models.ForeignKey(Roundtable, on_delete=models.PROTECT, related_name="commitments")
    number = models.PositiveIntegerField()
    words = models.TextField()
    topic = models.CharField(max_length=200)
    noted_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["roundtable", "number"], name="roundtables_one_commitment")]


class Report(models.Model):
    """What a source says about a roundtable, in a cycle retold from sources. Several reports may name one meeting."""

    cycle = models.ForeignKey("cycles.Cycle", on_delete=models.PROTECT, related_name="+")
    code = models.CharField(max_length=20)
    candidate = models.CharField(max_length=20, blank=True)
    on = models.CharField(max_length=21)
    status = models.CharField(max_length=200)
    what = models.TextField()
    place = models.CharField(max_length=200, blank=True)
    topics = models.JSONField()
    sources = models.JSONField()
    reported_at = models.DateTimeField()


class FollowUp(models.Model):
    """How a commitment stood as of a day. Several may follow each other; all stay."""

    commitment = models.ForeignKey(Commitment, on_delete=models.PROTECT, related_name="follow_ups")
    standing = models.CharField(max_length=12)
    on = models.CharField(max_length=21)
    what = models.TextField()
    sources = models.JSONField()
    followed_at = models.DateTimeField()


class Agenda(models.Model):
    """An agenda as adopted. A new version is a new row. `items`: text, minutes, by."""

    roundtable = models.ForeignKey(Roundtable, on_delete=models.PROTECT, related_name="agendas")
    version = models.PositiveIntegerField()
    items = models.JSONField()
    minutes_candidate = models.PositiveIntegerField()
    differs_because = models.TextField(blank=True)
    adopted_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["roundtable", "version"], name="roundtables_one_agenda_version")]
