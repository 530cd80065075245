"""A text as tokens with the readings that their words allow: month, weekday, unit, number, clock time, numeric date.

The words come from `lang/<xx>/calendar.toml`; the forms written in digits (`13/09/2023`, `18h30`) from its
`[[numeric]]` tables.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from contrechamp.extract.numbers.lexicon import number_words
from contrechamp.lang import read_toml
from contrechamp.text.fold import Folded, fold, fold_words

Fields = dict[str, Any]
"""What a stretch means, as named parts: `{"day": 13, "month": 9}`. Never changed once it is in a node."""


@dataclass(slots=True)
class Node:
    """A stretch of folded characters and its readings: category → fields. A token has several, a phrase one."""

    word: str
    start: int
    end: int
    readings: dict[str, Fields] = field(default_factory=dict)
    capital: bool = False


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The words of one language: folded word → its readings; the tokeniser; categories that need a small letter."""

    words: dict[str, dict[str, Fields]]
    abbreviations: frozenset[str]
    never: frozenset[str]
    proper: frozenset[str]
    names: frozenset[str]
    strict: dict[str, str]
    not_after: frozenset[str]
    not_before: frozenset[str]
    keeps: frozenset[str]
    singular: frozenset[str]
    token: re.Pattern[str]
    numeric: dict[str, str]


def _ordinal(number: int) -> dict[str, Fields]:
    return {"ord": {"ord": number}, **({"oday": {"day": number}} if number <= 31 else {})}


@cache
def lexicon(language: str) -> Lexicon:
    """The lexicon of a language, read once. Raises DataMissing."""
    data = read_toml(language, "calendar")
    words: dict[str, dict[str, Fields]] = {}
    for category, table in data["values"].items():
        for word, value in table.items():
            words.setdefault(fold_words(word), {})[category] = {category: value}
    for word, number in number_words(language).ordinals.items():
        words.setdefault(word, {}).update(_ordinal(number))
    for roman, number in data["roman"].items():
        for ending in data["roman_endings"]:
            words.setdefault(roman + ending, {}).update(_ordinal(number))
    for category, listed in data["words"].items():
        for word in listed:
            words.setdefault(fold_words(word), {})[category] = {}
    numeric = {row["id"]: row["make"] for row in data["numeric"]}
    forms = "|".join(f"(?P<{row['id']}>{_named(row['pattern'], row['id'])})" for row in data["numeric"])
    return Lexicon(
        words,
        frozenset(map(fold_words, data["abbreviations"])),
        frozenset(map(fold_words, data["never"])),
        frozenset(map(fold_words, data["proper"])),
        frozenset(map(fold_words, data["names"])),
        {fold_words(word): word for word in data["strict"]},
        *_year_words(data["years"]),
        re.compile(_TOKEN.format(numeric=forms)),
        numeric,
    )


def _year_words(
    years: dict[str, list[str]],
) -> tuple[frozenset[str], frozenset[str], frozenset[str], frozenset[str]]:
    """What keeps a number from being a year, by where it stands, in the order of `Lexicon`."""
    not_after, not_before, keeps, singular = (
        frozenset(map(fold_words, years[name])) for name in ("not_after", "not_before", "keeps", "singular")
    )
    return not_after, not_before, keeps, singular


_TOKEN = (
    r"(?P<link>https?://\S+|www\.\S+)|(?<!\w)(?<!\d[-/.,:])(?<!\w-)(?:{numeric})(?!\w|[-/.,:]\d)"
    r"|(?P<grouped>(?<![\w.,])\d{{1,3}}(?:[ .]\d{{3}})+(?![\d.,]\d|\d))|(?P<decimal>\d+[.,]\d+)"
    r"|(?P<digits>\d+)|(?P<word>[^\W\d_]+'?)|(?P<other>\S)"
)


def _named(pattern: str, form: str) -> str:
    """`(?<month>…)` of a numeric form under a name of its own: names are unique in one regular expression."""
    opened = re.sub(r"\(\?<(\w+)>", rf"(?P<{form}__\1>", pattern)
    return re.sub(r"\(\?=(\w+)=\)", rf"(?P={form}__\1)", opened)


def tokenise(text: str, language: str) -> tuple[Folded, list[Node]]:
    """The folded text and its tokens, in order. O(n) in the text's length.

    A hyphen between letters is no token (`avant-hier`, `mi-mars`); a paragraph break is the token `¶`.
    """
    words, folded = lexicon(language), fold(text)
    nodes: list[Node] = []
    for found in words.token.finditer(folded.text):
        start, end = found.span()
        if nodes and start - nodes[-1].end > 1 and _breaks(text, folded, nodes[-1].end, start):
            nodes.append(Node("¶", start, start, words.words.get("¶", {})))
        kind = found.lastgroup or "other"
        if kind == "word":
            _add_word(nodes, found[0], start, end, text, folded, words)
        elif kind == "other":
            _add_other(nodes, found[0], start, end, folded.text, words)
        else:
            nodes.append(_figure(kind.partition("__")[0], found, nodes, words))
    nodes.append(Node("¶", len(folded.text), len(folded.text), words.words.get("¶", {})))
    _uncount(nodes, words)
    _unname(nodes, words)
    return folded, nodes


def _uncount(nodes: list[Node], known: Lexicon) -> None:
    """Takes the reading as a year from what is counted or priced: `1500 personnes`, `EUR 1000`, `n° 2017`."""
    for at, node in enumerate(nodes):
        if "year" in node.readings and (_coded(nodes, at) or _counted(nodes, at, known) or _priced(nodes, at, known)):
            node.readings = {name: fields for name, fields in node.readings.items() if name != "year"}
        if "yyear" in node.readings and (_plural(nodes[at + 1], known) or nodes[at + 1].word in known.not_before):
            node.readings = {name: fields for name, fields in node.readings.items() if name != "yyear"}


def _coded(nodes: list[Node], at: int) -> bool:
    """Whether four figures are the end of a longer code: `138-2010`, `32/2015`."""
    if _joined_digits(nodes, at):
        return True
    if at < 2 or nodes[at - 1].word not in ("-", "/", "."):
        return False
    sign, before = nodes[at - 1], nodes[at - 2]
    joined = before.end == sign.start and sign.end == nodes[at].start
    return joined and before.word.replace(" ", "").isdigit() and "year" not in before.readings


def _joined_digits(nodes: list[Node], at: int) -> bool:
    """Whether a sign and one or three figures are joined to it: `2015-1-32`, `1995/123`."""
    sign, after = nodes[at + 1], nodes[min(at + 2, len(nodes) - 1)]
    joined = nodes[at].end == sign.start and sign.end == after.start and sign.word in ("-", "/")
    return joined and after.word.isdigit() and len(after.word) in (1, 3)


def _priced(nodes: list[Node], at: int, known: Lexicon) -> bool:
    return at > 0 and nodes[at - 1].word in known.not_after


def _unname(nodes: list[Node], known: Lexicon) -> None:
    """Takes all readings from words that are part of a name: `Noël Mamère`, `Marie Avril`."""
    for at, node in enumerate(nodes):
        if node.capital and node.word in known.names:
            before, after = nodes[at - 1] if at else None, nodes[at + 1]
            if _name_part(after) or (before is not None and _name_part(before) and not _begins(nodes[: at - 1][-1:])):
                node.readings, node.word = {}, f"{node.word}."


def _name_part(node: Node) -> bool:
    return node.capital and not node.readings and len(node.word) > 1 and node.word[-1:] != "'"


def _counted(nodes: list[Node], at: int, known: Lexicon) -> bool:
    """Whether the word after a number is what it counts: a unit of measure or money; a plural, but not after *en*."""
    after, before = nodes[at + 1], nodes[at - 1] if at else None
    if after.word in known.not_before:
        return True
    if before is not None and (before.word in known.keeps or {"month", "season"} & before.readings.keys()):
        return False
    return _plural(after, known)


def _plural(node: Node, known: Lexicon) -> bool:
    plural = node.word[-1:] in ("s", "x") and len(node.word) > 3 and node.word.isalpha()
    return plural and node.word not in known.singular and not node.capital


def _breaks(text: str, folded: Folded, start: int, end: int) -> bool:
    return text.count("\n", folded.back[start - 1], folded.back[end]) > 1


def _add_word(nodes: list[Node], word: str, start: int, end: int, text: str, folded: Folded, known: Lexicon) -> None:
    if word in known.strict:
        word = _accented(word, text[folded.back[start] : folded.back[end - 1] + 1].lower(), known)
    readings = known.words.get(word)
    capital = text[folded.back[start]].isupper()
    if readings and capital and (word in known.never or (word in known.proper and not _begins(nodes))):
        readings = {f"proper-{category}": value for category, value in readings.items()}
    nodes.append(Node(word, start, end, dict(readings) if readings else {}, capital))


def _accented(word: str, said: str, known: Lexicon) -> str:
    """`dès` and `là` keep their accent, since `des` and `la` are other words."""
    return known.strict[word] if said == known.strict[word] else word


def key(word: str, language: str) -> str:
    """A word of a pattern as tokens have it: folded, but for those that are another word without their accent."""
    folded = fold_words(word)
    return word if lexicon(language).strict.get(folded) == word else folded


def _begins(nodes: list[Node]) -> bool:
    """Whether the next token begins a sentence, as far as the previous token shows."""
    return not nodes or nodes[-1].word in _ENDS


_ENDS = frozenset('.!?:;¶"«»-–—•|')


def _add_other(nodes: list[Node], mark: str, start: int, end: int, text: str, known: Lexicon) -> None:
    last = nodes[-1] if nodes else None
    glued = last is not None and last.end == start
    pointed = last is not None and glued and mark == "." and last.word in known.abbreviations
    if last is not None and pointed and ("dotted-month" not in last.readings or _after_day(nodes)):
        last.end, last.readings = end, {**last.readings, **_whole(last.readings)}
        return
    joins = last is not None and glued and mark == "-" and last.word[-1:].isalpha() and text[end : end + 1].isalnum()
    if joins and not (last and "month" in last.readings and text[end : end + 1].isdigit()):
        return
    nodes.append(Node(mark, start, end, known.words.get(mark, {})))


def _after_day(nodes: list[Node]) -> bool:
    """Whether the last word stands after a day of the month: `3 sept.` is a month, `par sept.` a number."""
    return len(nodes) > 1 and not {"day", "oday"}.isdisjoint(nodes[-2].readings)


def _whole(readings: dict[str, Fields]) -> dict[str, Fields]:
    """Readings that a word has only with its point (`mar.` is Tuesday, `mar` is not)."""
    return {
        name.removeprefix("dotted-"): {k.removeprefix("dotted-"): v for k, v in fields.items()}
        for name, fields in readings.items()
    }


def _figure(kind: str, found: re.Match[str], before: list[Node], known: Lexicon) -> Node:
    (start, end), word = found.span(), found[0]
    if kind in known.numeric:
        fields = {
            name.partition("__")[2]: int(value)
            for name, value in found.groupdict().items()
            if value is not None and name.startswith(kind + "__") and not name.endswith("__sep")
        }
        made = known.numeric[kind]
        return Node(word, start, end, _ordinal(fields["ord"]) if made == "ord" else {made: fields})
    if kind == "link" or _identifier(before, start, found.string) or _lettered(found.string, end):
        return Node(word, start, end)
    if kind == "digits":
        return Node(word, start, end, _number_readings(word))
    if kind in ("grouped", "decimal"):
        plain = re.sub(r"[ .]", "", word) if kind == "grouped" else word.replace(",", ".")
        return Node(
            word, start, end, {"n": {"n": float(plain) if "." in plain else int(plain)}} if len(plain) < 16 else {}
        )
    return Node(word, start, end)


def _identifier(before: list[Node], start: int, text: str) -> bool:
    """Whether digits belong to a name (`T-54`, `G20`, `COVID-19`): joined to letters that begin with a capital."""
    last = before[-1] if before else None
    return last is not None and last.capital and not last.readings and text[last.end : start] in ("", "-")


def _lettered(text: str, end: int) -> bool:
    """Whether one letter, not that of a unit, is joined to a number: line `3b`, seat `12a`."""
    letter, after = text[end : end + 1], text[end + 1 : end + 2]
    return letter.isalpha() and letter not in "hjsm" and not after.isalpha()


def _number_readings(word: str) -> dict[str, Fields]:
    if len(word) > 15:
        return {}
    value = int(word)
    readings: dict[str, Fields] = {"n": {"n": value}, "digits": {"n": value}}
    if len(word) <= 2:
        readings |= small_readings(value)
        if "day" in readings:
            readings["dday"] = readings["day"]
        if len(word) == 2:
            readings["yy"] = {"year": value}
            if value > _LAST_DAY:
                readings["yyear"] = {"year": value}
    elif len(word) == 4 and 1000 <= value <= 2100:
        readings["year"] = {"year": value}
    elif len(word) == 3 and value >= 100:
        readings["year3"] = {"year": value}
    return readings


_LAST_DAY = 31


def small_readings(value: int) -> dict[str, Fields]:
    """What a number can name in a date or on a clock."""
    readings: dict[str, Fields] = {}
    if 1 <= value <= 31:
        readings["day"] = {"day": value}
    if value <= 24:
        readings["hour"] = {"hour": value}
    if value < 60:
        readings["minute"] = {"minute": value}
    return readings
