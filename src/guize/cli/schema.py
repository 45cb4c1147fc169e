"""`guize schema`: the JSON Schema of a case record."""

from __future__ import annotations

import argparse

from guize.formats.case_record import schema_text


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.description = "guize-case/1 的 JSON Schema / the JSON Schema of guize-case/1"


def run(_: argparse.Namespace) -> int:
    print(schema_text(), end="")
    return 0
