"""Which changed figures of revised articles are reported, and which of those reported are one figure in two states."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from contrechamp.compare.copies import find_copies
from contrechamp.compare.revisions import changed_figures
from contrechamp.errors import DataMissing
from contrechamp.evaluate.copies import read_articles
from contrechamp.model import Account, Edit

Place = tuple[int, int, int]
"""Id of an article, and first and last character of a figure in it."""


@dataclass(frozen=True, slots=True)
class RevisionScores:
    """How many figures that changed stand in an edit (`in_edits`), and are told as changed (`reported`); and of the
    edits that are told so, how many are `right` of how many `judged`, by the draw that they come from.

    `examples` says of each marked figure whether it is reported.
    """

    figures: int
    in_edits: int
    reported: int
    right: dict[str, int] = field(default_factory=dict)
    judged: dict[str, int] = field(default_factory=dict)
    examples: dict[str, bool] = field(default_factory=dict)


def score(gold: Path, articles: Path) -> RevisionScores:
    """The scores over a file of marks (`[[figure]]`, `[[edit]]`) on a file of articles. Raises DataMissing."""
    if not gold.is_file():
        raise DataMissing("there is no such file of marks", where=str(gold))
    marks = tomllib.loads(gold.read_text(encoding="utf-8"))
    figures, edits = marks.get("figure", []), marks.get("edit", [])
    ids = {place[0] for mark in (*figures, *edits) for place in (mark["left"], mark["to"])}
    texts = {row["id"]: str(row["article"]) for row in read_articles(articles) if row["id"] in ids}

    @cache
    def edits_of(left: int, right: int) -> tuple[list[Edit], list[Edit]]:
        accounts = {str(name): Account(str(name), texts[name], "fr") for name in (left, right)}
        copies = find_copies(tuple(accounts.values()))
        return [edit for copy in copies for edit in copy.edits], list(changed_figures(copies, accounts))

    def inside(mark: dict[str, Any], number: int) -> bool:
        left, right = tuple(mark["left"]), tuple(mark["to"])
        return any(_covers(edit, left, right) for edit in edits_of(left[0], right[0])[number])

    found = {f"{mark['left']} {mark['to']}": inside(mark, 1) for mark in figures}
    told = [mark for mark in edits if inside(mark, 1)]
    draws = sorted({str(mark.get("draw", 1)) for mark in edits})
    return RevisionScores(
        figures=len(figures),
        in_edits=sum(inside(mark, 0) for mark in figures),
        reported=sum(found.values()),
        right={draw: sum(m["right"] for m in told if str(m.get("draw", 1)) == draw) for draw in draws},
        judged={draw: sum(1 for m in told if str(m.get("draw", 1)) == draw) for draw in draws},
        examples=found,
    )


def _covers(edit: Edit, left: Place, right: Place) -> bool:
    """Whether an edit holds one figure on one side and the other on the other."""
    if edit.left is None or edit.right is None:
        return False
    sides = {side.account: side.span for side in (edit.left, edit.right)}
    return all(
        str(name) in sides and sides[str(name)].start < end and start < sides[str(name)].end
        for name, start, end in (left, right)
    )
