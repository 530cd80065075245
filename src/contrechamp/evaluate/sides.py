"""Whether the names of the two sides change how accounts relate: exchange them in a whole dossier, and compare again.

Two countries are exchanged with their articles, peoples, capitals and leaders (`lang/*/sides.tsv`). Where a dossier has
no such pair, the two persons, places or organisations that it names most often are.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from pathlib import Path

from contrechamp.errors import DataMissing
from contrechamp.lang import read_table
from contrechamp.model import Account, ActorKind, Comparison, Extraction, RelationKind

VOWELS = "aeiouyhâàéèêëîïôûœAEIOUYHÂÀÉÈÊËÎÏÔÛŒ"


@dataclass(frozen=True, slots=True)
class SideScores:
    """How many points of several accounts kept their claims and their relation when the sides were exchanged.

    `sides` names what was exchanged for what in each dossier; `changed` says what became of the others.
    """

    right: int
    all: int
    sides: dict[str, str] = field(default_factory=dict)
    changed: tuple[str, ...] = ()

    @property
    def rate(self) -> float:
        """The part of points that kept their relation; 1 where there are none."""
        return self.right / self.all if self.all else 1.0

    def examples(self) -> dict[str, bool]:
        """Whether each dossier kept all its points."""
        return {name: not any(line.startswith(f"{name}: ") for line in self.changed) for name in self.sides}


def score(dossiers: Sequence[Path]) -> SideScores:
    """The scores of several dossiers: a folder of accounts each. Raises DataMissing where a folder has no accounts."""
    import contrechamp as cc

    right = total = 0
    sides: dict[str, str] = {}
    changed: list[str] = []
    for folder in dossiers:
        files = sorted(path for path in folder.glob("*") if path.suffix in (".txt", ".html", ".md"))
        if len(files) < 2:
            raise DataMissing("a dossier needs two accounts", where=str(folder))
        extractions = [cc.extract(file) for file in files]
        forms = forms_of_sides(extractions)
        sides[folder.name] = next((f"{left} ↔ {right}" for left, right in forms.items()), "")
        kept, lines, number = _held_against(extractions, forms)
        right, total = right + kept, total + number
        changed += [f"{folder.name}: {line}" for line in lines]
    return SideScores(right, total, sides, tuple(changed))


def _held_against(extractions: Sequence[Extraction], forms: dict[str, str]) -> tuple[int, list[str], int]:
    """The points that were kept, what became of the others, and how many there are on both sides together."""
    import contrechamp as cc
    from contrechamp.compare import compare_extractions

    moved = [exchange(extraction.account, forms) for extraction in extractions]
    again = [cc.extract(account) for account, _ in moved]
    back = {account.id: places for account, places in moved}
    before = _shape(compare_extractions(extractions), {e.account.id: _Places(()) for e in extractions})
    after = _shape(compare_extractions(again), back)
    keys = before.keys() | after.keys()
    lines = [_told(key, before, after) for key in keys if before.get(key) != after.get(key)]
    return len(keys) - len(lines), sorted(lines), len(keys)


def _told(key: Key, before: dict[Key, str], after: dict[Key, str]) -> str:
    places = ", ".join(str(at) for _, at in sorted(key))
    return f"{before.get(key)} → {after.get(key)} at {places}"


Key = frozenset[tuple[str, int]]


def _shape(comparison: Comparison, places: dict[str, _Places]) -> dict[Key, str]:
    """The relation of each shared point, by where its claims begin in the accounts as they were."""
    begins = {claim.id: (e.account.id, claim.span.start) for e in comparison.extractions for claim in e.claims}
    found: dict[Key, str] = {}
    for point in comparison.points:
        if point.relation is not RelationKind.ONLY:
            claims = [begins[name] for stand in point.stands for name in stand.claims]
            key = frozenset((account, places[account].before(at)) for account, at in claims)
            found[key] = str(point.relation)
    return found


# ---------------------------------------------------------------- the exchange itself


@dataclass(frozen=True, slots=True)
class _Places:
    """Where the text of an exchanged account stood before: the ends of its pieces, here and there."""

    ends: tuple[tuple[int, int], ...]

    def before(self, at: int) -> int:
        """The place in the text as it was; inside a name, the name's begin."""
        here, there = 0, 0
        for new, old in self.ends:
            if new > at:
                break
            here, there = new, old
        return there + (at - here)


def exchange(account: Account, forms: dict[str, str]) -> tuple[Account, _Places]:
    """An account with the forms of two sides exchanged, and the way back to the places of its text."""
    if not forms:
        return account, _Places(())
    text, ends = _exchanged(account.text, forms, account.language)
    title = _exchanged(account.title, forms, account.language)[0] if account.title else account.title
    return replace(account, text=text, title=title, pieces=(), source=text), _Places(tuple(ends))


def _exchanged(text: str, forms: dict[str, str], language: str) -> tuple[str, list[tuple[int, int]]]:
    genders = _genders(text, forms, language)
    names = "|".join(sorted(map(re.escape, forms), key=len, reverse=True))
    pattern = re.compile(rf"(?<!\w)(?:([dD]['’]|[dD]e )(?={names}))?({names})(?!\w)")
    made, at, ends, length = [], 0, list[tuple[int, int]](), 0
    for found in pattern.finditer(text):
        new = forms[found[2]]
        if "|" in new:
            new = new.split("|")[genders.get(found.start(2), 0)]
        new = _joined(found[1], new)
        made += [text[at : found.start()], new]
        length += found.start() - at
        ends.append((length, found.start()))
        length += len(new)
        at = found.end()
        ends.append((length, at))
    return "".join([*made, text[at:]]), ends


def _joined(before: str | None, name: str) -> str:
    """A name behind *de*, elided where it begins with a vowel."""
    if before is None:
        return name
    return f"{before[0]}’{name}" if name[0] in VOWELS else f"{before[0]}e {name}"


def _genders(text: str, forms: dict[str, str], language: str) -> dict[int, int]:
    """By the place of each word whose other form needs it, 1 where the word is feminine."""
    from contrechamp.extract.syntax import parse

    if not any("|" in form for form in forms.values()):
        return {}
    found = {}
    for token in parse(text, language=language):
        gender = token.morph.get("Gender", []) or token.head.morph.get("Gender", [])
        found[token.idx] = int(gender == ["Fem"])
    return found


# ---------------------------------------------------------------- the forms of two sides


def forms_of_sides(extractions: Sequence[Extraction]) -> dict[str, str]:
    """What is exchanged for what in several accounts: the forms of two countries, or two names; else nothing."""
    language = extractions[0].account.language
    named = Counter(actor.key for extraction in extractions for actor in extraction.actors)
    for left, right, *people in read_table(language, "sides"):
        if named[f"country:{left}"] and named[f"country:{right}"]:
            return country_forms(left, right, people, language)
    return _two_names(extractions)


def country_forms(left: str, right: str, people: Sequence[str], language: str) -> dict[str, str]:
    """The forms of two countries and their people, each with its counterpart; `a|b` where the gender decides."""
    rows = {row[0]: row for row in read_table(language, "countries")}
    there = list(zip(_names(rows[left]), _names(rows[right]), strict=True))
    for one, other in zip(*(side.split(";") for side in people), strict=True) if people else ():
        there += list(zip(one.split("/"), other.split("/"), strict=True))
    forms: dict[str, str] = {}
    for one, other in there:
        forms.setdefault(one, other)
        forms.setdefault(other, one)
    for one, other in ((left, right), (right, left)):
        forms |= {form: new for form, new in _peoples(rows[one], rows[other]) if form not in forms}
    return forms


def _names(row: Sequence[str]) -> Iterator[str]:
    """A country's name behind its article and prepositions, its name alone, its capital; always in this order."""
    name, kind, capital = row[1], row[2], row[5].split(";")[0].lstrip("=")
    vowel = name[0] in VOWELS
    plural, masculine = kind.endswith("p"), kind.startswith("m")
    the = "les " if plural else "l’" if vowel else "le " if masculine else "la "
    of_the = "des " if plural else "de l’" if vowel else "du " if masculine else "de la "
    to = "aux " if plural else "au " if masculine and not vowel else "en "
    to_the = "aux " if plural else "à l’" if vowel else "au " if masculine else "à la "
    if kind == "-":
        the, of_the, to, to_the = "", "d’" if vowel else "de ", "en " if vowel else "à ", "à "
    for begin in (of_the, to, to_the, the, ""):
        for apostrophe in ("’", "'"):
            yield (begin + name).replace("’", apostrophe)
            yield (begin[:1].upper() + begin[1:] + name).replace("’", apostrophe)
    yield capital


def _peoples(row: Sequence[str], other: Sequence[str]) -> Iterator[tuple[str, str]]:
    """A country's adjectives and people, each with its counterpart."""
    mine, theirs = (side[4].split(";")[0].split("/") for side in (row, other))
    (man, woman), (he, she) = ((pair[0], pair[-1]) for pair in (mine, theirs))
    for end in ("", "s"):
        one, two = (word if word.endswith(("s", "x")) else word + end for word in (man, woman))
        three, four = (word if word.endswith(("s", "x")) else word + end for word in (he, she))
        pairs = ((one, f"{three}|{four}"),) if one == two else ((one, three), (two, four))
        for form, new in pairs:
            yield form, new
            yield form[0].upper() + form[1:], "|".join(part[0].upper() + part[1:] for part in new.split("|"))


def _two_names(extractions: Sequence[Extraction]) -> dict[str, str]:
    """The two names of one kind that the accounts name most, each for the other; names that share a word stay."""
    named = Counter(
        (actor.kind, actor.name)
        for extraction in extractions
        for actor in extraction.actors
        if actor.kind is not ActorKind.GROUP and actor.via == "name" and actor.name[:1].isupper()
    )
    for kind in (ActorKind.PERSON, ActorKind.PLACE, ActorKind.ORGANISATION, ActorKind.COUNTRY):
        names = [name for (of, name), _ in sorted(named.items(), key=lambda item: (-item[1], item[0][1])) if of is kind]
        for one, other in pairwise(names[:2]):
            if not {*one.split()} & {*other.split()}:
                words = list(zip((one, one.split()[-1]), (other, other.split()[-1]), strict=True))
                return dict(words) | {right: left for left, right in words}
    return {}
