"""A gold dossier, located by its words, against what contrechamp reads out of the same accounts.

The gold is a TOML file: `[accounts.a] file = …`, then lists of `[[quantity]]`, `[[time]]`, `[[attribution]]`,
`[[point]]` and so on, each with the `words` that it is about. Words are looked for with white space collapsed and
straight apostrophes; an expectation is met when a record overlaps them and has the stated fields.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from contrechamp.errors import DataMissing

Record = Mapping[str, Any]
Bounds = tuple[int, int]

_STRAIGHT = {"’": "'", "‘": "'", "\u00a0": " ", "\u202f": " ", "\u2009": " "}


@dataclass(frozen=True, slots=True)
class KindScore:
    """What was right of one kind, and what was missed: the expected words and what was found there.

    `examples` says of each expectation, by its name, whether it was met; a baseline is pinned on it.
    """

    right: int
    all: int
    missed: tuple[str, ...] = ()
    examples: dict[str, bool] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class DossierScores:
    """The score of each kind in a gold dossier."""

    kinds: dict[str, KindScore]

    @property
    def right(self) -> int:
        """Expectations met over all kinds."""
        return sum(kind.right for kind in self.kinds.values())

    @property
    def all(self) -> int:
        """Expectations over all kinds."""
        return sum(kind.all for kind in self.kinds.values())

    def examples(self) -> dict[str, bool]:
        """Whether each expectation was met, by its kind and words."""
        return {f"{kind}: {name}": met for kind, score in self.kinds.items() for name, met in score.examples.items()}


def score(gold: Path, accounts: Path) -> DossierScores:
    """Reads, extracts and compares the accounts that a gold file names in a folder, and scores what comes out.

    Raises DataMissing where the gold or one of its accounts is not there.
    """
    from contrechamp import compare
    from contrechamp.show.json import plain

    wanted = tomllib.loads(_read(gold))
    files = {name: accounts / entry["file"] for name, entry in wanted["accounts"].items()}
    for file in files.values():
        if not file.is_file():
            raise DataMissing("an account of the gold dossier is not there", where=str(file))
    return score_output(plain(compare(list(files.values()))), wanted)


def _read(path: Path) -> str:
    if not path.is_file():
        raise DataMissing("there is no such gold file", where=str(path))
    return path.read_text(encoding="utf-8")


def score_output(output: Record, gold: Record) -> DossierScores:
    """The scores of the JSON contract's output; its accounts stand in the order in which the gold names them."""
    view = _View(output, list(gold["accounts"]))
    kinds: dict[str, KindScore] = {}
    for kind, name, judge in _JUDGES:
        judged = [judge(view, expected) for expected in gold.get(kind, ())]
        if judged:
            missed = tuple(what for met, what in judged if not met)
            met = {_name(expected): met for expected, (met, _) in zip(gold[kind], judged, strict=True)}
            kinds[name] = KindScore(len(judged) - len(missed), len(judged), missed, met)
    return DossierScores(kinds)


class _View:
    """The output, by the gold's names for the accounts."""

    def __init__(self, output: Record, names: Sequence[str]) -> None:
        self.output = output
        self.ids = {name: account["id"] for name, account in zip(names, output["accounts"], strict=True)}
        self.folded = {name: _Folded(account["text"]) for name, account in zip(names, output["accounts"], strict=True)}
        by_id = {_account_of(extraction): extraction for extraction in output["extractions"]}
        self.extractions = {name: by_id[key] for name, key in self.ids.items()}
        self.claims = {claim["id"]: claim for found in by_id.values() for claim in found["claims"]}

    def at(self, name: str, words: str) -> Bounds | None:
        return self.folded[name].find(words)

    def over(self, kind: str, expected: Record, part: float = 0.0) -> list[Record]:
        """The records of a kind that overlap the expected words, by at least `part` of them."""
        at = self.at(expected["account"], expected["words"])
        if at is None:
            return []
        least = max(1.0, part * (at[1] - at[0]))
        records = self.extractions[expected["account"]].get(kind, ())
        return [record for record in records if _overlap(record, at) >= least]


def _account_of(extraction: Record) -> str:
    account = extraction["account"]
    return account if isinstance(account, str) else account["id"]


class _Folded:
    """A text with white space collapsed and apostrophes made straight, and the way back."""

    def __init__(self, text: str) -> None:
        chars: list[str] = []
        back: list[int] = []
        for at, char in enumerate(text):
            plain = _STRAIGHT.get(char, char)
            if plain.isspace():
                if not chars or chars[-1] == " ":
                    continue
                plain = " "
            chars.append(plain)
            back.append(at)
        self.text, self.back = "".join(chars), back

    def find(self, words: str) -> Bounds | None:
        wanted = _Folded(words).text.strip()
        at = self.text.find(wanted)
        return None if at < 0 or not wanted else (self.back[at], self.back[at + len(wanted) - 1] + 1)


def find_words_in(text: str, words: str) -> Bounds | None:
    """Where gold words stand in a text, whatever its white space and apostrophes; None where they do not."""
    return _Folded(text).find(words)


def _overlap(record: Record, at: Bounds) -> int:
    return max(0, min(int(record["end"]), at[1]) - max(int(record["start"]), at[0]))


# ---------------------------------------------------------------- one judge a kind


def _quantity(view: _View, expected: Record) -> tuple[bool, str]:
    found = view.over("quantities", expected)
    bounds = {key: expected[key] for key in ("low", "high") if key in expected}
    bounds = bounds or {"low": expected["value"], "high": expected["value"]}
    fields = [key for key in ("unit", "per", "approximate") if key in expected]
    met = any(
        all(_same(record.get(key), value) for key, value in bounds.items())
        and all(record.get(key) == expected[key] for key in fields)
        and not (set(bounds) == {"low"} and record.get("high") is not None)
        for record in found
    )
    return met, _told(expected, [(r["text"], r.get("low"), r.get("high"), r.get("unit")) for r in found])


def _same(found: float | None, wanted: float) -> bool:
    return found is not None and abs(float(found) - float(wanted)) < 1e-6 * max(1.0, abs(float(wanted)))


def _not_quantity(view: _View, expected: Record) -> tuple[bool, str]:
    found = view.over("quantities", expected)
    return not found, _told(expected, [record["text"] for record in found])


def _time(view: _View, expected: Record) -> tuple[bool, str]:
    found = view.over("times", expected)
    met = any(record.get("timex") == expected["timex"] for record in found)
    return met, _told(expected, [(record["text"], record.get("timex")) for record in found])


def _attribution(view: _View, expected: Record) -> tuple[bool, str]:
    found = view.over("claims", expected, 0.5)
    voices = [(claim.get("voice") or {}, claim.get("mode")) for claim in found]
    met = any(_holds(voice, mode, expected) for voice, mode in voices)
    return met, _told(expected, [(voice.get("kind"), voice.get("name"), mode) for voice, mode in voices])


def _holds(voice: Record, mode: str | None, expected: Record) -> bool:
    if expected["holder"] == "author":
        return voice.get("kind") == "author"
    if expected["holder"] == "others":
        return voice.get("kind") == "unnamed"
    name = (voice.get("name") or "").lower()
    words = [word for word in expected["holder"].lower().replace("'", " ").split() if len(word) > 3]
    modes = (None,) if expected.get("mode") is None else (expected["mode"], "mixed")
    named = voice.get("kind") != "author" and any(word in name for word in words)
    return named and (modes == (None,) or mode in modes)


def _certainty(view: _View, expected: Record) -> tuple[bool, str]:
    found = [claim.get("certainty") for claim in view.over("claims", expected, 0.5)]
    return expected["value"] in found, _told(expected, found)


def _actor(view: _View, expected: Record) -> tuple[bool, str]:
    found = [(record["text"], record.get("name") or "") for record in view.over("actors", expected)]
    return any(expected["is"].lower() in name.lower() for _, name in found), _told(expected, found)


def _technique(view: _View, expected: Record) -> tuple[bool, str]:
    found = [record.get("name") for record in view.over("techniques", expected)]
    return any(name in expected["name"] for name in found), _told(expected, found)


def _copy(view: _View, expected: Record) -> tuple[bool, str]:
    pair = {view.ids[expected["from"]], view.ids[expected["to"]]}
    met = any({copy["left"]["account"], copy["right"]["account"]} == pair for copy in view.output["copies"])
    return met, f"{expected['from']} → {expected['to']}"


def _point(view: _View, expected: Record) -> tuple[bool, str]:
    ends = [(name, expected[name], view.at(name, expected[name])) for name in view.ids if name in expected]
    hit = [point for point in view.output["points"] if all(_touches(view, point, name, at) for name, _, at in ends)]
    if expected["relation"] == "only":
        others = [name for name in view.ids if name != ends[0][0]]
        hit = [point for point in hit if not any(list(_members(view, point, name)) for name in others)]
    met = any(point["relation"] == expected["relation"] for point in hit)
    words = " | ".join(words for _, words, _ in ends)
    return met, f"{expected['relation']}: {words} → {[point['relation'] for point in hit]}"


def _touches(view: _View, point: Record, name: str, at: Bounds | None) -> bool:
    """Whether a claim of the point lies on the words: by 30 % of the shorter of both."""
    return at is not None and any(
        _overlap(claim, at) >= 0.3 * min(at[1] - at[0], claim["end"] - claim["start"])
        for claim in _members(view, point, name)
    )


def _members(view: _View, point: Record, name: str) -> Iterator[Record]:
    for stand in point["stands"]:
        if stand["account"] == view.ids[name]:
            yield from (view.claims[key] for key in stand["claims"] if key in view.claims)


def _name(expected: Record) -> str:
    return " · ".join(str(value) for value in expected.values() if isinstance(value, str))


def _told(expected: Record, found: object) -> str:
    wanted = [str(expected[key]) for key in ("value", "low", "timex", "holder", "is") if key in expected]
    return f"{expected['words']} ({', '.join(wanted)}) → {found}"


Judge = Callable[[_View, Record], tuple[bool, str]]

_JUDGES: tuple[tuple[str, str, Judge], ...] = (
    ("quantity", "quantities", _quantity),
    ("not_quantity", "not_quantities", _not_quantity),
    ("time", "times", _time),
    ("attribution", "attribution", _attribution),
    ("certainty", "certainty", _certainty),
    ("actor", "actors", _actor),
    ("point", "points", _point),
    ("copy", "copies", _copy),
    ("technique", "techniques", _technique),
)
