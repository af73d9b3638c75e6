"""Reporting units: an archive, a list of credentials and second proofs for each.

A poll that an earlier build declared has no units on the record, so its second proofs cannot be carried over.
"""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("ballots", "0001_initial")]

    operations = [
        migrations.DeleteModel("SecondProof"),
        migrations.RemoveField("Poll", "uuid"),
        migrations.RemoveField("Poll", "fingerprint"),
        migrations.RemoveField("Poll", "n_credentials"),
        migrations.AddField("Poll", "minimum", models.PositiveIntegerField(default=1), preserve_default=False),
        migrations.AddField("Poll", "least_eligible", models.PositiveIntegerField(null=True)),
        migrations.AddField(
            "Poll", "reopens", models.CharField(blank=True, default="", max_length=20), preserve_default=False
        ),
        migrations.AddConstraint(
            "Poll",
            models.UniqueConstraint(
                condition=models.Q(("reopens", ""), _negated=True),
                fields=("cycle", "reopens"),
                name="ballots_re_opened_once",
            ),
        ),
        migrations.CreateModel(
            name="Unit",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.CharField(max_length=10)),
                ("name", models.CharField(max_length=200)),
                ("n_eligible", models.PositiveIntegerField()),
                ("locals_in", models.JSONField()),
                ("neighbour", models.CharField(blank=True, max_length=10)),
                ("uuid", models.CharField(max_length=64)),
                ("fingerprint", models.CharField(max_length=43)),
                ("n_credentials", models.PositiveIntegerField()),
                ("n_ballots", models.PositiveIntegerField(null=True)),
                ("n_counted", models.PositiveIntegerField(null=True)),
                (
                    "poll",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="units", to="ballots.poll"
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("poll", "code"), name="ballots_one_unit_per_code")]
            },
        ),
        migrations.CreateModel(
            name="SecondProof",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("owner", models.PositiveIntegerField()),
                ("text", models.TextField()),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="proofs", to="ballots.unit"
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("unit", "owner"), name="ballots_one_proof_per_trustee")]
            },
        ),
    ]
