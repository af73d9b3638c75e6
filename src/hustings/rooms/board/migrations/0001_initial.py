from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='Motion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('cycle', models.CharField(max_length=60)),
                ('code', models.CharField(max_length=20)),
                ('title', models.CharField(max_length=200)),
                ('about', models.CharField(blank=True, max_length=80)),
                ('question', models.JSONField()),
                ('seats', models.JSONField()),
                ('meeting_on', models.DateField()),
                ('outcome', models.CharField(blank=True, max_length=40)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('cycle', 'code'), name='board_one_motion_per_code')],
            },
        ),
    ]
