"""What the command line prints: Spanish or English for people, or one JSON object."""

import json as json_text
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from rich.console import Console as RichConsole
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn
from rich.table import Table
from rich.text import Text

from schemas.errors import SeamosError

if TYPE_CHECKING:
    from etl.run import Progress as Report

_WIDE = 180


class Console:
    """Where a command says what it did."""

    def __init__(self, json: bool, language: str) -> None:
        self.json = json
        self.language = "en" if language == "en" else "es"
        width = None if sys.stdout.isatty() else _WIDE
        self._out = RichConsole(highlight=False, soft_wrap=True, width=width)
        self._err = RichConsole(stderr=True, highlight=False, soft_wrap=True)

    def say(self, es: str, en: str) -> None:
        """One line for people; silent with --json. The text is never read as markup."""
        if not self.json:
            self._out.print(Text(en if self.language == "en" else es))

    def result(self, content: Mapping[str, Any]) -> None:
        """The JSON object of a command; silent without --json."""
        if self.json:
            sys.stdout.write(json_text.dumps(content, ensure_ascii=False, default=str) + "\n")

    def fail(self, error: SeamosError) -> None:
        """A known error: one line, and the same in the JSON object."""
        self.result({"error": error.text(self.language)})
        self._err.print(Text(error.text(self.language).replace("\n", " ")))

    def table(self, headings: Sequence[tuple[str, str]], rows: Sequence[Sequence[object]]) -> None:
        """A table for people; headings as (Spanish, English), numbers aligned to the right."""
        if self.json:
            return
        table = Table(show_edge=False, pad_edge=False)
        for position, (es, en) in enumerate(headings):
            numeric = all(isinstance(row[position], int) for row in rows) and bool(rows)
            table.add_column(
                en if self.language == "en" else es, justify="right" if numeric else "left", overflow="fold"
            )
        for row in rows:
            table.add_row(*(Text(str(cell)) for cell in row))
        self._out.print(table)

    @contextmanager
    def progress(self) -> "Iterator[Report]":
        """Progress bars on the terminal; nothing where there is none, or with --json."""
        bar = Progress(
            TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), console=self._err,
            disable=self.json or not self._err.is_terminal,
        )  # fmt: skip
        tasks: dict[str, TaskID] = {}

        def report(what: str, done: int, total: int) -> None:
            if what not in tasks:
                tasks[what] = bar.add_task(what, total=total)
            bar.update(tasks[what], completed=done, total=total)

        with bar:
            yield report
