import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('cycles', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Candidacy',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(max_length=20)),
                ('name', models.CharField(max_length=120)),
                ('party', models.CharField(blank=True, max_length=80)),
                ('added_at', models.DateTimeField()),
                ('cycle', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='cycles.cycle')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('cycle', 'code'), name='candidates_one_code'), models.UniqueConstraint(fields=('cycle', 'name'), name='candidates_one_name')],
            },
        ),
        migrations.CreateModel(
            name='Contact',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=120)),
                ('email', models.EmailField(max_length=254)),
                ('role', models.CharField(blank=True, max_length=80)),
                ('language', models.CharField(default='en', max_length=2)),
                ('added_at', models.DateTimeField()),
                ('candidacy', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='contacts', to='candidates.candidacy')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('candidacy', 'email'), name='candidates_one_contact_per_address')],
            },
        ),
        migrations.CreateModel(
            name='Picture',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('digest', models.CharField(max_length=64)),
                ('media', models.CharField(max_length=20)),
                ('alt', models.CharField(max_length=300)),
                ('credit', models.CharField(max_length=120)),
                ('licence', models.CharField(max_length=120)),
                ('kept_at', models.DateTimeField()),
                ('candidacy', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='pictures', to='candidates.candidacy')),
            ],
        ),
        migrations.CreateModel(
            name='StatusChange',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('status', models.CharField(max_length=12)),
                ('on', models.CharField(max_length=21)),
                ('note', models.TextField(blank=True)),
                ('replaced_by', models.CharField(blank=True, max_length=20)),
                ('sources', models.JSONField()),
                ('changed_at', models.DateTimeField()),
                ('candidacy', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='changes', to='candidates.candidacy')),
            ],
        ),
    ]
