import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('cycles', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='HandedIn',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('candidate', models.CharField(max_length=20)),
                ('number', models.PositiveIntegerField()),
                ('digest', models.CharField(max_length=64)),
                ('box', models.JSONField(null=True)),
                ('late', models.BooleanField()),
                ('via', models.CharField(max_length=8)),
                ('handed_in_at', models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name='Opened',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('submission', models.JSONField(null=True)),
                ('handed_in', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='opened', to='questionnaires.handedin')),
            ],
        ),
        migrations.CreateModel(
            name='Questionnaire',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(max_length=20)),
                ('title', models.CharField(max_length=200)),
                ('intro', models.TextField(blank=True)),
                ('questions', models.JSONField()),
                ('top', models.PositiveIntegerField()),
                ('deadline_at', models.DateTimeField()),
                ('state', models.CharField(default='draft', max_length=10)),
                ('drafted_at', models.DateTimeField()),
                ('issued_at', models.DateTimeField(null=True)),
                ('opened_at', models.DateTimeField(null=True)),
                ('published_at', models.DateTimeField(null=True)),
                ('scores_published_at', models.DateTimeField(null=True)),
                ('cycle', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='cycles.cycle')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('cycle', 'code'), name='questionnaires_one_code')],
            },
        ),
        migrations.AddField(
            model_name='handedin',
            name='questionnaire',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='handed_in', to='questionnaires.questionnaire'),
        ),
        migrations.CreateModel(
            name='FirstKey',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('place', models.PositiveIntegerField()),
                ('giver', models.CharField(max_length=60)),
                ('parts', models.JSONField()),
                ('begun_at', models.DateTimeField()),
                ('questionnaire', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='first_key', to='questionnaires.questionnaire')),
            ],
        ),
        migrations.CreateModel(
            name='DeadlineMove',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('was_at', models.DateTimeField()),
                ('now_at', models.DateTimeField()),
                ('reason', models.TextField()),
                ('moved_at', models.DateTimeField()),
                ('questionnaire', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='moves', to='questionnaires.questionnaire')),
            ],
        ),
        migrations.CreateModel(
            name='Custodian',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('place', models.PositiveIntegerField()),
                ('who', models.CharField(max_length=200)),
                ('holder', models.CharField(max_length=60)),
                ('public_key', models.CharField(max_length=64)),
                ('given_at', models.DateTimeField()),
                ('questionnaire', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='custodians', to='questionnaires.questionnaire')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('questionnaire', 'place'), name='questionnaires_one_key_a_place'), models.UniqueConstraint(fields=('questionnaire', 'holder'), name='questionnaires_one_key_a_person'), models.UniqueConstraint(fields=('questionnaire', 'public_key'), name='questionnaires_no_key_twice')],
            },
        ),
        migrations.CreateModel(
            name='Reminder',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('on', models.DateField()),
                ('candidates', models.JSONField()),
                ('questionnaire', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='reminders', to='questionnaires.questionnaire')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('questionnaire', 'on'), name='questionnaires_one_reminder_a_day')],
            },
        ),
        migrations.CreateModel(
            name='ScoreSheet',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('assessor', models.CharField(max_length=60)),
                ('candidate', models.CharField(max_length=20)),
                ('points', models.JSONField()),
                ('note', models.TextField(blank=True)),
                ('entered_at', models.DateTimeField()),
                ('questionnaire', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='sheets', to='questionnaires.questionnaire')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('questionnaire', 'assessor', 'candidate'), name='questionnaires_one_sheet_each')],
            },
        ),
        migrations.AddConstraint(
            model_name='handedin',
            constraint=models.UniqueConstraint(fields=('questionnaire', 'candidate', 'number'), name='questionnaires_one_number_a_version'),
        ),
    ]
