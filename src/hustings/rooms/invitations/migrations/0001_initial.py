import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('cycles', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='DeadlineMove',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('was_at', models.DateTimeField()),
                ('now_at', models.DateTimeField()),
                ('reason', models.TextField()),
                ('invitations', models.JSONField()),
                ('moved_at', models.DateTimeField()),
                ('cycle', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='cycles.cycle')),
            ],
        ),
        migrations.CreateModel(
            name='LoggedContact',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('candidate', models.CharField(max_length=20)),
                ('kind', models.CharField(max_length=8)),
                ('on', models.CharField(max_length=21)),
                ('who', models.CharField(max_length=200)),
                ('what', models.TextField()),
                ('sources', models.JSONField()),
                ('logged_at', models.DateTimeField()),
                ('cycle', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='cycles.cycle')),
            ],
        ),
        migrations.CreateModel(
            name='Offer',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(max_length=20)),
                ('candidate', models.CharField(max_length=20)),
                ('text', models.TextField()),
                ('minutes', models.PositiveIntegerField()),
                ('n_slots', models.PositiveIntegerField()),
                ('audience', models.CharField(max_length=20)),
                ('deadline_at', models.DateTimeField()),
                ('differs_because', models.TextField(blank=True)),
                ('sent_at', models.DateTimeField()),
                ('cycle', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='cycles.cycle')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('cycle', 'code'), name='invitations_one_code'), models.UniqueConstraint(fields=('cycle', 'candidate'), name='invitations_one_offer_per_candidate')],
            },
        ),
        migrations.CreateModel(
            name='Reminder',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('on', models.DateField()),
                ('offer', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='reminders', to='invitations.offer')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('offer', 'on'), name='invitations_one_reminder_a_day')],
            },
        ),
        migrations.CreateModel(
            name='Reply',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('answer', models.CharField(max_length=12)),
                ('words', models.TextField(blank=True)),
                ('slot', models.CharField(blank=True, max_length=200)),
                ('via', models.CharField(max_length=8)),
                ('late', models.BooleanField()),
                ('scan_name', models.CharField(blank=True, max_length=120)),
                ('scan_type', models.CharField(blank=True, max_length=40)),
                ('scan_digest', models.CharField(blank=True, max_length=64)),
                ('received_at', models.DateTimeField()),
                ('entered_at', models.DateTimeField()),
                ('offer', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='replies', to='invitations.offer')),
            ],
        ),
        migrations.CreateModel(
            name='ReportedInvitation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('candidate', models.CharField(max_length=20)),
                ('on', models.CharField(max_length=21)),
                ('status', models.CharField(max_length=200)),
                ('what', models.TextField()),
                ('sources', models.JSONField()),
                ('reported_at', models.DateTimeField()),
                ('cycle', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='cycles.cycle')),
            ],
        ),
        migrations.CreateModel(
            name='StandardTerms',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField()),
                ('text', models.TextField()),
                ('minutes', models.PositiveIntegerField()),
                ('n_slots', models.PositiveIntegerField()),
                ('audience', models.CharField(max_length=20)),
                ('deadline_at', models.DateTimeField()),
                ('adopted_at', models.DateTimeField()),
                ('cycle', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='cycles.cycle')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('cycle', 'version'), name='invitations_one_version')],
            },
        ),
        migrations.CreateModel(
            name='Told',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('words', models.TextField()),
                ('told_at', models.DateTimeField()),
                ('offer', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='told', to='invitations.offer')),
            ],
        ),
    ]
