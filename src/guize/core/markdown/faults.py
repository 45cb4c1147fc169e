"""What is wrong with a rulebook: every fault with its file, line and cause, collected and raised
at once.
"""

from __future__ import annotations

from dataclasses import dataclass, field

MOST_FAULTS = 200


@dataclass(frozen=True, slots=True)
class Place:
    """A line of a file, counted from 1; 0 means the file as a whole."""

    file: str
    line: int = 0


@dataclass(frozen=True, slots=True)
class Fault:
    """A fault as a legal officer reads it; `english` is the same cause in English."""

    file: str
    line: int
    cause: str
    english: str = ""

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.cause}"


class RulebookError(ValueError):
    """A rulebook that cannot be used; `faults` lists everything found, by file and line."""

    def __init__(self, faults: tuple[Fault, ...]) -> None:
        super().__init__("\n".join(map(str, faults)))
        self.faults = faults


@dataclass
class Faults:
    """Collects faults while a rulebook is read, so that its author sees all of them."""

    found: list[Fault] = field(default_factory=list)

    def add(self, place: Place, cause: str, english: str) -> None:
        if len(self.found) < MOST_FAULTS:
            self.found.append(Fault(place.file, place.line, cause, english))

    def raise_if_any(self) -> None:
        """Raises RulebookError if something was found."""
        if self.found:
            order = sorted(self.found, key=lambda fault: (fault.file, fault.line))
            raise RulebookError(tuple(dict.fromkeys(order)))
