from django.db import migrations, models


def mark(apps, schema_editor):
    """Cases of a justice bureau that are there already."""
    bureaus = apps.get_model("organisation", "Organ").objects.filter(role="justice_bureau")
    for tenant, organ in bureaus.values_list("tenant", "id"):
        scopes = apps.get_model("cases", "CaseScope").objects.filter(tenant=tenant, unit=str(organ))
        concerned = scopes.filter(ground="party").values("case")
        apps.get_model("cases", "Case").objects.filter(id__in=concerned).update(
            concerns_bureau=True
        )


class Migration(migrations.Migration):
    dependencies = [("cases", "0002_duty_snapshots"), ("organisation", "0001_initial")]

    operations = [
        migrations.AddField(
            model_name="case", name="concerns_bureau", field=models.BooleanField(default=False)
        ),
        migrations.AlterField(
            model_name="casescope",
            name="ground",
            field=models.CharField(
                choices=[
                    ("party", "Party"),
                    ("agenda", "Agenda"),
                    ("transferred", "Transferred"),
                    ("reviewer", "Reviewer"),
                ],
                default="party",
                max_length=12,
            ),
        ),
        migrations.RunPython(mark, migrations.RunPython.noop, elidable=True),
    ]
