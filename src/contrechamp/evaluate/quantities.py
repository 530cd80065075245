"""Figures in real news: what was found against what a reader marked, by offsets alone."""

from __future__ import annotations

import gzip
import json
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from contrechamp.errors import DataMissing
from contrechamp.extract.quantities import find_quantities
from contrechamp.extract.quantities.counted import noun_words, singular
from contrechamp.model import Quantity

if TYPE_CHECKING:
    from collections.abc import Callable

    from spacy.tokens import Doc

_CLOSE = 1e-4
"""Relative difference of two values that counts as none; shares are marked with that many decimals."""


@dataclass(frozen=True, slots=True)
class FigureScore:
    """How many of the marked figures were found, and how many of the found ones are right.

    `missed` and `wrong` are readable lines, each with its article.
    """

    marked: int
    found: int
    right: int
    missed: tuple[str, ...] = ()
    wrong: tuple[str, ...] = ()

    @property
    def precision(self) -> float:
        """Right among found, 1.0 when nothing was found."""
        return self.right / self.found if self.found else 1.0

    @property
    def recall(self) -> float:
        """Right among marked, 1.0 when nothing is marked."""
        return self.right / self.marked if self.marked else 1.0


def score(
    gold: Path, articles: Path, *, half: str | None = None, parse: Callable[[str], Doc] | None = None
) -> FigureScore:
    """Precision and recall of the figures with value, unit and counted noun, on the sentences of `gold`.

    `articles` is the gzipped JSON-lines file of the articles; `half` keeps to one half of the sentences; with `parse`
    the counted noun comes from the tree. Raises DataMissing.
    """
    for path in (gold, articles):
        if not path.is_file():
            raise DataMissing("the file is not there", where=str(path))
    sentences = [s for s in tomllib.loads(gold.read_text(encoding="utf-8"))["sentence"] if half in (None, s["half"])]
    texts = _texts(articles, {s["article"] for s in sentences})
    marked = found = right = 0
    missed: list[str] = []
    wrong: list[str] = []
    for sentence in sentences:
        start, end = sentence["span"]
        text = texts[sentence["article"]][start:end]
        quantities = find_quantities(text, doc=parse(text) if parse else None)
        hits, lost, bad, optional = _judge(text, start, sentence["figures"], quantities)
        marked += sum(not figure.get("optional") for figure in sentence["figures"])
        found += len(quantities) - optional
        right += hits
        missed += [f"{sentence['article']}: {line}" for line in lost]
        wrong += [f"{sentence['article']}: {line}" for line in bad]
    return FigureScore(marked, found, right, tuple(missed), tuple(wrong))


def _texts(articles: Path, wanted: set[int]) -> dict[int, str]:
    with gzip.open(articles, "rt", encoding="utf-8") as lines:
        records = (json.loads(line) for line in lines)
        return {record["id"]: record["article"] for record in records if record["id"] in wanted}


def _judge(
    text: str, start: int, figures: list[dict[str, Any]], quantities: Iterable[Quantity]
) -> tuple[int, list[str], list[str], int]:
    """Right ones, lines of missed and of wrong ones, and how many found ones are optional."""
    left = list(quantities)
    right, optional, missed, wrong = 0, 0, [], []
    for figure in sorted(figures, key=lambda f: bool(f.get("optional"))):
        a, b = (at - start for at in figure["number"])
        over = [q for q in left if q.number.start < b and a < q.number.end]
        same = next((q for q in over if _same(text, start, figure, q)), None)
        if figure.get("optional"):
            optional += len(over)
            left = [q for q in left if q not in over]
        elif same:
            right += 1
            left.remove(same)
        else:
            missed.append(f"{text[max(0, a - 30) : b + 30]!r} {figure['value']} got {[_said(text, q) for q in over]}")
    wrong = [f"{text[max(0, q.span.start - 30) : q.span.end + 20]!r} {_said(text, q)}" for q in left]
    return right, missed, wrong, optional


def _said(text: str, q: Quantity) -> str:
    return f"{text[q.span.start : q.span.end]!r} {q.low}..{q.high} {q.unit} {q.counted}"


def _same(text: str, start: int, figure: dict[str, Any], q: Quantity) -> bool:
    values = any(_close(v.get("low"), q.low) and _close(v.get("high"), q.high) for v in figure["value"])
    unjudged = figure.get("any", ())
    unit = "unit" in unjudged or figure.get("unit") == q.unit
    if not (values and unit):
        return False
    if "noun" in unjudged or ("noun" not in figure and q.unit is not None):
        return True
    if "noun" not in figure:
        return q.counted is None
    a, b = (at - start for at in figure["noun"])
    noun = text[a:b]
    return q.counted in (noun.lower(), singular(noun, noun_words("fr")))


def _close(wanted: float | None, got: float | None) -> bool:
    if wanted is None or got is None:
        return wanted is got
    return abs(wanted - got) <= _CLOSE * max(1.0, abs(wanted))
