"""All rows of a case as plain values, without the ids that a rebuild gives anew."""

from __future__ import annotations

from guize.cases.models import (
    AwaitedOpinion,
    Case,
    CaseScope,
    Duty,
    Instance,
    Matter,
    Party,
)

PARTS = (Matter, Instance, Party, CaseScope, Duty, AwaitedOpinion)


def rows_of(case: Case) -> dict[str, list[dict[str, object]]]:
    found = {"Case": list(Case.objects.filter(id=case.id).values())}
    for model in PARTS:
        rows = [{k: v for k, v in row.items() if k != "id"} for row in of_case(model, case)]
        found[model.__name__] = sorted(rows, key=repr)
    return found


def of_case(model, case: Case):
    return model.objects.filter(case=case).values()
