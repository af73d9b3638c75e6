import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('cycles', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Question',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveIntegerField()),
                ('text', models.TextField()),
                ('asked_by', models.CharField(blank=True, max_length=80)),
                ('state', models.CharField(default='waiting', max_length=10)),
                ('because', models.TextField(blank=True)),
                ('cycle', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='cycles.cycle')),
                ('merged_into', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='merged', to='questions.question')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('cycle', 'number'), name='questions_one_number')],
            },
        ),
        migrations.CreateModel(
            name='Collection',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('opened_at', models.DateTimeField()),
                ('closes_at', models.DateTimeField()),
                ('n_each', models.PositiveIntegerField()),
                ('statuses', models.JSONField()),
                ('closed_at', models.DateTimeField(blank=True, null=True)),
                ('cycle', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='cycles.cycle')),
            ],
        ),
        migrations.CreateModel(
            name='Support',
            fields=[
                ('pk', models.CompositePrimaryKey('question', 'voice', blank=True, editable=False, primary_key=True, serialize=False)),
                ('voice', models.CharField(db_index=True, max_length=64)),
                ('question', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='supports', to='questions.question')),
            ],
        ),
        migrations.CreateModel(
            name='Table',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('roundtable', models.CharField(max_length=20)),
                ('candidate', models.CharField(max_length=20)),
                ('n_voices', models.PositiveIntegerField()),
                ('placed', models.JSONField()),
                ('voices_file', models.TextField()),
                ('fixed_at', models.DateTimeField()),
                ('departs_because', models.TextField(blank=True)),
                ('cycle', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='cycles.cycle')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('cycle', 'roundtable'), name='questions_one_order_a_roundtable')],
            },
        ),
        migrations.CreateModel(
            name='Choice',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveIntegerField()),
                ('outcome', models.CharField(blank=True, max_length=20)),
                ('minute', models.CharField(blank=True, max_length=200)),
                ('link', models.CharField(blank=True, max_length=500)),
                ('question', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='choices', to='questions.question')),
                ('table', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='choices', to='questions.table')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('table', 'question'), name='questions_chosen_once'), models.UniqueConstraint(fields=('table', 'number'), name='questions_one_choice_a_number')],
            },
        ),
        migrations.CreateModel(
            name='Proposal',
            fields=[
                ('question', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, primary_key=True, related_name='proposal', serialize=False, to='questions.question')),
                ('cycle', models.CharField(max_length=60)),
                ('voice', models.CharField(max_length=64)),
            ],
            options={
                'indexes': [models.Index(fields=['cycle', 'voice'], name='questions_of_a_voice')],
            },
        ),
    ]
