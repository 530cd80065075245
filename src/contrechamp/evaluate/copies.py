"""How well copies are found: groups of identical articles, and the edits of same-day revisions."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from hashlib import blake2b
from itertools import combinations
from pathlib import Path
from typing import Any

from contrechamp.compare.duplicates import find_identical, find_versions, group_pairs, sketch
from contrechamp.errors import DataMissing


@dataclass(frozen=True, slots=True)
class CopyScores:
    """Groups of identical articles against a reference, counted in groups and in pairs.

    A reference group counts where its articles have a text in common; `headline_only` counts the others, which share a
    headline but no text. `versions` are pairs that are one article but for edits.
    """

    articles: int
    groups: int
    recall: float
    precision: float
    headline_only: int
    versions: int
    missed: tuple[tuple[str, ...], ...] = ()
    unasked: tuple[tuple[str, ...], ...] = ()
    examples: dict[str, bool] = field(default_factory=dict)


def score(articles: Path, reference: Path | None = None) -> CopyScores:
    """The scores over a file of articles (JSON lines, may be gzipped) with a file of groups beside it.

    A group is a line `12.json,57.json`; default: `identical.txt` in the same folder. Raises DataMissing.
    """
    names, sketches, same = [], [], []
    for row in read_articles(articles):
        names.append(str(row["id"]))
        sketches.append(sketch(str(row["article"])))
        same.append(blake2b("".join(str(row["article"]).split()).encode(), digest_size=16).digest())
    found = [tuple(names[at] for at in group) for group in find_identical(sketches)]
    wanted, headline_only = _with_text(read_groups(reference or articles.parent / "identical.txt"), names, same)
    return _scores(names, found, wanted, headline_only, len(find_versions(sketches)))


def _scores(
    names: Sequence[str],
    found: Sequence[tuple[str, ...]],
    wanted: Sequence[tuple[str, ...]],
    headline_only: int,
    versions: int,
) -> CopyScores:
    found_pairs, wanted_pairs = _pairs(found), _pairs(wanted)
    missed = tuple(group for group in wanted if not _pairs([group]) <= found_pairs)
    unasked = tuple(group for group in found if not _pairs([group]) <= wanted_pairs)
    return CopyScores(
        articles=len(names),
        groups=len(wanted),
        recall=1 - len(missed) / max(1, len(wanted)),
        precision=1 - len(unasked) / max(1, len(found)),
        headline_only=headline_only,
        versions=versions,
        missed=missed,
        unasked=unasked,
        examples={",".join(group): group not in missed for group in wanted},
    )


def _pairs(groups: Iterable[tuple[str, ...]]) -> set[tuple[str, str]]:
    return {(min(pair), max(pair)) for group in groups for pair in combinations(group, 2)}


def _with_text(
    groups: Iterable[Sequence[str]], names: Sequence[str], same: Sequence[bytes]
) -> tuple[list[tuple[str, ...]], int]:
    """The reference groups cut down to articles of one text, and how many groups have none."""
    place = {name: at for at, name in enumerate(names)}
    kept: list[tuple[str, ...]] = []
    without = 0
    for group in groups:
        members = [place[name] for name in group if name in place]
        pairs = [(i, j) for i, j in combinations(range(len(members)), 2) if same[members[i]] == same[members[j]]]
        parts = group_pairs(len(members), pairs)
        kept += [tuple(names[members[at]] for at in part) for part in parts]
        without += not parts
    return kept, without


def read_articles(path: Path) -> Iterator[dict[str, Any]]:
    """The rows of a file of articles, one at a time."""
    if not path.is_file():
        raise DataMissing("there is no such file of articles", where=str(path), remedy="name the folder with --data")
    if path.suffix == ".gz":
        with gzip.open(path, "rt", encoding="utf-8") as packed:
            yield from map(json.loads, packed)
    else:
        with path.open(encoding="utf-8") as lines:
            yield from map(json.loads, lines)


def read_groups(path: Path) -> list[list[str]]:
    """The groups of a reference file, as ids without their ending."""
    if not path.is_file():
        raise DataMissing("there is no such file of groups", where=str(path), remedy="name the folder with --data")
    return [[name.split(".")[0] for name in line.split(",")] for line in path.read_text().split() if line]
