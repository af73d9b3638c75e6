import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='AddedFact',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('cycle', models.CharField(max_length=60)),
                ('code', models.CharField(max_length=20)),
                ('told', models.JSONField()),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('cycle', 'code'), name='press_one_added_fact_per_code')],
            },
        ),
        migrations.CreateModel(
            name='Article',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('cycle', models.CharField(max_length=60)),
                ('code', models.CharField(max_length=20)),
                ('outlet', models.CharField(max_length=120)),
                ('published', models.CharField(blank=True, max_length=21)),
                ('link', models.URLField(blank=True, max_length=400)),
                ('sha256', models.CharField(max_length=64)),
                ('text', models.TextField()),
                ('page_sha256', models.CharField(blank=True, max_length=64)),
                ('findings', models.JSONField(default=list)),
                ('version', models.PositiveSmallIntegerField(default=1)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('cycle', 'code'), name='press_one_article_per_code'), models.UniqueConstraint(fields=('cycle', 'sha256'), name='press_one_article_per_text')],
            },
        ),
        migrations.CreateModel(
            name='Fact',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(max_length=20)),
                ('type', models.CharField(max_length=20)),
                ('tier', models.CharField(max_length=8)),
                ('start', models.PositiveIntegerField()),
                ('end', models.PositiveIntegerField()),
                ('found', models.JSONField()),
                ('state', models.CharField(max_length=10)),
                ('reason', models.CharField(blank=True, max_length=200)),
                ('told', models.JSONField(blank=True, default=dict)),
                ('told_as', models.CharField(blank=True, default='', max_length=60)),
                ('version', models.PositiveSmallIntegerField(default=1)),
                ('lost', models.BooleanField(default=False)),
                ('article', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='facts', to='press.article')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('article', 'code'), name='press_one_fact_per_code')],
            },
        ),
        migrations.CreateModel(
            name='EarlierPlace',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveSmallIntegerField()),
                ('start', models.PositiveIntegerField()),
                ('end', models.PositiveIntegerField()),
                ('found', models.JSONField()),
                ('fact', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='earlier', to='press.fact')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('fact', 'version'), name='press_one_place_per_version')],
            },
        ),
        migrations.CreateModel(
            name='Feed',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('cycle', models.CharField(max_length=60)),
                ('code', models.CharField(max_length=20)),
                ('outlet', models.CharField(max_length=120)),
                ('address', models.URLField(max_length=400)),
                ('minutes', models.PositiveSmallIntegerField()),
                ('etag', models.CharField(blank=True, max_length=400)),
                ('modified', models.CharField(blank=True, max_length=80)),
                ('next_at', models.DateTimeField(null=True)),
                ('asked_at', models.DateTimeField(null=True)),
                ('n_failures', models.PositiveSmallIntegerField(default=0)),
                ('finding', models.JSONField(default=dict)),
                ('ended', models.BooleanField(default=False)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('cycle', 'code'), name='press_one_feed_per_code'), models.UniqueConstraint(fields=('cycle', 'address'), name='press_one_feed_per_address')],
            },
        ),
        migrations.CreateModel(
            name='FeedItem',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(max_length=64)),
                ('title', models.CharField(blank=True, max_length=300)),
                ('link', models.CharField(blank=True, max_length=400)),
                ('seen_at', models.DateTimeField()),
                ('article', models.CharField(blank=True, max_length=20)),
                ('findings', models.JSONField(default=list)),
                ('feed', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='items', to='press.feed')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('feed', 'key'), name='press_one_item_per_key')],
            },
        ),
        migrations.CreateModel(
            name='Name',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('cycle', models.CharField(max_length=60)),
                ('key', models.SlugField(max_length=60)),
                ('kind', models.CharField(max_length=12)),
                ('name', models.CharField(max_length=160)),
                ('aliases', models.JSONField()),
                ('role', models.CharField(blank=True, max_length=20)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('cycle', 'key'), name='press_one_name_per_key')],
            },
        ),
        migrations.CreateModel(
            name='Rejection',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('line', models.JSONField()),
                ('fact', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='rejection', to='press.fact')),
            ],
        ),
        migrations.CreateModel(
            name='EarlierText',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveSmallIntegerField()),
                ('sha256', models.CharField(max_length=64)),
                ('text', models.TextField()),
                ('page_sha256', models.CharField(blank=True, max_length=64)),
                ('replaced_at', models.DateTimeField()),
                ('article', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='earlier', to='press.article')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('article', 'version'), name='press_one_text_per_version')],
            },
        ),
    ]
