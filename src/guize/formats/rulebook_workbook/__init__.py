"""The tables of a rulebook as a workbook, and its changed cells back into the Markdown.

A sheet shows one Markdown file in the order of its text: an article with the ids of its sentences,
below it its tables. The first column says what a row is. Only rows of tables may be changed: the
text is there to be read, and a text that comes back otherwise is refused. What is not changed keeps
its characters, so that a workbook that nobody touched gives back the same bytes.
"""

from guize.formats.rulebook_workbook.reading import Returned, TableChange, made_of, returned
from guize.formats.rulebook_workbook.writing import workbook

__all__ = ["Returned", "TableChange", "made_of", "returned", "workbook"]
