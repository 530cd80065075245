"""Texts with marked names from three collections: old newspapers, and titles and lines of Wikipedia."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from spacy.language import Language
from spacy.scorer import Scorer
from spacy.training import Example

from .student import Schedule

CONFIG = Path(__file__).with_name("entities.cfg")
FIRST = Schedule(epochs=3)
SCHEDULE = Schedule(epochs=5)
KINDS = ("PER", "ORG", "LOC")
NO_BLANK_BEFORE = re.compile(r"^[.,)\]%…]")
NO_BLANK_AFTER = re.compile(r"(?:['’(\[]|^[cdjlmnst]['’]|^(?:qu|Qu|jusqu|lorsqu)['’])$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Marked:
    """A text and its names: (start, end, kind)."""

    text: str
    names: tuple[tuple[int, int, str], ...]


Word = tuple[str, str, bool]
"""A word, its tag in BIO or IO, and whether a blank follows."""


def assemble(words: Sequence[Word]) -> Marked:
    """The text of the words, with the spans of their tags; other kinds than ours are left out."""
    text, names, open_at, kind = "", [], 0, ""
    last = 0
    for word, tag, blank in words:
        head, _, name = tag.partition("-")
        goes_on = head == "I" and name == kind
        if kind and not goes_on:
            names.append((open_at, last, kind))
            kind = ""
        if name in KINDS and not goes_on:
            open_at, kind = len(text), name
        text += word
        last = len(text)
        text += " " if blank else ""
    if kind:
        names.append((open_at, last, kind))
    return Marked(text.rstrip(), tuple(names))


def spaced(words: Sequence[tuple[str, str]]) -> list[Word]:
    """Words with the blanks that French would put between them."""
    rows = []
    for i, (word, tag) in enumerate(words):
        following = words[i + 1][0] if i + 1 < len(words) else ""
        blank = not NO_BLANK_AFTER.search(word) and not NO_BLANK_BEFORE.match(following)
        rows.append((word, tag, blank))
    return rows


def read_europeana(path: Path, *, size: int = 120) -> Iterator[Marked]:
    """Passages of about `size` words, cut after a full stop."""
    group: list[tuple[str, str]] = []
    for line in path.read_text(encoding="utf-8").splitlines():
        word, _, tag = line.rpartition(" ")
        if not word:
            continue
        group.append((word, tag))
        if len(group) >= size and word == ".":
            yield assemble(spaced(group))
            group = []
    if group:
        yield assemble(spaced(group))


def read_newseye(path: Path) -> Iterator[Marked]:
    """The documents of a HIPE-2022 file, in passages that end with their sentences, words cut at line ends mended."""
    group: list[Word] = []
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith(("TOKEN\t", "#")) or not line.strip():
            if group:
                yield assemble(group)
                group = []
            continue
        word, tag, *_, misc = line.split("\t")
        blank = "NoSpaceAfter" not in misc or ("EndOfLine" in misc and not word.endswith("¬"))
        group.append((word.rstrip("¬") or word, tag, blank))
        if "EndOfSentence" in misc and len(group) > 80:
            yield assemble(group)
            group = []
    if group:
        yield assemble(group)


def read_wikiann(path: Path) -> Iterator[Marked]:
    """The lines of WikiANN that are sentences: titles and redirections are names alone and teach nothing but lists."""
    for block in path.read_text(encoding="utf-8").split("\n\n"):
        words = []
        for line in block.splitlines():
            word, _, tag = line.partition("\t")
            words.append((re.sub(r"''+|\]\]|\[\[", "", word.removeprefix("fr:")), tag.strip()))
        words = [pair for pair in words if pair[0]]
        plain = sum(tag == "O" and word.islower() for word, tag in words)
        if plain >= 4 and words[0][0] != "REDIRECTION":
            yield assemble(spaced(words))


def read_all(folder: Path) -> tuple[list[tuple[Marked, int]], list[Marked]]:
    """What is trained on, with how often an epoch shows it; and a tenth of WikiANN dev, to choose weights by."""
    lines = list(read_wikiann(folder / "wikiann_fr_dev.tsv"))
    shown = [
        (read_europeana(folder / "europeana_fr.bio"), 1),
        (read_newseye(folder / "HIPE-2022-v2.1-newseye-dev-fr.tsv"), 2),
        (read_wikiann(folder / "wikiann_fr_train.tsv"), 1),
        (lines[: len(lines) * 9 // 10], 1),
    ]
    return [(each, times) for group, times in shown for each in group], lines[len(lines) * 9 // 10 :]


def shuffled(marked: Sequence[tuple[Marked, int]], rng: random.Random) -> list[Marked]:
    """The texts of one epoch."""
    chosen = [each for each, times in marked for _ in range(times)]
    rng.shuffle(chosen)
    return chosen


def examples(nlp: Language, marked: Iterable[Marked], rng: random.Random | None = None) -> Iterator[Example]:
    """Training examples with entities alone; now and then in other apostrophes or capitals."""
    for each in marked:
        text = each.text
        if rng and rng.random() < 0.4:
            text = text.replace("'", "’")
        if rng and rng.random() < 0.4:
            text = _quotes(text, rng.choice(("“”", "«»")))
        if rng and rng.random() < 0.03 and len(text.upper()) == len(text):
            text = text.upper()
        doc = nlp.make_doc(text)
        spans = [doc.char_span(start, end, label=kind, alignment_mode="expand") for start, end, kind in each.names]
        doc.set_ents(_apart([span for span in spans if span is not None]), default="outside")
        yield Example(nlp.make_doc(text), doc)


def _quotes(text: str, marks: str) -> str:
    """The text with opening and closing marks in place of straight ones, as long as before."""
    pieces = text.split('"')
    return "".join(piece + (marks[i % 2] if i + 1 < len(pieces) else "") for i, piece in enumerate(pieces))


def _apart(spans: Sequence) -> list:
    """The spans without those that touch words of an earlier one."""
    kept: list = []
    for span in spans:
        if not kept or span.start >= kept[-1].end:
            kept.append(span)
    return kept


def scorer(gold: Sequence[Marked]) -> Callable[[Language], tuple[float, str]]:
    """A measure on marked texts: F of exact spans with their kind, and of spans that touch one of their kind."""

    def measure(nlp: Language) -> tuple[float, str]:
        exact, touching = f_scores(nlp, gold)
        kinds = " ".join(f"{kind} {100 * exact['ents_per_type'].get(kind, {'f': 0})['f']:.1f}" for kind in KINDS)
        return exact["ents_f"], f"exact {100 * exact['ents_f']:.1f} overlap {100 * touching:.1f} ({kinds})"

    return measure


def f_scores(nlp: Language, gold: Sequence[Marked]) -> tuple[dict[str, Any], float]:
    """spaCy's scores of exact spans, and the F of spans that touch one of their kind."""
    pairs = list(examples(nlp, gold))
    for each, doc in zip(pairs, nlp.pipe([each.predicted for each in pairs]), strict=True):
        each.predicted = doc
    return Scorer.score_spans(pairs, "ents"), overlap([(each.predicted.ents, each.reference.ents) for each in pairs])


def overlap(pairs: Sequence[tuple[Sequence, Sequence]]) -> float:
    """F of spans that share a character with a span of the same kind on the other side."""

    def touched(left: Sequence, right: Sequence) -> int:
        return sum(
            any(a.label_ == b.label_ and a.start_char < b.end_char and b.start_char < a.end_char for b in right)
            for a in left
        )

    found = sum(len(left) for left, _ in pairs)
    wanted = sum(len(right) for _, right in pairs)
    precision = sum(touched(left, right) for left, right in pairs) / max(1, found)
    recall = sum(touched(right, left) for left, right in pairs) / max(1, wanted)
    return 2 * precision * recall / max(1e-9, precision + recall)
