from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='ReportedPoll',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('cycle', models.CharField(max_length=60)),
                ('code', models.CharField(max_length=20)),
                ('name', models.CharField(max_length=200)),
                ('method', models.TextField()),
                ('opened_on', models.CharField(blank=True, max_length=21)),
                ('closed_on', models.CharField(blank=True, max_length=21)),
                ('population', models.CharField(max_length=200)),
                ('n', models.PositiveIntegerField(null=True)),
                ('results', models.JSONField()),
                ('sources', models.JSONField()),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('cycle', 'code'), name='estimates_one_poll_per_code')],
            },
        ),
    ]
