"""The forms of the irregular verbs in `verbs.tsv`."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

TABLE = Path(__file__).with_name("verbs.tsv")
FUTURE = ("ai", "as", "a", "ons", "ez", "ont")
IMPERFECT = ("ais", "ait", "ions", "iez", "aient", "ant")
PAST = {
    "a": ("ai", "as", "a", "âmes", "âtes", "èrent"),
    "int": ("ins", "int", "înmes", "întes", "inrent"),
    "it": ("is", "it", "îmes", "îtes", "irent"),
    "ut": ("us", "ut", "ûmes", "ûtes", "urent"),
}
OWN_IMPERFECT = {"être": "ét"}


def forms() -> Iterator[tuple[str, str]]:
    """(form, infinitive) of every verb in the table."""
    for line in TABLE.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            verbs, *cells = line.split("\t")
            model, *others = verbs.split(" ")
            conjugated = set(_conjugate(model, *cells))
            for verb in (model, *others):
                yield from ((form, verb) for form in sorted(_follow(conjugated, model, verb)))


def _conjugate(verb: str, present: str, future: str, participle: str, past: str, subjunctive: str) -> Iterator[str]:
    """All forms of one verb, in no order; the infinitive too."""
    persons = present.split(" ")
    yield verb
    yield from (form for form in persons if form != "-")
    yield from (future + ending for ending in (*FUTURE, *IMPERFECT[:-1]))
    yield from (participle + ending for ending in ("", "e", "s", "es"))
    stem = OWN_IMPERFECT.get(verb) or persons[3].removesuffix("ons")
    if persons[3] != "-":
        yield from (stem + ending for ending in IMPERFECT)
    if subjunctive == "-":
        yield from (persons[5].removesuffix("ent") + ending for ending in ("e", "es", "ent"))
    else:
        yield from (form for form in subjunctive.split(" ") if form != "-")
    for ending, endings in PAST.items():
        if past.endswith(ending) and past != "-":
            yield from (past.removesuffix(ending) + e for e in endings)
            break


def _follow(conjugated: set[str], model: str, verb: str) -> Iterator[str]:
    """The forms of a verb that differs from its model only at its beginning: `tenir` → `obtenir`, `dire` → `redire`."""
    shared = 0
    while shared < min(len(model), len(verb)) and model[-1 - shared] == verb[-1 - shared]:
        shared += 1
    start, other = model[: len(model) - shared], verb[: len(verb) - shared]
    for form in conjugated:
        if form.startswith(start) and form:
            yield other + form.removeprefix(start)
