import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='Chain',
            fields=[
                ('code', models.CharField(max_length=60, primary_key=True, serialize=False)),
                ('kind', models.CharField(max_length=12)),
                ('title', models.CharField(max_length=200)),
                ('phase', models.CharField(blank=True, max_length=20)),
                ('shift_s', models.BigIntegerField(default=0)),
            ],
        ),
        migrations.CreateModel(
            name='Entry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('seq', models.PositiveIntegerField()),
                ('prev', models.CharField(max_length=64)),
                ('leaf', models.CharField(max_length=64)),
                ('hash', models.CharField(max_length=64)),
                ('chain', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='entries', to='record.chain')),
            ],
            options={
                'ordering': ['chain', 'seq'],
                'constraints': [models.UniqueConstraint(fields=('chain', 'seq'), name='record_one_entry_per_place')],
            },
        ),
        migrations.CreateModel(
            name='Payload',
            fields=[
                ('entry', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, primary_key=True, serialize=False, to='record.entry')),
                ('salt', models.CharField(max_length=32)),
                ('text', models.TextField()),
                ('verb', models.CharField(db_index=True, max_length=60)),
                ('subject', models.CharField(db_index=True, max_length=80)),
                ('visibility', models.CharField(max_length=10)),
            ],
        ),
        migrations.CreateModel(
            name='Withholding',
            fields=[
                ('entry', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, primary_key=True, serialize=False, to='record.entry')),
                ('reason', models.TextField()),
            ],
        ),
    ]
