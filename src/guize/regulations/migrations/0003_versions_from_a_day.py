from django.db import migrations, models
from django.db.models import F, Q, UniqueConstraint


def from_their_first_day(apps, schema_editor):
    rows = apps.get_model("regulations", "RulebookVersion").objects
    rows.update(since=F("valid_from"))


class Migration(migrations.Migration):

    dependencies = [("regulations", "0002_changes_of_the_law")]

    operations = [
        migrations.AddField("rulebookversion", "scenarios", models.JSONField(default=dict)),
        migrations.AddField("rulebookversion", "change", models.UUIDField(null=True)),
        migrations.AddField("rulebookversion", "since", models.DateField(null=True)),
        migrations.RunPython(from_their_first_day, migrations.RunPython.noop),
        migrations.AlterField("rulebookversion", "since", models.DateField()),
        migrations.RemoveConstraint("rulebookversion", "regulations_text_once"),
        migrations.RemoveConstraint("rulebookversion", "regulations_one_active_text"),
        migrations.AddConstraint(
            "rulebookversion",
            UniqueConstraint(
                fields=["tenant", "pack", "content_hash", "since"], name="regulations_text_once"
            ),
        ),
        migrations.AddConstraint(
            "rulebookversion",
            UniqueConstraint(
                fields=["tenant", "pack", "since"],
                condition=Q(is_active=True),
                name="regulations_one_active_text",
            ),
        ),
        migrations.AlterField(
            "lawchange",
            "kind",
            models.CharField(
                choices=[
                    ("calendar_year", "放假安排"),
                    ("county_days", "本县放假日"),
                    ("interpretation", "解释"),
                    ("rulebook", "规则包"),
                ],
                max_length=20,
            ),
        ),
        migrations.AlterField(
            "lawchange",
            "status",
            models.CharField(
                choices=[
                    ("proposed", "待审核"),
                    ("adopted", "已施行"),
                    ("returned", "已退回"),
                    ("withdrawn", "已撤回"),
                ],
                default="proposed",
                max_length=10,
            ),
        ),
    ]
