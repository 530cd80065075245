"""Units and currencies after a figure, or before it, from `lang/<language>/units.toml` and `currencies.toml`."""

from __future__ import annotations

from functools import cache
from typing import Any, NamedTuple

from contrechamp.extract.numbers.tokens import Token, tight, tokenize
from contrechamp.lang import read_toml

Node = dict[str, Any]
_END = ""
_TIGHT = "~"


class Unit(NamedTuple):
    """One unit: English name, kind (length, currency, percent …), and whether its words are common words too."""

    name: str
    kind: str
    weak: bool = False
    small: bool = False


class Units(NamedTuple):
    """What a language calls the units: tries over folded words (`names`) and over signs as written (`symbols`)."""

    names: Node
    symbols: Node
    loose: Node
    before: Node
    money: Node
    not_money: frozenset[str]
    compounds: frozenset[tuple[str, str]]
    parts: dict[str, int]


@cache
def units_of(language: str) -> Units:
    """The units and currencies of `language`. Raises UnknownLanguage, DataMissing."""
    data, money = read_toml(language, "units"), read_toml(language, "currencies")
    units = Units({}, {}, {}, {}, {}, frozenset(money["not_money"]), _compounds(data), data["parts"])
    for entry in data["unit"]:
        _add_unit(units, entry)
    for entry in data["unit"]:
        for name in entry.get("prefixes", ()):
            _add_unit(units, _prefixed(entry, name, *data["prefixes"][name]))
    for symbol, name in data["loose"].items():
        _insert(units.loose, _signs(symbol), Unit(name, _kind(data, name)))
    for entry in money["currency"]:
        _add_currency(units, entry, frozenset(money["codes_before"]))
    return units


def _kind(data: dict[str, Any], name: str) -> str:
    """The kind of the unit `name`, which may carry a prefix."""
    kinds: dict[str, str] = {unit["name"]: unit["kind"] for unit in data["unit"]}
    return next(kind for own, kind in sorted(kinds.items(), key=lambda k: -len(k[0])) if name.endswith(own))


def _compounds(data: dict[str, Any]) -> frozenset[tuple[str, str]]:
    pairs = (pair for pair in data["compounds"].values())
    return frozenset((kind, other) for kind, others in pairs for other in others.split())


def _prefixed(entry: dict[str, Any], name: str, symbol: str, english: str) -> dict[str, Any]:
    forms = [name + form for form in entry.get("forms", ())]
    symbols = [symbol + own for own in entry.get("symbols", ())[:1]]
    symbols += ["u" + own for own in entry.get("symbols", ())[:1] if symbol == "µ"]
    kept: dict[str, Any] = {key: entry[key] for key in ("kind", "powers") if key in entry}
    return {**kept, "name": english + entry["name"], "forms": forms, "symbols": symbols}


def _add_unit(units: Units, entry: dict[str, Any]) -> None:
    weak = entry.get("weak", False)
    forms, symbols = entry.get("forms", ()), entry.get("symbols", ())
    _add(units, Unit(entry["name"], entry["kind"], weak), forms, symbols, entry.get("weak_symbols", False))
    if not entry.get("powers"):
        return
    for word, english, kind, signs in (("carré", "square", "area", "²2"), ("cube", "cubic", "volume", "³3")):
        unit = Unit(f"{english}-{entry['name']}", kind)
        _add(
            units, unit, [f"{form} {word}" for form in forms], [own + sign for own in symbols for sign in signs], False
        )


def _add_currency(units: Units, entry: dict[str, Any], codes_before: frozenset[str]) -> None:
    unit = Unit(entry["name"], "currency", entry.get("weak", False), entry.get("small", False))
    symbols, code = entry.get("symbols", []), entry["code"]
    _add(units, unit, entry.get("forms", ()), [*symbols, *([code] if code else [])], False)
    for form in entry.get("money_forms", ()):
        _insert(units.money, [token.key for token in tokenize(form)], unit)
    _add(units, Unit(entry["name"] + "-cent", "currency", small=True), entry.get("cents", ()), (), False)
    for symbol in [*symbols, *([code] if code in codes_before else [])]:
        _insert(units.before, _signs(symbol), unit)


def _add(units: Units, unit: Unit, forms: Any, symbols: Any, weak_symbols: bool) -> None:
    for form in forms:
        _insert(units.names, [token.key for token in tokenize(form)], unit)
    for symbol in symbols:
        _insert(units.symbols, _signs(symbol), unit._replace(weak=weak_symbols and len(symbol) == 1))


def _signs(symbol: str) -> list[str]:
    tokens = tokenize(symbol)
    return [(_TIGHT if tight(tokens, i) else "") + token.said for i, token in enumerate(tokens)]


def _insert(trie: Node, keys: list[str], unit: Unit) -> None:
    node = trie
    for key in keys:
        node = node.setdefault(key, {})
    node.setdefault(_END, unit)


def unit_at(tokens: list[Token], at: int, units: Units) -> tuple[Unit, int] | None:
    """The longest unit that begins at the token `at`, and the token after it; a name before a sign."""
    named = _name_at(tokens, at, units.names)
    signed = _symbol_at(tokens, at, units.symbols) or _loose_at(tokens, at, units.loose)
    if named and signed:
        return named if named[1] >= signed[1] else signed
    return named or signed


def money_at(tokens: list[Token], at: int, units: Units) -> tuple[Unit, int] | None:
    """The currency whose name is another thing's too (*livre*), for figures so large that only money fits."""
    return _name_at(tokens, at, units.money)


def name_at(tokens: list[Token], at: int, units: Units) -> tuple[Unit, int] | None:
    """The longest unit whose name, not its sign, begins at the token `at`, and the token after it."""
    return _name_at(tokens, at, units.names)


def before_at(tokens: list[Token], at: int, units: Units) -> tuple[Unit, int] | None:
    """The currency sign or code at `at` that may stand before a figure, and the token after it."""
    return _symbol_at(tokens, at, units.before)


def compound(tokens: list[Token], unit: Unit, at: int, units: Units) -> tuple[Unit, int] | None:
    """`unit` divided by another one right after it, where both make one unit: *m³/s*, *grammes par litre*."""
    if at + 1 >= len(tokens) or not (tokens[at].key == "/" or "by" in tokens[at].function):
        return None
    lower = unit_at(tokens, at + 1, units)
    if lower is None:
        return None
    other, last = lower
    if (unit.kind, other.name) in units.compounds or (unit.kind, other.kind) in units.compounds:
        return Unit(f"{unit.name}-per-{other.name}", "compound"), last
    return None


def _name_at(tokens: list[Token], at: int, trie: Node) -> tuple[Unit, int] | None:
    node, here, found = trie, at, None
    while here < len(tokens):
        key = tokens[here].key
        following = node.get(key)
        if following is None and key[-1:] in "sx":
            following = node.get(key[:-1])
        if following is None:
            break
        node, here = following, here + 1
        if _END in node:
            found = node[_END], here
    return found


def _symbol_at(tokens: list[Token], at: int, trie: Node) -> tuple[Unit, int] | None:
    node, here, found = trie, at, None
    while here < len(tokens):
        said = tokens[here].said
        joined = here > at and tight(tokens, here)
        following = (node.get(_TIGHT + said) if joined else None) or node.get(said)
        if following is None:
            break
        node, here = following, here + 1
        if _END in node and _closed(tokens, here):
            found = node[_END], here
    return found


def _loose_at(tokens: list[Token], at: int, trie: Node) -> tuple[Unit, int] | None:
    if tokens[at].said.lower() not in trie:
        return None
    end = min(len(tokens), at + 4)
    lowered = [token._replace(said=token.said.lower()) for token in tokens[at:end]]
    found = _symbol_at(lowered, 0, trie)
    return (found[0], found[1] + at) if found else None


def _closed(tokens: list[Token], at: int) -> bool:
    """A sign made of letters ends where the word ends: not before digits that touch it, but for parts (*1m80*)."""
    if at >= len(tokens) or not tight(tokens, at) or tokens[at].kind != "digits" or len(tokens[at].said) == 2:
        return True
    return not tokens[at - 1].said.isalpha()
