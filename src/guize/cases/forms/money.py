"""Amounts as people write them: yuan with at most two decimals in, integer fen out."""

from __future__ import annotations

import re
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

AMOUNT = re.compile(r"(?P<number>\d{1,13}(\.\d{1,2})?)(?P<wan>万)?元?")


def fen(text: str) -> int:
    """300000, 300,000.50, 30万元 → fen. Raises `ValidationError` that says how to write it."""
    found = AMOUNT.fullmatch(re.sub(r"[,,\s]", "", text))
    if found is None:
        raise ValidationError(_("金额请写成 300000 或 300000.50(元),也可写 30万"))
    return int(Decimal(found["number"]) * (1_000_000 if found["wan"] else 100))


def yuan_text(amount: object) -> str:
    """Fen back to what the field shows: 30000050 → 300000.50."""
    return f"{Decimal(int(str(amount))) / 100:.2f}"
