"""What a kind of document is: whose object it belongs to, what it asks of its author, how it is
written.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from guize.core.access import Object
from guize.formats.official import Official
from guize.papers.dossier import Dossier

CONFIDENTIAL = frozenset(
    {Object.REPORT, Object.FINDINGS, Object.TRANSFER, Object.DECISION, Object.COMMITTEE_REPORT}
)


@dataclass(frozen=True, slots=True)
class Ask:
    """What the record does not hold and the author supplies. `kind`: text, long, rows (a line for
    each row, its cells apart by |), duty, tier. What is not `needed` may stay empty.
    """

    code: str
    label: Any
    kind: str = "text"
    needed: bool = True
    help: Any = ""
    initial: str = ""


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of document.

    `object` and `action` say who may make it; whoever may view the object may read it. `stream` is
    case or proceeding. `series` names its sequence of numbers (empty: the organ's common one) and
    `word` its part of the number; `is_numbered` false: papers for a court bear none. `about_one`:
    of one unit or person of the proceeding, `is_of_units`: of units alone. `provision` is where
    the regulation asks for it.
    """

    code: str
    name: Any
    object: str
    write: Callable[[Dossier], Official]
    action: str = "A"
    stream: str = "case"
    word: str = ""
    asks: tuple[Ask, ...] = ()
    is_numbered: bool = True
    about_one: bool = False
    is_of_units: bool = False
    provision: str = ""

    @property
    def is_confidential(self) -> bool:
        return self.object in CONFIDENTIAL

    @property
    def series(self) -> str:
        """A confidential kind has its own: a gap in the common one would tell that it exists."""
        return self.code if self.is_confidential else ""
