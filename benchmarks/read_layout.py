"""How often the layout repair gives back the text that was damaged: wrapped, justified, cut into words and pages.

    python benchmarks/read_layout.py ../shared/data/news/articles.jsonl.gz [--articles 400] [--show 20]

Each article is damaged in every way, repaired and held against itself. Printed: the share of articles given back
without one difference, and the places that differ, out of all line breaks.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import re
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from pathlib import Path

from contrechamp.read.layout import repair

PARAGRAPH = re.compile(r"(?<=[.!?])(?=[A-ZÀÉÈ\"«])")
SYLLABLE = re.compile(r"(?<=[aeiouyéèêàâîôû])(?=[bcdfgjklmnpqrstvz][aeiouyéèêàâîôûlr])", re.I)
LEAST_HALF = 2
WIDTHS = (40, 60, 72, 80, 100)


def paragraphs(article: str) -> list[str]:
    """An article's paragraphs, whose breaks the corpus has lost but for the missing space."""
    return [" ".join(part.split()) for part in PARAGRAPH.split(article) if len(part.split()) > 4]


def wrap(paragraph: str, width: int, *, hyphenate: bool) -> list[str]:
    """The lines of a paragraph, greedily filled; with `hyphenate` words are cut between syllables."""
    lines, line = [], ""
    for word in paragraph.split(" "):
        if len(line) + 1 + len(word) <= width or not line:
            line = f"{line} {word}".strip()
            continue
        room = width - len(line) - 2
        head = cut(word, room) if hyphenate else natural_cut(word, room)
        if head:
            lines.append(f"{line} {head}" + ("" if head.endswith("-") else "-"))
            line = word[len(head) :]
        else:
            lines.append(line)
            line = word
    return [*lines, line]


def cut(word: str, room: int) -> str:
    """The longest head of the word that fits, cut between syllables or at its own hyphen."""
    places = [m.start() for m in SYLLABLE.finditer(word) if word.replace("-", "").isalpha()]
    places = [
        p for p in places if LEAST_HALF <= p <= min(room, len(word) - LEAST_HALF - 1) and "-" not in word[p - 1 : p + 1]
    ]
    natural = natural_cut(word, room)
    return max([natural, *(word[:p] for p in places)], key=len)


def natural_cut(word: str, room: int) -> str:
    """The head up to the word's last own hyphen that fits."""
    places = [m.end() for m in re.finditer("-", word) if 1 < m.end() <= room + 1 and m.end() < len(word)]
    return word[: places[-1]] if places and word[places[-1]].isalnum() and word[places[-1] - 2].isalnum() else ""


def justify(lines: list[str], width: int) -> list[str]:
    """Lines stretched to the width by doubled spaces, the last one left."""
    stretched = []
    for short in lines[:-1]:
        line, words = short, short.split(" ")
        missing = width - len(line)
        if len(words) > 1 and 0 < missing < 2 * len(words):
            gaps = [1 + missing // (len(words) - 1) + (i < missing % (len(words) - 1)) for i in range(len(words) - 1)]
            line = "".join(w + " " * g for w, g in zip(words, [*gaps, 0], strict=True))
        stretched.append(line)
    return [*stretched, lines[-1]]


def paginate(text: str, height: int) -> str:
    """The text with three blank lines after every `height` lines."""
    lines = text.split("\n")
    return "\n".join(
        line + ("\n\n\n" if n % height == height - 1 and n + 1 < len(lines) else "") for n, line in enumerate(lines)
    )


def damage(parts: list[str], kind: str, width: int) -> str:
    """An article damaged in one way."""
    hyphenate = "cut" in kind
    blocks = [wrap(part, width, hyphenate=hyphenate) for part in parts]
    if "justified" in kind:
        blocks = [justify(lines, width) for lines in blocks]
    between = "\n" if "tight" in kind else "\n\n"
    text = between.join("\n".join(lines) for lines in blocks)
    return paginate(text, 30) if "pages" in kind else text


KINDS = ("wrapped", "justified", "wrapped cut", "wrapped tight", "wrapped pages", "justified cut pages", "lines")


@dataclass
class Score:
    """What one kind of damage came to. `places` are the differences, `spent` seconds, `size` characters."""

    articles: int = 0
    whole: int = 0
    breaks: int = 0
    places: list[tuple[str, str]] = field(default_factory=list)
    spent: float = 0.0
    size: int = 0


def score(texts: list[str], kind: str) -> Score:
    """The articles damaged in one way, repaired and compared."""
    result, chosen = Score(), random.Random(7)
    for parts in map(paragraphs, texts):
        if len(parts) < 2:
            continue
        expected = re.sub(r"\s*\n\s*", "\n", "\n".join(parts))
        source = "\n".join(parts) if kind == "lines" else damage(parts, kind, chosen.choice(WIDTHS))
        began = time.perf_counter()
        laid = repair(source)
        result.spent += time.perf_counter() - began
        got = re.sub(r"\n+", "\n", laid.text)
        result.articles += 1
        result.size += len(source)
        result.breaks += source.count("\n")
        result.whole += got == expected
        result.places += [] if got == expected else list(differences(expected.split(" "), got.split(" ")))
    return result


def differences(expected: list[str], got: list[str]) -> Iterator[tuple[str, str]]:
    """Where the words differ, each with a word on both sides."""
    for kind, a, b, c, d in SequenceMatcher(None, expected, got, autojunk=False).get_opcodes():
        if kind != "equal":
            yield " ".join(expected[max(0, a - 1) : b + 1]), " ".join(got[max(0, c - 1) : d + 1])


def main() -> None:
    """Prints one row a kind of damage."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("articles", type=Path)
    parser.add_argument("--count", type=int, default=400)
    parser.add_argument("--show", type=int, default=0)
    options = parser.parse_args()
    with gzip.open(options.articles, "rt", encoding="utf-8") as lines:
        texts = [json.loads(line)["article"] for n, line in enumerate(lines) if n % 89 == 3][: options.count]
    for kind in KINDS:
        result = score(texts, kind)
        for expected, got in result.places[: options.show]:
            print(f"    {expected!r} → {got!r}")
        print(
            f"{kind:22} whole {result.whole / result.articles:6.1%}   "
            f"wrong {len(result.places):4} of {result.breaks:6} breaks ({len(result.places) / result.breaks:.2%})   "
            f"{1e6 * result.spent / result.size * 5:.1f} µs/word"
        )


if __name__ == "__main__":
    main()
