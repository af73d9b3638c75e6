import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='Import',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(max_length=20, unique=True)),
                ('locals_digest', models.CharField(max_length=64)),
                ('members_digest', models.CharField(max_length=64)),
                ('n_locals', models.PositiveIntegerField()),
                ('n_members', models.PositiveIntegerField()),
                ('n_new', models.PositiveIntegerField()),
                ('n_changed', models.PositiveIntegerField()),
                ('n_left', models.PositiveIntegerField()),
                ('imported_at', models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name='Local',
            fields=[
                ('code', models.CharField(max_length=20, primary_key=True, serialize=False)),
                ('number', models.CharField(blank=True, max_length=20)),
                ('name', models.CharField(max_length=80)),
                ('city', models.CharField(blank=True, max_length=80)),
                ('state', models.CharField(blank=True, max_length=2)),
            ],
        ),
        migrations.CreateModel(
            name='Snapshot',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('cycle', models.CharField(max_length=60, unique=True)),
                ('code', models.CharField(max_length=20)),
                ('record_on', models.DateField()),
                ('rule', models.JSONField()),
                ('n_members', models.PositiveIntegerField()),
                ('n_eligible', models.PositiveIntegerField()),
                ('n_not_eligible', models.JSONField()),
                ('by_local', models.JSONField()),
                ('salt', models.CharField(max_length=32)),
                ('digest', models.CharField(max_length=64)),
                ('frozen_at', models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name='SnapshotMember',
            fields=[
                ('pk', models.CompositePrimaryKey('snapshot', 'number', blank=True, editable=False, primary_key=True, serialize=False)),
                ('number', models.CharField(max_length=32)),
                ('local', models.CharField(max_length=20)),
                ('reason', models.CharField(blank=True, max_length=20)),
                ('snapshot', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='members', to='roll.snapshot')),
            ],
        ),
        migrations.CreateModel(
            name='LocalCount',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('status', models.CharField(max_length=12)),
                ('n_members', models.PositiveIntegerField()),
                ('local', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='counts', to='roll.local')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('local', 'status'), name='roll_one_count_per_status')],
            },
        ),
        migrations.CreateModel(
            name='Member',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.CharField(max_length=32)),
                ('state', models.CharField(blank=True, max_length=2)),
                ('status', models.CharField(max_length=12)),
                ('joined_on', models.DateField()),
                ('paid_until', models.DateField(blank=True, null=True)),
                ('email', models.CharField(blank=True, max_length=120)),
                ('local', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='members', to='roll.local')),
            ],
            options={
                'indexes': [models.Index(fields=['local', 'number'], name='roll_members_of_a_local')],
                'constraints': [models.UniqueConstraint(fields=('number',), name='roll_one_row_per_number')],
            },
        ),
        migrations.CreateModel(
            name='SnapshotLocal',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('local', models.CharField(max_length=20)),
                ('n_members', models.PositiveIntegerField()),
                ('n_eligible', models.PositiveIntegerField()),
                ('snapshot', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='electorate', to='roll.snapshot')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('snapshot', 'local'), name='roll_one_count_per_local')],
            },
        ),
    ]
