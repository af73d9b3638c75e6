import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='Poll',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('cycle', models.CharField(max_length=60)),
                ('code', models.CharField(max_length=20)),
                ('question', models.CharField(max_length=300)),
                ('answers', models.JSONField()),
                ('opens_at', models.DateTimeField()),
                ('closes_at', models.DateTimeField()),
                ('state', models.CharField(max_length=10)),
                ('minimum', models.PositiveIntegerField()),
                ('least_eligible', models.PositiveIntegerField(null=True)),
                ('reopens', models.CharField(blank=True, max_length=20)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('cycle', 'code'), name='ballots_one_poll_per_code'), models.UniqueConstraint(condition=models.Q(('reopens', ''), _negated=True), fields=('cycle', 'reopens'), name='ballots_re_opened_once')],
            },
        ),
        migrations.CreateModel(
            name='PaperChannel',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('n_paper', models.PositiveIntegerField()),
                ('places', models.JSONField()),
                ('poll', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='paper', to='ballots.poll')),
            ],
        ),
        migrations.CreateModel(
            name='Unit',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(max_length=10)),
                ('name', models.CharField(max_length=200)),
                ('n_eligible', models.PositiveIntegerField()),
                ('locals_in', models.JSONField()),
                ('neighbour', models.CharField(blank=True, max_length=10)),
                ('uuid', models.CharField(max_length=64)),
                ('fingerprint', models.CharField(max_length=43)),
                ('n_credentials', models.PositiveIntegerField()),
                ('n_ballots', models.PositiveIntegerField(null=True)),
                ('n_counted', models.PositiveIntegerField(null=True)),
                ('poll', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='units', to='ballots.poll')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('poll', 'code'), name='ballots_one_unit_per_code')],
            },
        ),
        migrations.CreateModel(
            name='SecondProof',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('owner', models.PositiveIntegerField()),
                ('text', models.TextField()),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='proofs', to='ballots.unit')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('unit', 'owner'), name='ballots_one_proof_per_trustee')],
            },
        ),
        migrations.CreateModel(
            name='PaperSheet',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(max_length=20)),
                ('place', models.CharField(max_length=200)),
                ('counts', models.JSONField()),
                ('n_voters', models.PositiveIntegerField()),
                ('n_spoilt', models.PositiveIntegerField()),
                ('entered_by', models.CharField(max_length=100)),
                ('entered_at', models.DateTimeField()),
                ('confirmed_by', models.CharField(blank=True, max_length=100)),
                ('confirmed_at', models.DateTimeField(blank=True, null=True)),
                ('withdrawn_by', models.CharField(blank=True, max_length=100)),
                ('withdrawn_at', models.DateTimeField(blank=True, null=True)),
                ('channel', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='sheets', to='ballots.paperchannel')),
            ],
            options={
                'constraints': [models.UniqueConstraint(condition=models.Q(('withdrawn_at', None)), fields=('channel', 'place'), name='ballots_one_paper_sheet_per_place'), models.CheckConstraint(condition=models.Q(('confirmed_by', models.F('entered_by')), _negated=True), name='ballots_two_paper_tellers')],
            },
        ),
        migrations.CreateModel(
            name='MergedPart',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('first', models.CharField(max_length=10)),
                ('owner', models.PositiveIntegerField()),
                ('text', models.TextField()),
                ('poll', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='merged_parts', to='ballots.poll')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('poll', 'first', 'owner'), name='ballots_one_part_per_trustee')],
            },
        ),
    ]
