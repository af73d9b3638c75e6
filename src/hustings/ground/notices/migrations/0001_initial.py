import django.db.models.deletion
import django.db.models.functions.text
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='Outbox',
            fields=[
                ('cycle', models.CharField(max_length=60, primary_key=True, serialize=False)),
                ('held', models.BooleanField(default=False)),
            ],
        ),
        migrations.CreateModel(
            name='Stopped',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('address', models.EmailField(max_length=254)),
                ('kind', models.CharField(max_length=40)),
                ('stopped_at', models.DateTimeField()),
            ],
            options={
                'constraints': [models.UniqueConstraint(models.F('kind'), django.db.models.functions.text.Lower('address'), name='notices_stopped_once'), models.CheckConstraint(condition=models.Q(('kind', ''), _negated=True), name='notices_stopped_kind')],
            },
        ),
        migrations.CreateModel(
            name='Wave',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('cycle', models.CharField(max_length=60)),
                ('code', models.CharField(max_length=20)),
                ('title', models.CharField(max_length=200)),
                ('per_minute', models.PositiveIntegerField()),
                ('state', models.CharField(default='prepared', max_length=10)),
                ('opened_at', models.DateTimeField()),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('cycle', 'code'), name='notices_one_code')],
            },
        ),
        migrations.CreateModel(
            name='Letter',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('cycle', models.CharField(db_index=True, max_length=60)),
                ('about', models.CharField(max_length=80)),
                ('kind', models.CharField(blank=True, max_length=40)),
                ('to', models.EmailField(max_length=254)),
                ('subject', models.CharField(max_length=200)),
                ('text', models.TextField()),
                ('language', models.CharField(default='en', max_length=2)),
                ('calendar', models.TextField(blank=True)),
                ('stop_page', models.TextField(blank=True)),
                ('stop_digest', models.CharField(blank=True, db_index=True, max_length=64)),
                ('state', models.CharField(db_index=True, default='waiting', max_length=12)),
                ('n_tries', models.PositiveIntegerField(default=0)),
                ('problem', models.CharField(blank=True, max_length=200)),
                ('message_id', models.CharField(blank=True, db_index=True, max_length=200)),
                ('answer', models.CharField(blank=True, max_length=500)),
                ('queued_at', models.DateTimeField()),
                ('tried_at', models.DateTimeField(null=True)),
                ('again_at', models.DateTimeField(null=True)),
                ('sent_at', models.DateTimeField(null=True)),
                ('resends', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='resent_as', to='notices.letter')),
                ('wave', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='letters', to='notices.wave')),
            ],
            options={
                'indexes': [models.Index(fields=['wave', 'tried_at'], name='notices_pace')],
            },
        ),
    ]
