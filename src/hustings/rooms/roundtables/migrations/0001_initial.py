import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('cycles', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Commitment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveIntegerField()),
                ('words', models.TextField()),
                ('topic', models.CharField(max_length=200)),
                ('noted_at', models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name='FollowUp',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('standing', models.CharField(max_length=12)),
                ('on', models.CharField(max_length=21)),
                ('what', models.TextField()),
                ('sources', models.JSONField()),
                ('followed_at', models.DateTimeField()),
                ('commitment', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='follow_ups', to='roundtables.commitment')),
            ],
        ),
        migrations.CreateModel(
            name='Report',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(max_length=20)),
                ('candidate', models.CharField(blank=True, max_length=20)),
                ('on', models.CharField(max_length=21)),
                ('status', models.CharField(max_length=200)),
                ('what', models.TextField()),
                ('place', models.CharField(blank=True, max_length=200)),
                ('topics', models.JSONField()),
                ('sources', models.JSONField()),
                ('reported_at', models.DateTimeField()),
                ('cycle', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='cycles.cycle')),
            ],
        ),
        migrations.CreateModel(
            name='Roundtable',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(max_length=20)),
                ('candidate', models.CharField(max_length=20)),
                ('state', models.CharField(default='scheduled', max_length=10)),
                ('starts_at', models.DateTimeField()),
                ('zone', models.CharField(max_length=60)),
                ('minutes', models.PositiveIntegerField()),
                ('place', models.CharField(max_length=200)),
                ('topics', models.JSONField()),
                ('audience', models.CharField(max_length=20)),
                ('press', models.CharField(max_length=24)),
                ('press_because', models.TextField(blank=True)),
                ('slot', models.PositiveIntegerField(blank=True, null=True)),
                ('set_at', models.DateTimeField()),
                ('cycle', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='cycles.cycle')),
            ],
            options={
                'constraints': [models.UniqueConstraint(condition=models.Q(('state', 'scheduled')), fields=('cycle', 'slot'), name='roundtables_one_meeting_per_slot'), models.UniqueConstraint(fields=('cycle', 'code'), name='roundtables_one_code'), models.UniqueConstraint(condition=models.Q(('state', 'scheduled')), fields=('cycle', 'place', 'starts_at'), name='roundtables_one_meeting_per_place_and_time'), models.UniqueConstraint(condition=models.Q(('state', 'scheduled')), fields=('cycle', 'candidate', 'starts_at'), name='roundtables_one_meeting_per_candidate_and_time')],
            },
        ),
        migrations.CreateModel(
            name='Move',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('was_at', models.DateTimeField()),
                ('now_at', models.DateTimeField()),
                ('place_was', models.CharField(max_length=200)),
                ('place_now', models.CharField(max_length=200)),
                ('reason', models.TextField()),
                ('moved_at', models.DateTimeField()),
                ('roundtable', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='moves', to='roundtables.roundtable')),
            ],
        ),
        migrations.CreateModel(
            name='MeetingFile',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveIntegerField()),
                ('kind', models.CharField(max_length=20)),
                ('link', models.CharField(blank=True, max_length=500)),
                ('name', models.CharField(blank=True, max_length=120)),
                ('media', models.CharField(blank=True, max_length=60)),
                ('n_bytes', models.PositiveIntegerField(default=0)),
                ('digest', models.CharField(blank=True, max_length=64)),
                ('shown', models.BooleanField()),
                ('filed_at', models.DateTimeField()),
                ('roundtable', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='files', to='roundtables.roundtable')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('roundtable', 'number'), name='roundtables_one_file_number')],
            },
        ),
        migrations.CreateModel(
            name='Hearing',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('on', models.DateField()),
                ('minutes', models.PositiveIntegerField()),
                ('n_leaders', models.PositiveIntegerField()),
                ('n_members', models.PositiveIntegerField()),
                ('n_questions', models.PositiveIntegerField()),
                ('topics', models.JSONField()),
                ('press', models.CharField(max_length=24)),
                ('summary', models.TextField()),
                ('minutes_text', models.TextField()),
                ('minutes_digest', models.CharField(max_length=64)),
                ('held_at', models.DateTimeField()),
                ('roundtable', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='hearing', to='roundtables.roundtable')),
            ],
        ),
        migrations.AddField(
            model_name='commitment',
            name='roundtable',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='commitments', to='roundtables.roundtable'),
        ),
        migrations.CreateModel(
            name='Cancellation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('reason', models.TextField()),
                ('cancelled_at', models.DateTimeField()),
                ('roundtable', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='cancellation', to='roundtables.roundtable')),
            ],
        ),
        migrations.CreateModel(
            name='Agenda',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField()),
                ('items', models.JSONField()),
                ('minutes_candidate', models.PositiveIntegerField()),
                ('differs_because', models.TextField(blank=True)),
                ('adopted_at', models.DateTimeField()),
                ('roundtable', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='agendas', to='roundtables.roundtable')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('roundtable', 'version'), name='roundtables_one_agenda_version')],
            },
        ),
        migrations.CreateModel(
            name='SlotOffer',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(max_length=20)),
                ('zone', models.CharField(max_length=60)),
                ('closes_at', models.DateTimeField()),
                ('seed_from', models.CharField(max_length=200)),
                ('reason', models.TextField(blank=True)),
                ('offered_at', models.DateTimeField()),
                ('accepted_at', models.DateTimeField(blank=True, null=True)),
                ('cycle', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='cycles.cycle')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('cycle', 'code'), name='roundtables_one_slot_offer_code')],
            },
        ),
        migrations.CreateModel(
            name='Slot',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveIntegerField()),
                ('starts_at', models.DateTimeField()),
                ('minutes', models.PositiveIntegerField()),
                ('room', models.CharField(max_length=200)),
                ('offer', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='slots', to='roundtables.slotoffer')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('offer', 'number'), name='roundtables_one_slot_number')],
            },
        ),
        migrations.CreateModel(
            name='OfferedTo',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('candidate', models.CharField(max_length=20)),
                ('slots', models.JSONField()),
                ('reason', models.TextField(blank=True)),
                ('offered_at', models.DateTimeField()),
                ('offer', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='offered_to', to='roundtables.slotoffer')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('offer', 'candidate'), name='roundtables_slots_offered_once')],
            },
        ),
        migrations.CreateModel(
            name='Draw',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('seed', models.CharField(max_length=200)),
                ('wishes', models.JSONField()),
                ('drawn_at', models.DateTimeField()),
                ('offer', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='draws', to='roundtables.slotoffer')),
            ],
        ),
        migrations.CreateModel(
            name='SlotWish',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('candidate', models.CharField(max_length=20)),
                ('ranked', models.JSONField()),
                ('impossible', models.JSONField()),
                ('wished_at', models.DateTimeField()),
                ('offer', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='wishes', to='roundtables.slotoffer')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('offer', 'candidate'), name='roundtables_one_wish')],
            },
        ),
        migrations.AddConstraint(
            model_name='commitment',
            constraint=models.UniqueConstraint(fields=('roundtable', 'number'), name='roundtables_one_commitment'),
        ),
    ]
