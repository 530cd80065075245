"""Marked sentences: the one format of rules, test cases, documentation and gold.

`Le bilan est d’[[au moins 12 morts|low=12 counted=mort]].` marks a span and what must be read there. A case file has
one sentence a line; `#` names the phenomenon of the lines below, `!` before a sentence marks a known failure. A
sentence without marks is one in which nothing must be found. A value with spaces stands in double quotes.
"""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from contrechamp.model import Span

_MARK = re.compile(r"\[\[(?P<words>.+?)(?:\|(?P<fields>[^\]]*))?\]\]", re.S)


@dataclass(frozen=True, slots=True)
class Mark:
    """One marked span and the fields that must be read there, as strings."""

    span: Span
    fields: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Case:
    """One sentence without its marks, the marks, the phenomenon, its line, and whether it is known to fail."""

    text: str
    marks: tuple[Mark, ...]
    about: str = ""
    line: int = 0
    fails: bool = False


def parse_marked(marked: str) -> Case:
    """The sentence and its marks: `parse_marked("il a [[deux|low=2]] chats").marks[0].span == Span(5, 9)`."""
    text, marks, at = "", [], 0
    for found in _MARK.finditer(marked):
        text += marked[at : found.start()]
        start = len(text)
        text += found["words"]
        marks.append(Mark(Span(start, len(text)), _fields(found["fields"] or "")))
        at = found.end()
    return Case(text + marked[at:], tuple(marks))


def _fields(written: str) -> dict[str, str]:
    lexer = shlex.shlex(written, posix=True)
    lexer.whitespace_split, lexer.quotes, lexer.commenters, lexer.escape = True, '"', "", ""
    return dict(pair.split("=", 1) for pair in lexer)


def read_cases(path: Path) -> Iterator[Case]:
    """The cases of a file, in order."""
    about = ""
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        if line.startswith("#"):
            about = line.lstrip("# ")
        elif line.strip():
            fails = line.startswith("!")
            case = parse_marked(line.removeprefix("!").strip())
            yield Case(case.text, case.marks, about, number, fails)
