"""Decision tables: compiled to *cell code → rows*, proven without gap, overlap or dead row,
looked up.

Every condition cuts its fact into finitely many cells, with unknown as the last one. The
mixed-radix number of a case's cells (first column slowest) gives the rows that hit for certain
and those that may still hit; so the row is the explanation, and the columns that tell the
remaining rows apart are the questions still open.
"""

from guize.core.tables.answering import ask_all, ask_one
from guize.core.tables.asking import Hits, look_up, row_ids
from guize.core.tables.cells import (
    Demand,
    TableError,
    TableFault,
    cell_of,
    column_of,
    condition_of,
    holds,
    strange_code,
)
from guize.core.tables.compiling import MOST_CODES, compile_table

__all__ = [
    "MOST_CODES",
    "Demand",
    "Hits",
    "TableError",
    "TableFault",
    "ask_all",
    "ask_one",
    "cell_of",
    "column_of",
    "compile_table",
    "condition_of",
    "holds",
    "look_up",
    "row_ids",
    "strange_code",
]
