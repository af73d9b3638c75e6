from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='PressTerms',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('cycle', models.CharField(max_length=60)),
                ('version', models.PositiveIntegerField()),
                ('register', models.TextField()),
                ('hours_before', models.PositiveIntegerField()),
                ('contact', models.CharField(max_length=200)),
                ('notes', models.TextField(blank=True)),
                ('reason', models.TextField(blank=True)),
                ('adopted_at', models.DateTimeField()),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('cycle', 'version'), name='releases_one_version_of_press_terms')],
            },
        ),
        migrations.CreateModel(
            name='Release',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('cycle', models.CharField(max_length=60)),
                ('code', models.CharField(max_length=20)),
                ('kind', models.CharField(blank=True, max_length=20)),
                ('audience', models.CharField(max_length=10)),
                ('about', models.CharField(max_length=80)),
                ('title', models.CharField(max_length=200)),
                ('text', models.TextField()),
                ('differs_because', models.TextField(blank=True)),
                ('dropped_because', models.TextField(blank=True)),
                ('drafted_by', models.CharField(max_length=40)),
                ('writers', models.JSONField(default=list)),
                ('issued_at', models.DateTimeField(null=True)),
                ('mailed_at', models.DateTimeField(null=True)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('cycle', 'code'), name='releases_one_per_code')],
            },
        ),
    ]
