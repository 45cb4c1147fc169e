import django.db.models.deletion
from django.db import migrations, models

import guize.ledger.identifiers

PROTECT = django.db.models.deletion.PROTECT


class Migration(migrations.Migration):
    dependencies = [("organisation", "0002_stand_in")]

    operations = [
        migrations.CreateModel(
            name="Handover",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=guize.ledger.identifiers.new_id, primary_key=True, serialize=False
                    ),
                ),
                ("event", models.UUIDField()),
                ("items", models.JSONField(default=list)),
                ("note", models.CharField(blank=True, max_length=1000)),
                ("handed_on", models.DateField()),
                ("accepted_on", models.DateField(null=True)),
                (
                    "appointment",
                    models.ForeignKey(
                        on_delete=PROTECT,
                        related_name="handovers",
                        to="organisation.appointment",
                    ),
                ),
                (
                    "giver",
                    models.ForeignKey(
                        on_delete=PROTECT, related_name="handed_on", to="organisation.person"
                    ),
                ),
                (
                    "receiver",
                    models.ForeignKey(
                        on_delete=PROTECT, related_name="received", to="organisation.person"
                    ),
                ),
                ("tenant", models.ForeignKey(on_delete=PROTECT, to="organisation.tenant")),
            ],
            options={
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(
                        fields=("tenant", "id"), name="organisation_handover_of_tenant"
                    )
                ],
            },
        ),
    ]
