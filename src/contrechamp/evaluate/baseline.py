"""A pinned baseline: which examples were right when it was pinned, and what has been gained and lost since."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from contrechamp.errors import DataMissing


@dataclass(frozen=True, slots=True)
class Change:
    """Examples that are right now and were not (`gained`), and the other way round (`lost`), by their names.

    `new` counts the examples that the baseline does not know.
    """

    gained: tuple[str, ...]
    lost: tuple[str, ...]
    new: int


def changed(right: Mapping[str, bool], pinned: Path) -> Change:
    """What changed against a baseline file. Raises DataMissing where it is not there or not a baseline."""
    try:
        before: dict[str, bool] = json.loads(pinned.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise DataMissing(f"not a baseline: {error}", where=str(pinned), remedy="make one with --pin") from error
    known = sorted(before.keys() & right.keys())
    return Change(
        gained=tuple(name for name in known if right[name] and not before[name]),
        lost=tuple(name for name in known if before[name] and not right[name]),
        new=len(right.keys() - before.keys()),
    )


def pin(right: Mapping[str, bool], pinned: Path) -> None:
    """Write the baseline: the examples' names, sorted, with whether each is right."""
    pinned.parent.mkdir(parents=True, exist_ok=True)
    text = json.dumps(dict(sorted(right.items())), ensure_ascii=False, indent=0)
    pinned.write_text(text + "\n", encoding="utf-8")
