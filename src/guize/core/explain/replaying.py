"""An explanation that can be checked: the rows that were read and the facts they were asked of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from guize.core.answers import TableAnswer
from guize.core.facts import CaseFacts, FactValue
from guize.core.rulebook import Rulebook
from guize.core.tables import ask_one


@dataclass(frozen=True, slots=True)
class Explained:
    """What an answer rests on: table, row ids, and the value of every fact asked; None: unknown."""

    table: str
    about: str
    rows: tuple[str, ...]
    possible: tuple[str, ...]
    facts: Mapping[str, FactValue]


def explained(said: TableAnswer, facts: CaseFacts, rulebook: Rulebook) -> Explained:
    """The basis of an answer of a table; `facts` are those that `examine` gave with it."""
    columns = rulebook.tables[said.table].columns
    asked = {column.fact: facts.value(column.fact, said.about) for column in columns}
    return Explained(said.table, said.about, said.rows, said.possible, asked)


def replay(basis: Explained, rulebook: Rulebook, result: str = "") -> TableAnswer:
    """The answer anew from the explanation alone, without the record it came from."""
    return ask_one(rulebook.tables[basis.table], basis.facts.get, about=basis.about, result=result)
