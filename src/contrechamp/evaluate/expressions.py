"""How often the expressions of the Recognizers-Text cases are read right: same span, same value and unit.

A case is right when every expected expression is found and nothing else. Their conventions, as they are compared:
- a span is the same when its words are, in any case; blanks and a full stop at its end do not count, and where a case
  gives the offset of its words (many give a wrong one), the start must be the same;
- values are decimal numbers with a comma or a point, rounded to 15 digits; a difference of one in 10⁹ is none;
- whether the upper end of a range belongs to it is a mode of theirs; one-sided bounds must agree on that;
- units have French names in one file and English ones in another; `_UNITS` maps what our own names do not.

The times of `DateTime*` files are judged by `evaluate.expression_times`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

from contrechamp.errors import DataMissing
from contrechamp.evaluate.expression_times import score_times
from contrechamp.extract.numbers.tokens import tokenize
from contrechamp.extract.quantities import readings
from contrechamp.extract.quantities.units import unit_at, units_of
from contrechamp.lang import read_toml
from contrechamp.model import Span

_NO_DIMENSION = frozenset({"percent", "point", "time", "temperature", "currency"})
_UNITS = {
    "c": {"degree-celsius"},
    "f": {"degree-fahrenheit"},
    "r": {"degree-rankine"},
    "k": {"kelvin"},
    "degree": {"degree"},
    "livre": {"pound-sterling", "pound"},
    "pence": {"pound-sterling-cent"},
    "penny": {"pound-sterling-cent"},
    "pesewa": {"ghanaian-cedi-cent"},
    "dollar états-unis": {"us-dollar"},
}


class Said(NamedTuple):
    """One expression as it is compared: its words and start, its value, its unit (None where there is none)."""

    words: str
    start: int
    value: str
    unit: str | None = None


@dataclass(frozen=True, slots=True)
class Miss:
    """A case that is not right: its sentence, what was expected and what was found, each as (words, value)."""

    sentence: str
    expected: tuple[tuple[str, str], ...]
    found: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class SuiteScore:
    """One file's result; `right` of `cases` are read right.

    `exact` counts those whose spans are the very same, articles and prepositions included; None where `right` does.
    """

    file: str
    cases: int
    right: int
    misses: tuple[Miss, ...]
    sentences: tuple[str, ...] = ()
    exact: int | None = None

    @property
    def share(self) -> float:
        """Right cases among all, 0 to 1."""
        return self.right / self.cases if self.cases else 1.0


@dataclass(frozen=True, slots=True)
class ExpressionScores:
    """The results of several files, in the order given."""

    suites: tuple[SuiteScore, ...]

    def examples(self) -> dict[str, bool]:
        """Whether each case is read right, by its file and its sentence."""
        found: dict[str, bool] = {}
        for suite in self.suites:
            missed = {miss.sentence for miss in suite.misses}
            found |= {f"{suite.file}: {' '.join(said.split())}": said not in missed for said in suite.sentences}
        return found


def score(paths: Iterable[Path | str]) -> ExpressionScores:
    """The scores of all files of cases in `paths`; a folder stands for its JSON files. Raises DataMissing."""
    files: list[Path] = []
    for given in map(Path, paths):
        files += sorted(given.glob("*.json")) if given.is_dir() else [given]
    if not files:
        raise DataMissing("no file of cases", remedy="give JSON files, or a folder that holds some")
    return ExpressionScores(tuple(score_file(path) for path in files))


def score_file(path: Path) -> SuiteScore:
    """The score of one file of cases. Raises DataMissing for a file that is not there, is no JSON or has no reader."""
    try:
        cases = json.loads(path.read_text(encoding="utf-8-sig"))
        sentences = tuple(str(case["Input"]) for case in cases)
    except (OSError, ValueError, TypeError, KeyError) as error:
        raise DataMissing(str(error), where=str(path)) from error
    exact = None
    if "DateTime" in path.name:
        times = score_times(path)
        misses = tuple(Miss(m.sentence, m.expected, m.found) for m in times.misses)
        exact = times.exact
    else:
        read = _reader(path)
        misses = tuple(miss for case in cases if (miss := _miss(case, read)))
    return SuiteScore(path.name, len(cases), len(cases) - len(misses), misses, sentences, exact)


Reader = Callable[[str], list[Said]]


def _reader(path: Path) -> Reader:
    """The reader for a file, by the model that its name holds."""
    found = re.search(r"(\w+Model\w*?)(?:$|\.)", path.stem.rpartition("_")[2])
    model = found[1] if found else ""
    for name, reader in _READERS:
        if model == name:
            return reader
    raise DataMissing("no reader for cases of this kind", where=path.name, remedy="name the file like its model")


def _miss(case: dict[str, Any], read: Reader) -> Miss | None:
    """What is wrong with a case, None where all is right."""
    text = case["Input"]
    found = read(text)
    expected = case["Results"]
    left = list(found)
    for result in expected:
        same = next((said for said in left if _same(said, result, text)), None)
        if same is None:
            break
        left.remove(same)
    else:
        if not left:
            return None
    return Miss(text, tuple((r["Text"], _shown(r)) for r in expected), tuple((s.words, s.value) for s in found))


def _shown(result: dict[str, Any]) -> str:
    resolution = result.get("Resolution") or {}
    return f"{resolution.get('value')} {resolution.get('unit', '')}".strip()


def _same(said: Said, result: dict[str, Any], text: str) -> bool:
    theirs = _plain(result["Text"])
    if _plain(said.words) != theirs:
        return False
    start = result.get("Start")
    told = isinstance(start, int) and _plain(text[start : start + len(result["Text"])]) == theirs
    if told and said.start != start:
        return False
    resolution = result.get("Resolution") or {}
    if "unit" in resolution and said.unit not in _unit_names(resolution["unit"]):
        return False
    return _same_value(said.value, resolution.get("value"), resolution)


def _plain(words: str) -> str:
    return re.sub(r"\s", " ", words.lower()).strip(" .")


def _same_value(ours: str, theirs: str | None, resolution: dict[str, Any]) -> bool:
    if theirs is None:
        return ours == ""
    if "relativeTo" in resolution:
        return ours == f"{resolution['relativeTo']}{int(resolution['offset']):+d}"
    if theirs[:1] in "[(":
        return _same_range(ours, theirs)
    return _close(ours, theirs.rstrip("%"))


def _same_range(ours: str, theirs: str) -> bool:
    """Bounds must be the same, and so must their brackets, but for the upper one of a range with two ends."""
    our_low, our_high = ours[1:-1].split(",")
    low, high = theirs[1:-1].split(",")
    both = bool(low) and bool(high)
    brackets = ours[0] == theirs[0] and (both or ours[-1] == theirs[-1])
    return brackets and _close(our_low, low) and _close(our_high, high)


def _close(ours: str, theirs: str) -> bool:
    if not ours or not theirs:
        return ours == theirs
    a, b = float(ours), float(theirs.replace(",", "."))
    return abs(a - b) <= 1e-9 * max(abs(a), abs(b))


def _unit_names(theirs: str) -> set[str]:
    """Our names of one of their units: by the table, else by reading its French name as a text would write it."""
    known = _UNITS.get(theirs.lower())
    if known:
        return known
    tokens = tokenize(theirs.lower())
    found = unit_at(tokens, 0, units_of("fr"))
    return {found[0].name} if found else set()


# ------------------------------------------------------------------ our readings in their form


def _words_of(text: str, span: Span) -> tuple[str, int]:
    return text[span.start : span.end], span.start


def _said(text: str, found: Sequence[readings.Reading], *, unit: bool = False) -> list[Said]:
    values = ("" if r.value is None else repr(r.value) for r in found)
    return [Said(*_words_of(text, r.span), value, r.unit if unit else None) for r, value in zip(found, values)]  # noqa: B905


def _numbers(text: str) -> list[Said]:
    return _said(text, readings.read_numbers(text))


def _numbers_without_ratios(text: str) -> list[Said]:
    return _said(text, readings.read_numbers(text, ratios=False))


def _percents(text: str) -> list[Said]:
    return _said(text, readings.read_percents(text))


def _percents_and_shares(text: str) -> list[Said]:
    shares = [r._replace(value=100 * r.value) for r in readings.read_shares(text) if r.value is not None]
    return _percents(text) + _said(text, shares)


def _measures(kinds: frozenset[str]) -> Reader:
    return lambda text: _said(text, readings.read_measures(text, kinds), unit=True)


def _ages(text: str) -> list[Said]:
    return _said(text, readings.read_ages(text), unit=True)


def _ranges(text: str) -> list[Said]:
    return [Said(*_words_of(text, r.span), _range_value(r)) for r in readings.read_ranges(text)]


def _range_value(found: readings.RangeReading) -> str:
    low = "" if found.low is None else repr(found.low)
    high = "" if found.high is None else repr(found.high)
    opening = "(" if found.above or found.low is None else "["
    return f"{opening}{low},{high}{')' if found.below or found.high is None else ']'}"


def _ordinals(text: str) -> list[Said]:
    return [Said(*_words_of(text, o.span), f"{o.relative_to}{o.offset:+d}") for o in readings.read_ordinals(text)]


def _plain_ordinals(text: str) -> list[Said]:
    return [said for said in _ordinals(text) if said.value.startswith("start")]


def _dimensions() -> frozenset[str]:
    units = read_toml("fr", "units")
    powers = {"area", "volume", "compound"}
    return frozenset({unit["kind"] for unit in units["unit"]} | powers) - _NO_DIMENSION


_READERS: tuple[tuple[str, Reader], ...] = (
    ("NumberModel", _numbers),
    ("NumberModelPercentMode", _numbers_without_ratios),
    ("NumberRangeModel", _ranges),
    ("NumberRangeModelExperimentalMode", _ranges),
    ("OrdinalModel", _ordinals),
    ("OrdinalModelSuppressExtendedTypes", _plain_ordinals),
    ("PercentModel", _percents),
    ("PercentModelPercentMode", _percents_and_shares),
    ("CurrencyModel", _measures(frozenset({"currency"}))),
    ("DimensionModel", _measures(_dimensions())),
    ("TemperatureModel", _measures(frozenset({"temperature", "angle"}))),
    ("AgeModel", _ages),
)
"""A reader for each model of Recognizers-Text, by the name of its file; the last one that fits a name wins."""
