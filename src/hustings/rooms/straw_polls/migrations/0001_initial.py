import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='StrawPoll',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('cycle', models.CharField(max_length=60)),
                ('code', models.CharField(max_length=20)),
                ('question', models.CharField(max_length=300)),
                ('options', models.JSONField()),
                ('opens_on', models.DateField()),
                ('closes_on', models.DateField()),
                ('closed_at', models.DateTimeField(blank=True, null=True)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('cycle', 'code'), name='straw_polls_one_poll_per_code')],
            },
        ),
        migrations.CreateModel(
            name='Sheet',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('cycle', models.CharField(max_length=60)),
                ('code', models.CharField(max_length=20)),
                ('local', models.CharField(max_length=20)),
                ('place', models.CharField(max_length=200)),
                ('counts', models.JSONField()),
                ('n_present', models.PositiveIntegerField()),
                ('held_on', models.DateField()),
                ('entered_by', models.CharField(max_length=100)),
                ('entered_at', models.DateTimeField()),
                ('confirmed_by', models.CharField(blank=True, max_length=100)),
                ('confirmed_at', models.DateTimeField(blank=True, null=True)),
                ('recount', models.BooleanField(default=False)),
                ('poll', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='sheets', to='straw_polls.strawpoll')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('cycle', 'code'), name='straw_polls_one_sheet_per_code'), models.UniqueConstraint(fields=('poll', 'local'), name='straw_polls_one_sheet_per_local'), models.CheckConstraint(condition=models.Q(('confirmed_by', models.F('entered_by')), _negated=True), name='straw_polls_two_tellers')],
            },
        ),
    ]
