"""Voices and certainty against gold: contents, speakers, cues, modes, FactBank values.

Gold comes as a folder of brat files (novels: `Citation`, `Entite`, `Introducteur`) or as TOML with offsets into news
articles (`gold/attribution_news.toml`). A content counts as found where it shares enough of its words with a predicted
one: 0.3 (loose) and 0.8 (strict), the two measures of the published French system (Soumah et al. 2023).
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from contrechamp.errors import DataMissing
from contrechamp.evaluate.baseline import named
from contrechamp.model import Actor, Claim, Mode, Span, Via, Voice
from contrechamp.text.fold import fold_words

LOOSE, STRICT = 0.3, 0.8
_WORD = re.compile(r"\w+")
_EMPTY = frozenset(
    [
        "le",
        "la",
        "les",
        "l",
        "un",
        "une",
        "des",
        "de",
        "du",
        "d",
        "et",
        "en",
        "au",
        "aux",
        "son",
        "sa",
        "ses",
        "ce",
        "cette",
        "cet",
        "que",
        "qui",
    ]
)


@dataclass(frozen=True, slots=True)
class Said:
    """One gold content: its spans, speaker and cue, mode, and the words that a pronoun or an unsaid speaker takes
    up.
    """

    content: tuple[Span, ...]
    speaker: Span | None = None
    cue: Span | None = None
    mode: str | None = None
    refers: Span | None = None


@dataclass(frozen=True, slots=True)
class GoldText:
    """A text with all that is marked in it; `sure` are the clauses that are not CT+."""

    name: str
    text: str
    said: tuple[Said, ...]
    sure: tuple[tuple[Span, str], ...] = ()
    part: str = ""


@dataclass(frozen=True, slots=True)
class Rate:
    """Precision, recall and F1 as shares of 1, with the counts behind them."""

    precision: float
    recall: float
    f1: float
    right: int
    predicted: int
    gold: int


@dataclass(frozen=True, slots=True)
class Scores:
    """What was found of the gold; `speaker`, `cue` and `mode` are shares of the contents that were matched loosely.

    `references` is the recall of speakers behind a pronoun or left unsaid, over all such contents; `references_right`
    the precision, over those of them that were found and given a name. `certainty` is the
    share of right values over the marked clauses and the claims beside them, `certainty_marked` over the marked alone.
    """

    loose: Rate
    strict: Rate
    speaker: float
    speaker_strict: float
    cue: float
    references: float
    mode: float
    certainty: float
    certainty_marked: float
    texts: int
    references_right: float = 0.0
    missed: tuple[str, ...] = ()
    wrong: tuple[str, ...] = ()
    examples: dict[str, bool] = field(default_factory=dict)


@dataclass(slots=True)
class _Counts:
    loose: int = 0
    strict: int = 0
    predicted: int = 0
    gold: int = 0
    speaker: list[bool] = field(default_factory=list)
    speaker_strict: list[bool] = field(default_factory=list)
    cue: list[bool] = field(default_factory=list)
    references: list[bool] = field(default_factory=list)
    linked: list[bool] = field(default_factory=list)
    mode: list[bool] = field(default_factory=list)
    sure: list[bool] = field(default_factory=list)
    marked: list[bool] = field(default_factory=list)
    missed: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    examples: list[tuple[str, bool]] = field(default_factory=list)


def score(path: Path, *, part: str | None = None, news: Path | None = None, language: str = "fr") -> Scores:
    """Scores of a brat folder or of a TOML file of offsets. `part` chooses `build` or `kept`; `news` is the corpus
    file.

    Raises DataMissing where the gold or the texts it counts in are not there.
    """
    return score_texts(read_gold(path, part=part, news=news), language=language, quoted_only=path.is_dir())


def score_texts(texts: Iterable[GoldText], *, language: str = "fr", quoted_only: bool = False) -> Scores:
    """The same for texts in memory; `quoted_only` leaves out indirect speech, which brat gold does not mark."""
    counts, number = _Counts(), 0
    for number, gold in enumerate(texts, start=1):  # noqa: B007
        _score_text(gold, counts, language, quoted_only=quoted_only)
    return _summed(counts, number)


def _score_text(gold: GoldText, counts: _Counts, language: str, *, quoted_only: bool) -> None:
    from contrechamp.extract.actors import find_actors
    from contrechamp.extract.claims import find_claims
    from contrechamp.extract.syntax import parse
    from contrechamp.extract.tree import read_tree
    from contrechamp.extract.voices import find_attributions

    doc = parse(gold.text, language=language)
    actors = find_actors(doc, language=language)
    found = list(find_attributions(read_tree(doc), language=language, actors=actors))
    if quoted_only:
        found = [a for a in found if a.mode == Mode.DIRECT]
    pairs = _matched([s.content for s in gold.said], [a.contents for a in found], gold.text)
    counts.predicted += len(found)
    counts.gold += len(gold.said)
    strict = {g for g, _, share in pairs if share >= STRICT}
    counts.examples += [
        (f"{gold.name}: content {_quote(gold.text, s.content)}", g in strict) for g, s in enumerate(gold.said)
    ]
    for g, p, share in pairs:
        item, wanted = found[p], gold.said[g]
        counts.loose += 1
        counts.strict += share >= STRICT
        if share < STRICT:
            counts.wrong.append(
                f"{gold.name}: ~ {_quote(gold.text, wanted.content)} … {_quote(gold.text, item.contents)}"
            )
        right = _same_speaker(gold.text, wanted, item.voice, actors)
        if right is not None:
            counts.speaker.append(right)
            counts.examples.append((f"{gold.name}: speaker of {_quote(gold.text, wanted.content)}", right))
            if share >= STRICT:
                counts.speaker_strict.append(right)
            if not right:
                counts.wrong.append(f"{gold.name}: {_quote(gold.text, wanted.content)} … {item.voice.name}")
        if wanted.cue is not None:
            counts.cue.append(item.voice.cue is not None and _overlap(item.voice.cue, wanted.cue))
        if wanted.mode is not None:
            counts.mode.append(item.mode == wanted.mode)
    _references(gold, found, pairs, counts, actors)
    done = {g for g, _, _ in pairs}
    counts.missed += [f"{gold.name}: {_quote(gold.text, s.content)}" for g, s in enumerate(gold.said) if g not in done]
    taken = {p for _, p, _ in pairs}
    counts.wrong += [f"{gold.name}: + {_quote(gold.text, a.contents)}" for p, a in enumerate(found) if p not in taken]
    if gold.sure:
        _certainty(gold, find_claims(doc, language=language, actors=actors), counts)


def _references(
    gold: GoldText,
    found: Sequence[Any],
    pairs: list[tuple[int, int, float]],
    counts: _Counts,
    actors: Sequence[Actor],
) -> None:
    """Right links, over all that the gold asks for and over those that were given a name at all."""
    by_gold = {g: p for g, p, _ in pairs}
    for g, wanted in enumerate(gold.said):
        if wanted.refers is not None:
            voice = found[by_gold[g]].voice if g in by_gold else None
            right = bool(voice is not None and _same_speaker(gold.text, wanted, voice, actors))
            counts.references.append(right)
            if voice is not None and voice.name is not None:
                counts.linked.append(right)


def _matched(
    gold: Sequence[tuple[Span, ...]], found: Sequence[tuple[Span, ...]], text: str
) -> list[tuple[int, int, float]]:
    """Gold and predicted contents paired one to one, the greatest overlap first."""
    gold_words = [_words(text, spans) for spans in gold]
    found_words = [_words(text, spans) for spans in found]
    shares = []
    for g, left in enumerate(gold_words):
        for p, right in enumerate(found_words):
            common = len(left & right)
            if common:
                share = common / max(len(left), len(right))
                if share >= LOOSE:
                    shares.append((-share, g, p))
    pairs, used_gold, used_found = [], set(), set()
    for negative, g, p in sorted(shares):
        if g not in used_gold and p not in used_found:
            used_gold.add(g)
            used_found.add(p)
            pairs.append((g, p, -negative))
    return pairs


def _words(text: str, spans: tuple[Span, ...]) -> set[int]:
    return {m.start() for span in spans for m in _WORD.finditer(text, span.start, span.end)}


def _overlap(left: Span, right: Span) -> bool:
    return left.start < right.end and right.start < left.end


def _same_speaker(text: str, wanted: Said, voice: Voice, actors: Sequence[Actor] = ()) -> bool | None:
    """Whether the voice names the gold speaker: the same words, a name that shares a word with them, or the actor that
    these words are marked for (*la ministre* for the minister's name). None: not said.
    """
    target = wanted.refers or wanted.speaker
    if target is None:
        return None
    if wanted.refers is None and voice.span is not None and _overlap(voice.span, target):
        return True
    marked = {a.key for a in actors if a.via != Via.PRONOUN and _overlap(a.span, target)}
    if wanted.refers is not None and voice.actor in marked and voice.actor is not None:
        return True
    names = _tokens(text[target.start : target.end])
    linked = (voice.actor or "").partition(":")[2] if (voice.actor or "").startswith("person:") else ""
    return bool(names & (_tokens(voice.name or "") | _tokens(linked.replace("-", " "))))


def _tokens(words: str) -> set[str]:
    return {w for w in _WORD.findall(fold_words(words)) if w not in _EMPTY and len(w) > 1}


def _certainty(gold: GoldText, claims: tuple[Claim, ...], counts: _Counts) -> None:
    """Each marked clause against the claim that covers it best; every other claim must be CT+."""
    matched: set[str] = set()
    for span, value in gold.sure:
        best = max(claims, key=lambda c: _likeness(c.span, span), default=None)
        if best is None or _likeness(best.span, span) <= 0:
            counts.sure.append(False)
            counts.marked.append(False)
            counts.examples.append((f"{gold.name}: {value} {_quote(gold.text, (span,))}", False))
            counts.missed.append(f"{gold.name}: {value} {_quote(gold.text, (span,))} (no claim)")
            continue
        near = [c for c in claims if _likeness(c.span, span) >= 0.9 * _likeness(best.span, span)]
        right = any(c.certainty == value for c in near)
        matched |= {c.id for c in claims if _likeness(c.span, span) >= 0.3}
        counts.sure.append(right)
        counts.marked.append(right)
        counts.examples.append((f"{gold.name}: {value} {_quote(gold.text, (span,))}", right))
        if not right:
            counts.wrong.append(f"{gold.name}: {value} {_quote(gold.text, (span,))} … {best.certainty}")
    for claim in claims:
        if claim.id not in matched:
            counts.sure.append(claim.certainty == "CT+")
            if claim.certainty != "CT+":
                counts.wrong.append(f"{gold.name}: CT+ {_quote(gold.text, (claim.span,))} … {claim.certainty}")


def _likeness(left: Span, right: Span) -> float:
    common = min(left.end, right.end) - max(left.start, right.start)
    return max(0, common) / max(left.end - left.start, right.end - right.start)


def _quote(text: str, spans: tuple[Span, ...]) -> str:
    said = " […] ".join(" ".join(text[s.start : s.end].split()) for s in spans)
    return said if len(said) <= 90 else f"{said[:60]} … {said[-25:]}"


def _summed(counts: _Counts, texts: int) -> Scores:
    def share(values: list[bool]) -> float:
        return sum(values) / len(values) if values else 0.0

    def rate(right: int) -> Rate:
        precision = right / counts.predicted if counts.predicted else 0.0
        recall = right / counts.gold if counts.gold else 0.0
        f1 = 2 * precision * recall / (precision + recall) if right else 0.0
        return Rate(precision, recall, f1, right, counts.predicted, counts.gold)

    return Scores(
        rate(counts.loose), rate(counts.strict), share(counts.speaker), share(counts.speaker_strict), share(counts.cue),
        share(counts.references), share(counts.mode), share(counts.sure), share(counts.marked), texts,
        share(counts.linked),
        tuple(counts.missed), tuple(counts.wrong), named(counts.examples),
    )  # fmt: skip


def read_gold(path: Path, *, part: str | None = None, news: Path | None = None) -> list[GoldText]:
    """The gold texts of a brat folder or of a TOML file of offsets. Raises DataMissing."""
    if path.is_dir():
        return [_read_brat(file) for file in sorted(path.glob("*.ann"))]
    return _read_offsets(path, part, news or _news_beside(path))


def _news_beside(path: Path) -> Path:
    """The corpus that the project's own targets use, beside the checkout."""
    return path.resolve().parent.parent.parent / "shared" / "data" / "news" / "articles.jsonl.gz"


def _read_offsets(path: Path, part: str | None, news: Path) -> list[GoldText]:
    from contrechamp.evaluate.news import read_news

    articles = tomllib.loads(path.read_text(encoding="utf-8")).get("article", [])
    if not articles:
        raise DataMissing("no [[article]] with offsets is in it", where=str(path))
    if not news.is_file():
        raise DataMissing("the corpus that its offsets count in is not there", where=str(news))
    wanted = [a for a in articles if part in (None, a["part"])]
    texts = read_news(news, [a["id"] for a in wanted])
    return [
        GoldText(
            str(a["id"]), texts[a["id"]], tuple(map(_said, a.get("said", []))),
            tuple((Span(*s["span"]), s["value"]) for s in a.get("sure", [])), a["part"],
        )
        for a in wanted
    ]  # fmt: skip


def _said(entry: dict[str, Any]) -> Said:
    spans = {key: Span(*entry[key]) for key in ("speaker", "cue", "refers") if key in entry}
    content = tuple(Span(*pair) for pair in entry["content"])
    return Said(content, spans.get("speaker"), spans.get("cue"), entry.get("mode"), spans.get("refers"))


def _read_brat(file: Path) -> GoldText:
    """One brat file: `Citation` with the `Entite` and `Introducteur` that its relations tie to it."""
    text = file.with_suffix(".txt").read_text(encoding="utf-8")
    spans: dict[str, tuple[str, tuple[Span, ...]]] = {}
    links: dict[str, dict[str, str]] = {}
    for line in file.read_text(encoding="utf-8").splitlines():
        name, _, rest = line.partition("\t")
        if name.startswith("T"):
            kind, _, offsets = rest.partition("\t")[0].partition(" ")
            pairs = (pair.split() for pair in offsets.split(";"))
            spans[name] = kind, tuple(Span(int(a), int(b)) for a, b in pairs if int(a) < int(b))
        elif name.startswith("R"):
            kind, source, target = rest.split()[:3]
            links.setdefault(target.removeprefix("Arg2:"), {})[kind] = source.removeprefix("Arg1:")
    said = []
    for name, (kind, content) in spans.items():
        if kind != "Citation" or not content:
            continue
        tied = {key: spans[links[name][key]][1][0] for key in links.get(name, {}) if links[name][key] in spans}
        said.append(Said(content, tied.get("Source"), tied.get("Introduction")))
    return GoldText(file.stem, text, tuple(said))
