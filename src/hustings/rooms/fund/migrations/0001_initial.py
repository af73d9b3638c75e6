from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='Gift',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('cycle', models.CharField(max_length=60)),
                ('code', models.CharField(max_length=20)),
                ('details', models.JSONField()),
                ('purpose', models.CharField(max_length=200)),
                ('cents', models.PositiveBigIntegerField()),
                ('given_on', models.DateField()),
                ('state', models.CharField(max_length=10)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('cycle', 'code'), name='fund_one_gift_per_code'), models.CheckConstraint(condition=models.Q(('cents__gt', 0)), name='fund_gifts_are_positive')],
            },
        ),
    ]
