"""Points of dossiers made out of news articles, drawn at random to be judged by hand.

    python benchmarks/draw_points.py ../shared/data/news/articles.jsonl.gz OUT --seed 1 --points 100

The articles are grouped by `group_events`; the groups are dealt into PARTS parts that share no article, and the draw
of `--part` takes its dossiers (two or three articles each, of two origins or more) out of one part alone, so that what
was read of one part says nothing of another. OUT.json keeps the points as offsets and article ids, with nothing of the
text; OUT.txt shows each as a judge needs it: relation, the reasons' words, the claims in [[ ]] within the sentences
around them.

A point is right when its relation holds of the claims shown, and its reasons' words are what makes it so. Whoever
judges writes the answers beside the offsets (`gold/points_news*.toml`). Offsets count in `article_text`.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import re
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from contrechamp.compare import compare_extractions
from contrechamp.compare.events import digest, group_events
from contrechamp.extract import extract
from contrechamp.model import Account, Extraction, Point, Span

SKIP = 12_000
"""Articles, in the order of the file, out of which the first three draws (`gold/points_news*.toml`) came."""

PARTS = 8
DEAL = 20261120
"""Seed of the deal of the groups into parts. It must stay, or parts that were read mix with parts that were not."""

LARGEST, LONGEST = 8, 4_000
"""Articles of a group, and characters of an article, above which they are left out and cut."""

STATED = ("agree", "conflict", "figures-differ")
_GLUED = re.compile(r"([.!?»])([A-ZÀÉÈÊ«])")

Record = dict[str, str]
Reader = Callable[[Record], Extraction]


@dataclass(frozen=True, slots=True)
class Drawn:
    """One point, the number of its dossier, and the extractions of that dossier by account."""

    dossier: int
    point: Point
    extractions: dict[str, Extraction]


def article_text(record: Record) -> str:
    """Title, heading and article, joined by two line breaks, with a blank after a sentence's end that has none."""
    parts = (record[name].strip() for name in ("title", "heading", "article"))
    return _GLUED.sub(r"\1 \2", "\n\n".join(part for part in parts if part))[:LONGEST]


def read_part(path: Path, part: int) -> list[list[Record]]:
    """The groups of one part, each the articles of one event."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        records = [json.loads(line) for line in lines][SKIP:]
    digests = [
        digest(f"{r['heading']} {r['article']}", title=r["title"], published=date.fromisoformat(r["date"][:10]))
        for r in records
    ]
    groups = [sorted(group) for group in group_events(digests) if 2 <= len(group) <= LARGEST]
    random.Random(DEAL).shuffle(groups)
    return [[records[at] for at in group] for group in groups[part::PARTS]]


def read_article(record: Record) -> Extraction:
    """The extraction of one article."""
    name = str(record["id"])
    return extract(
        Account(name, article_text(record), "fr", name=name, published=date.fromisoformat(record["date"][:10]))
    )


def draw_points(groups: Sequence[Sequence[Record]], rng: random.Random, dossiers: int, read: Reader) -> list[Drawn]:
    """All points that are stated in so many dossiers, drawn out of the groups."""
    found: list[Drawn] = []
    used = 0
    for group in rng.sample(groups, len(groups)):
        if used >= dossiers:
            break
        chosen = rng.sample(group, min(len(group), rng.choice((2, 2, 3))))
        extractions = [read(record) for record in chosen]
        comparison = compare_extractions(extractions)
        if len(comparison.origins) < 2:
            continue
        used += 1
        known = {extraction.account.id: extraction for extraction in extractions}
        stated = (p for p in comparison.points if p.relation.value in STATED and p.origins > 1)
        found += [Drawn(used, point, known) for point in stated]
        print(f"\r{used} dossiers, {len(found)} points", end="", file=sys.stderr)
    print(file=sys.stderr)
    return found


def as_record(drawn: Drawn) -> dict[str, object]:
    """A point as offsets: `claims` and `reasons` give article, start, end."""
    return {
        "dossier": drawn.dossier,
        "relation": drawn.point.relation.value,
        "claims": [[name, span.start, span.end] for name, span in _claims(drawn)],
        "reasons": [
            [reason.code, [[p.account, p.span.start, p.span.end] for p in reason.passages]]
            for reason in drawn.point.reasons
        ],
    }


def as_lines(number: int, drawn: Drawn) -> Iterator[str]:
    """A point to be read: relation, reasons, and each claim in its sentences."""
    yield f"#{number} [dossier {drawn.dossier}] {drawn.point.relation.value}"
    for reason in drawn.point.reasons:
        words = (f"{p.account}: «{_line(drawn.extractions[p.account], p.span)}»" for p in reason.passages)
        yield f"   reason {reason.code}: " + " | ".join(words)
    for name, span in _claims(drawn):
        extraction = drawn.extractions[name]
        claim = next(c for c in extraction.claims if c.span == span)
        stand = next(s.stand.value for s in drawn.point.stands if s.account == name)
        voice = claim.voice.name or claim.voice.kind.value
        yield f"   {name} ({stand}; voice {voice}): {_in_context(extraction, span)}"
    yield ""


def _claims(drawn: Drawn) -> list[tuple[str, Span]]:
    named = {claim.id: claim.span for extraction in drawn.extractions.values() for claim in extraction.claims}
    found = [(stand.account, named[claim]) for stand in drawn.point.stands for claim in stand.claims]
    return list(dict.fromkeys(sorted(found, key=lambda one: (one[0], one[1]))))


def _in_context(extraction: Extraction, span: Span) -> str:
    """The sentence before a claim and its own, the claim in double brackets."""
    places = [at for at, s in enumerate(extraction.sentences) if s.start < span.end and span.start < s.end]
    start = extraction.sentences[max(0, places[0] - 1)].start if places else span.start
    end = extraction.sentences[places[-1]].end if places else span.end
    pieces = [(start, span.start), (span.start, span.end), (span.end, end)]
    before, claim, after = (" ".join(extraction.account.text[a:b].split()) for a, b in pieces)
    return f"{before} [[{claim}]] {after}".strip()


def _line(extraction: Extraction, span: Span) -> str:
    return " ".join(extraction.account.text[span.start : span.end].split())


def main() -> None:
    """Draws, and writes the two files."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("articles", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--part", type=int, default=0, choices=range(PARTS))
    parser.add_argument("--points", type=int, default=100)
    parser.add_argument("--dossiers", type=int, default=60)
    asked = parser.parse_args()
    rng = random.Random(asked.seed)
    found = draw_points(read_part(asked.articles, asked.part), rng, asked.dossiers, read_article)
    write_points(rng.sample(found, min(asked.points, len(found))), asked.out)


def write_points(points: Sequence[Drawn], out: Path) -> None:
    """Writes OUT.json and OUT.txt."""
    records = [as_record(drawn) for drawn in points]
    out.with_suffix(".json").write_text(json.dumps(records, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    lines = [line for number, drawn in enumerate(points) for line in as_lines(number, drawn)]
    out.with_suffix(".txt").write_text("\n".join(lines), encoding="utf-8")


if __name__ == "__main__":
    main()
