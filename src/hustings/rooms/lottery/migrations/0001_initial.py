import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('cycles', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Lottery',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(max_length=20)),
                ('roundtable', models.CharField(max_length=20)),
                ('candidate', models.CharField(max_length=20)),
                ('state', models.CharField(max_length=10)),
                ('seats', models.PositiveIntegerField()),
                ('n_tables', models.PositiveIntegerField()),
                ('quotas', models.JSONField()),
                ('caps', models.JSONField()),
                ('statuses', models.JSONField()),
                ('closes_at', models.DateTimeField()),
                ('n_listed', models.PositiveIntegerField()),
                ('n_invited', models.PositiveIntegerField()),
                ('list_digest', models.CharField(max_length=64)),
                ('plan_digest', models.CharField(blank=True, max_length=64)),
                ('fixed_digest', models.CharField(blank=True, max_length=64)),
                ('transcript_digest', models.CharField(blank=True, max_length=64)),
                ('secret', models.CharField(max_length=64)),
                ('invite_secret', models.CharField(blank=True, max_length=64)),
                ('salt', models.CharField(max_length=64)),
                ('opened_at', models.DateTimeField()),
                ('cycle', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='cycles.cycle')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('cycle', 'code'), name='lottery_one_code'), models.UniqueConstraint(condition=models.Q(('state', 'cancelled'), _negated=True), fields=('cycle', 'roundtable'), name='lottery_one_for_a_roundtable')],
            },
        ),
        migrations.CreateModel(
            name='Invited',
            fields=[
                ('pk', models.CompositePrimaryKey('lottery', 'number', blank=True, editable=False, primary_key=True, serialize=False)),
                ('number', models.CharField(max_length=32)),
                ('lottery', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='invited', to='lottery.lottery')),
            ],
        ),
        migrations.CreateModel(
            name='Passing',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveIntegerField()),
                ('leaves', models.CharField(max_length=20)),
                ('comes', models.CharField(blank=True, max_length=20)),
                ('off', models.PositiveIntegerField()),
                ('passed_at', models.DateTimeField()),
                ('lottery', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='passings', to='lottery.lottery')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('lottery', 'number'), name='lottery_one_passing_a_number'), models.UniqueConstraint(fields=('lottery', 'leaves'), name='lottery_leaves_once')],
            },
        ),
        migrations.CreateModel(
            name='SlotDraw',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('offer', models.CharField(max_length=20)),
                ('digest', models.CharField(max_length=64)),
                ('secret', models.CharField(max_length=64)),
                ('outside', models.CharField(blank=True, max_length=200)),
                ('seed', models.CharField(blank=True, max_length=64)),
                ('fixed_at', models.DateTimeField()),
                ('cycle', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='cycles.cycle')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('cycle', 'offer'), name='lottery_one_draw_an_offer')],
            },
        ),
        migrations.CreateModel(
            name='Volunteer',
            fields=[
                ('pk', models.CompositePrimaryKey('lottery', 'number', blank=True, editable=False, primary_key=True, serialize=False)),
                ('number', models.CharField(max_length=32)),
                ('code', models.CharField(blank=True, max_length=20)),
                ('comes', models.BooleanField()),
                ('answered_at', models.DateTimeField()),
                ('lottery', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='volunteers', to='lottery.lottery')),
            ],
            options={
                'constraints': [models.UniqueConstraint(condition=models.Q(('code', ''), _negated=True), fields=('lottery', 'code'), name='lottery_one_volunteer_a_code')],
            },
        ),
    ]
