from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='Endorsement',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('cycle', models.CharField(max_length=60)),
                ('endorser', models.CharField(max_length=160)),
                ('level', models.CharField(max_length=12)),
                ('endorsee', models.CharField(blank=True, max_length=120)),
                ('outcome', models.CharField(max_length=20)),
                ('on', models.CharField(max_length=21)),
                ('by', models.CharField(blank=True, max_length=160)),
                ('what', models.TextField()),
                ('sources', models.JSONField()),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('cycle', 'endorser', 'endorsee', 'outcome', 'on'), name='endorsements_one_act_once')],
            },
        ),
    ]
