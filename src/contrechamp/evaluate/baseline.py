"""A pinned baseline: which examples were right when it was pinned, and what has been gained and lost since.

The scores of every kind of gold name their examples in a field, or a method, `examples`: the name is the example's own
words, so that a baseline of texts that are not ours to publish stays where they are.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

import msgspec

from contrechamp.errors import DataMissing, FileUnreadable, said


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
        before = msgspec.json.decode(pinned.read_bytes(), type=dict[str, bool])
    except (OSError, ValueError) as error:
        raise DataMissing(
            said(f"not a baseline: {error}", f"pas une base de comparaison : {error}"),
            where=str(pinned),
            remedy=said("make one with --pin", "en faire une avec --pin"),
        ) from error
    known = sorted(before.keys() & right.keys())
    return Change(
        gained=tuple(name for name in known if right[name] and not before[name]),
        lost=tuple(name for name in known if before[name] and not right[name]),
        new=len(right.keys() - before.keys()),
    )


def named(examples: Iterable[tuple[str, bool]]) -> dict[str, bool]:
    """The examples by their names; one of several with the same name gets a number."""
    seen: Counter[str] = Counter()
    found = {}
    for name, right in examples:
        words = " ".join(name.split())
        seen[words] += 1
        found[words if seen[words] == 1 else f"{words} ({seen[words]})"] = right
    return found


def examples_of(scores: object) -> dict[str, bool]:
    """What a score says of its examples."""
    held = getattr(scores, "examples", {})
    found: dict[str, bool] = held() if callable(held) else held
    return found


def pin(right: Mapping[str, bool], pinned: Path) -> None:
    """Write the baseline: the examples' names, sorted, with whether each is right. Raises FileUnreadable."""
    text = json.dumps(dict(sorted(right.items())), ensure_ascii=False, indent=0)
    try:
        pinned.parent.mkdir(parents=True, exist_ok=True)
        pinned.write_text(text + "\n", encoding="utf-8")
    except OSError as error:
        raise FileUnreadable(
            said(f"cannot be written: {error.strerror}", f"ne s’écrit pas : {error.strerror}"), where=str(pinned)
        ) from error
