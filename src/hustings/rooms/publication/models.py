"""Which moments of a record were made public."""

from django.db import models


class Publication(models.Model):
    """A moment: the first `n_entries` entries of the cycle's record, with its own as the last of them."""

    cycle = models.CharField(max_length=60)
    number = models.PositiveIntegerField()
    n_entries = models.PositiveIntegerField()
    note = models.CharField(max_length=200, blank=True)
    made_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["cycle", "number"], name="publication_one_per_number")]
        ordering = ["cycle", "number"]

    @property
    def code(self) -> str:
        return f"PUB-{self.number}"
