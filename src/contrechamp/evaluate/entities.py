"""Actors against gold: who is meant, mention by mention; and names (person, place, organisation) on marked corpora.

Gold of actors is a TOML file of offsets (`gold/entities_news.toml`) over articles that are not shipped. Names are
scored on HIPE-2022 TSV files.
"""

from __future__ import annotations

import gzip
import json
import re
import tomllib
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path

import msgspec

from contrechamp.errors import DataMissing
from contrechamp.extract.actors import find_actors
from contrechamp.extract.actors.lexicon import find_known
from contrechamp.extract.actors.names import find_named
from contrechamp.extract.tree import read_tree
from contrechamp.model import Actor, ActorKind

_GLUED = re.compile(r"([.!?»\"])([A-ZÉÀ\"«-])")
_LABELS = {ActorKind.PERSON: "PER", ActorKind.PLACE: "LOC", ActorKind.COUNTRY: "LOC", ActorKind.ORGANISATION: "ORG"}


class Rate(msgspec.Struct, frozen=True):
    """`right` of `marked` (what the program said) and `found` of `wanted` (what the gold asks)."""

    right: int = 0
    marked: int = 0
    found: int = 0
    wanted: int = 0

    @property
    def precision(self) -> float:
        """Share of the program's marks that are right, 0 to 1."""
        return self.right / self.marked if self.marked else 0.0

    @property
    def recall(self) -> float:
        """Share of the gold's marks that were found, 0 to 1."""
        return self.found / self.wanted if self.wanted else 0.0

    @property
    def f1(self) -> float:
        """Harmonic mean of both."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


class ActorScore(msgspec.Struct, frozen=True):
    """All mentions, by how they are mentioned, and the misses, one line each: article, offsets, words, key."""

    all: Rate
    by_via: dict[str, Rate]
    wrong: tuple[str, ...]
    missed: tuple[str, ...]


class Marked(msgspec.Struct, frozen=True):
    """One mention of the gold: half-open span, key; optional ones are not asked for, nor held against the program."""

    span: tuple[int, int]
    key: str
    optional: bool = False


class Passage(msgspec.Struct, frozen=True):
    """The first characters of an article, up to `end`, with all their mentions."""

    article: int
    end: int
    half: str
    mentions: tuple[Marked, ...]


def score(gold: Path, articles: Path, half: str | None = None, language: str = "fr") -> ActorScore:
    """The actors of the program against `gold`, on the texts of `articles` (gzipped JSON lines). Raises DataMissing.

    A mark is right when it overlaps one of the gold for the same actor: the same key, or one whose words are part of
    the other's (`organisation:mairie`, `organisation:mairie-lille`).
    """
    from contrechamp.extract.syntax import parse

    passages = [p for p in read_gold(gold) if half in (None, p.half)]
    texts, dates = article_texts(articles, {p.article for p in passages})
    totals: dict[str, list[int]] = {}
    wrong, missed = [], []
    for passage in passages:
        text = texts[passage.article][: passage.end]
        doc = parse(text, language=language)
        doc.user_data["reference"] = dates[passage.article]
        actors = find_actors(doc, language=language)
        for actor in actors:
            over = [m for m in passage.mentions if m.span[0] < actor.span.end and actor.span.start < m.span[1]]
            fine = any(same_actor(m.key, actor.key) for m in over)
            if not fine and over and all(m.optional for m in over):
                continue
            _count(totals, actor.via.value, right=fine, marked=True)
            if not fine:
                wrong.append(_line(passage, text, actor.span.start, actor.span.end, f"{actor.key} {actor.via.value}"))
        for mark in passage.mentions:
            if mark.optional:
                continue
            hit = any(same_actor(mark.key, a.key) for a in _over(actors, mark))
            _count(totals, "all", found=hit, wanted=True)
            if not hit:
                missed.append(_line(passage, text, *mark.span, mark.key))
    rates = {name: Rate(*numbers) for name, numbers in sorted(totals.items())}
    marks = [rate for name, rate in rates.items() if name != "all"]
    asked = rates.get("all", Rate())
    whole = Rate(sum(r.right for r in marks), sum(r.marked for r in marks), asked.found, asked.wanted)
    return ActorScore(whole, {name: r for name, r in rates.items() if name != "all"}, tuple(wrong), tuple(missed))


def _count(
    totals: dict[str, list[int]], name: str, *, right: bool = False, marked: bool = False, found: bool = False,
    wanted: bool = False,
) -> None:  # fmt: skip
    numbers = totals.setdefault(name, [0, 0, 0, 0])
    for place, what in enumerate((right, marked, found, wanted)):
        numbers[place] += what


def _over(actors: Iterable[Actor], mark: Marked) -> Iterator[Actor]:
    return (a for a in actors if a.span.start < mark.span[1] and mark.span[0] < a.span.end)


def _line(passage: Passage, text: str, start: int, end: int, said: str) -> str:
    return f"{passage.article}:{start}-{end} {text[start:end]!r} {said}"


def same_actor(left: str, right: str) -> bool:
    """Whether two keys name one actor: equal, or of one kind with all words of one among the other's."""
    if left == right:
        return True
    (kind, said), (other, heard) = left.split(":", 1), right.split(":", 1)
    if kind == "country" or other == "country":
        return False
    one, two = set(said.split("-")), set(heard.split("-"))
    return kind == other and (one <= two or two <= one)


def read_gold(path: Path) -> tuple[Passage, ...]:
    """The passages of a gold file. Raises DataMissing."""
    if not path.is_file():
        raise DataMissing("the gold file is not there", where=str(path))
    return msgspec.convert(tomllib.loads(path.read_text(encoding="utf-8"))["passage"], tuple[Passage, ...])


def article_texts(path: Path, wanted: set[int]) -> tuple[dict[int, str], dict[int, date]]:
    """The texts of some articles by id (title, heading and body, glued sentences parted), and their dates."""
    if not path.is_file():
        raise DataMissing("the articles are not there", where=str(path), remedy="see shared/data/README.md")
    found: dict[int, str] = {}
    dates: dict[int, date] = {}
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            article = json.loads(line)
            if article["id"] in wanted:
                body = _GLUED.sub(r"\1 \2", article["article"])
                found[article["id"]] = f"{article['title']}\n\n{article['heading']}\n\n{body}"
                dates[article["id"]] = date.fromisoformat(article["date"])
    return found, dates


# ---------------------------------------------------------------- names on HIPE-2022 files


class NameScore(msgspec.Struct, frozen=True):
    """Names of the bare pipeline, and with the lists: exact spans and labels, and any overlap with the same label."""

    pipeline_exact: Rate
    pipeline_loose: Rate
    listed_exact: Rate
    listed_loose: Rate


def score_names(path: Path, language: str = "fr", limit: int | None = None) -> NameScore:
    """Names of persons, places and organisations in a HIPE-2022 TSV file, or its first `limit` documents.

    Raises DataMissing.
    """
    from contrechamp.extract.syntax import parse

    if not path.is_file():
        raise DataMissing("the file is not there", where=str(path))
    counts: dict[str, list[int]] = {}
    for number, (text, wanted) in enumerate(_hipe(path)):
        if limit is not None and number >= limit:
            break
        doc = parse(text, language=language)
        bare = {(e.start_char, e.end_char, e.label_) for e in doc.ents if e.label_ in ("PER", "LOC", "ORG")}
        tree = read_tree(doc)
        named = find_named(tree, sorted(bare), find_known(text, language), language)
        ours = {(n.start, n.end, _LABELS[n.kind]) for n in named if n.kind in _LABELS}
        for name, said in (("pipeline", bare), ("listed", ours)):
            for way in ("exact", "loose"):
                _tally(counts.setdefault(f"{name}_{way}", [0, 0, 0, 0]), said, wanted, way == "loose")
    return NameScore(**{name: Rate(*numbers) for name, numbers in counts.items()})


_Label = tuple[int, int, str]


def _tally(numbers: list[int], said: set[_Label], wanted: set[_Label], loose: bool) -> None:
    def among(one: _Label, others: set[_Label]) -> bool:
        if not loose:
            return one in others
        return any(one[0] < o[1] and o[0] < one[1] and one[2] == o[2] for o in others)

    numbers[0] += sum(among(one, wanted) for one in said)
    numbers[1] += len(said)
    numbers[2] += sum(among(one, said) for one in wanted)
    numbers[3] += len(wanted)


def _hipe(path: Path) -> Iterator[tuple[str, set[_Label]]]:
    """Text and labels of each document of a HIPE-2022 TSV file."""
    text, labels, start, label = "", set[_Label](), 0, ""
    rows = path.read_text(encoding="utf-8").splitlines()[1:]
    for row in [*rows, "# hipe2022:document_id = end"]:
        if row.startswith("# hipe2022:document_id"):
            if text:
                yield text, _kept(labels, start, label, text)
            text, labels, start, label = "", set(), 0, ""
        elif row and not row.startswith("#"):
            cells = row.split("\t")
            tag = cells[1]
            if label and not tag.startswith("I-"):
                labels.add((start, len(text.rstrip()), label))
                label = ""
            if tag.startswith("B-"):
                start, label = len(text), tag[2:].upper()
            text += cells[0] + ("" if "NoSpaceAfter" in cells[-1] else " ")


def _kept(labels: set[_Label], start: int, label: str, text: str) -> set[_Label]:
    last = {(start, len(text.rstrip()), label)} if label else set()
    return {one for one in labels | last if one[2] in ("PER", "LOC", "ORG")}
