"""How well a pile of accounts falls into events: BCubed against known groups."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from contrechamp.compare.events import digest, group_events
from contrechamp.errors import DataMissing


@dataclass(frozen=True, slots=True)
class EventScores:
    """BCubed precision, recall and F1 (Bagga & Baldwin 1998) over the texts of all groups in one pot.

    An example is an event: right where its texts are one group, with no other text in it.
    """

    texts: int
    wanted: int
    found: int
    precision: float
    recall: float
    f1: float
    torn: tuple[str, ...] = ()
    examples: dict[str, bool] = field(default_factory=dict)


def score(folder: Path, language: str = "fr") -> EventScores:
    """The scores over a folder with one file per event, one text a line. `torn` names the events in several groups.

    Raises DataMissing.
    """
    files = sorted(folder.glob("*.phrases")) if folder.is_dir() else []
    if not files:
        raise DataMissing("there are no files *.phrases", where=str(folder), remedy="name the folder of events")
    texts, wanted = [], []
    for file in files:
        lines = [line.strip() for line in file.read_text(encoding="utf-8").splitlines() if line.strip()]
        texts += lines
        wanted += [file.stem] * len(lines)
    groups = group_events([digest(text, language=language) for text in texts])
    return _scores(wanted, groups)


def _scores(wanted: Sequence[str], groups: Sequence[Sequence[int]]) -> EventScores:
    sizes = Counter(wanted)
    precision = recall = 0.0
    seen: Counter[str] = Counter()
    mixed: set[str] = set()
    for group in groups:
        inside = Counter(wanted[at] for at in group)
        seen.update(inside.keys())
        mixed |= inside.keys() if len(inside) > 1 else set()
        for event, count in inside.items():
            precision += count * count / len(group)
            recall += count * count / sizes[event]
    precision, recall = precision / len(wanted), recall / len(wanted)
    torn = tuple(sorted(event for event, number in seen.items() if number > 1))
    f1 = 2 * precision * recall / (precision + recall)
    examples = {event: event not in torn and event not in mixed for event in sorted(sizes)}
    return EventScores(len(wanted), len(sizes), len(groups), precision, recall, f1, torn, examples)
