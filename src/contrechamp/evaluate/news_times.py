"""How often `find_times` reads the times of real news right, against marks that hold only offsets and values.

A found time is right when it overlaps a marked one and has its TIMEX3 value; `exact` counts those with the same span.
What readers could mark differently (`unsure`) counts neither way.
"""

from __future__ import annotations

import gzip
import json
import tomllib
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import msgspec

from contrechamp.errors import DataMissing
from contrechamp.extract.times import find_times
from contrechamp.model import Time


class MarkedSentence(msgspec.Struct, frozen=True):
    """One sentence of the gold: the article, the sentence's characters in it, and the times marked."""

    article: int
    sentence: tuple[int, int]
    part: str
    times: tuple[tuple[int, int, str], ...] = ()
    unsure: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class NewsScore:
    """Counts over all sentences. `misses` holds one line for each time that was missed, wrong or made up."""

    sentences: int
    marked: int
    found: int
    right: int
    exact: int
    misses: tuple[str, ...]

    @property
    def precision(self) -> float:
        """The part of what was found that is right."""
        return self.right / self.found if self.found else 1.0

    @property
    def recall(self) -> float:
        """The part of what is marked that was found with its value."""
        return self.right / self.marked if self.marked else 1.0


def score_news(gold: Path | str, articles: Path | str, part: str | None = None) -> NewsScore:
    """The score of the marked news sentences, of one part (`dev`, `held`) or of all. Raises DataMissing."""
    sentences = _sentences(Path(gold), part)
    texts = _articles(Path(articles), {s.article for s in sentences})
    marked = found = right = exact = 0
    misses: list[str] = []
    for sentence in sentences:
        text, published = texts[sentence.article]
        start, end = sentence.sentence
        times = [t for t in find_times(text, reference=published) if t.span.start < end and start < t.span.end]
        times = [t for t in times if not _unsure(t, sentence)]
        marked, found = marked + len(sentence.times), found + len(times)
        hits = [_hit(mark, times) for mark in sentence.times]
        right += sum(hit is not None for hit in hits)
        exact += sum(
            h is not None and (h.span.start, h.span.end) == m[:2] for h, m in zip(hits, sentence.times, strict=True)
        )
        misses += _misses(sentence, times, hits, text)
    return NewsScore(len(sentences), marked, found, right, exact, tuple(misses))


def _sentences(gold: Path, part: str | None) -> list[MarkedSentence]:
    if not gold.is_file():
        raise DataMissing("the gold file is not there", where=str(gold))
    rows = tomllib.loads(gold.read_text(encoding="utf-8"))["sentence"]
    sentences = msgspec.convert(rows, list[MarkedSentence])
    return [s for s in sentences if part is None or s.part == part]


def _articles(path: Path, wanted: set[int]) -> dict[int, tuple[str, date]]:
    if not path.is_file():
        raise DataMissing("the news articles are not there", where=str(path))
    kept = {}
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            if row["id"] in wanted:
                kept[row["id"]] = row["article"], date.fromisoformat(row["date"])
    return kept


def _overlaps(time: Time, start: int, end: int) -> bool:
    return time.span.start < end and start < time.span.end


def _unsure(time: Time, sentence: MarkedSentence) -> bool:
    """Whether a found time touches only what is unsure."""
    on_marks = any(_overlaps(time, start, end) for start, end, _ in sentence.times)
    return not on_marks and any(_overlaps(time, start, end) for start, end in sentence.unsure)


def _hit(mark: tuple[int, int, str], times: list[Time]) -> Time | None:
    return next((t for t in times if _overlaps(t, *mark[:2]) and t.timex == mark[2]), None)


def _misses(sentence: MarkedSentence, times: list[Time], hits: list[Time | None], text: str) -> list[str]:
    missed = [
        f"{text[start:end]!r} is {timex}"
        for (start, end, timex), hit in zip(sentence.times, hits, strict=True)
        if not hit
    ]
    extra = [f"{text[t.span.start : t.span.end]!r} read as {t.timex}" for t in times if t not in hits]
    return (
        [f"{sentence.article}: missed {'; '.join(missed) or '-'} · found {'; '.join(extra) or '-'}"]
        if missed or extra
        else []
    )
