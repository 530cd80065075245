"""Whether the names of the two sides change how accounts relate: exchange them in a whole dossier, and compare again.

Two countries are exchanged with their articles, peoples, capitals and leaders (`lang/*/sides.tsv`). Where a dossier has
no such pair, the two persons, places or organisations that it names most often are.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path

from contrechamp.errors import DataMissing
from contrechamp.evaluate.exchange import NO_ARTICLE, Places, country_forms, exchange, name_forms
from contrechamp.lang import read_table
from contrechamp.model import ActorKind, Comparison, Extraction, RelationKind


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
        if not forms:  # no sides: what is not exchanged cannot change
            continue
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
    before = _shape(compare_extractions(extractions), {e.account.id: Places() for e in extractions})
    after = _shape(compare_extractions(again), back)
    keys = before.keys() | after.keys()
    lines = [_told(key, before, after) for key in keys if before.get(key) != after.get(key)]
    return len(keys) - len(lines), sorted(lines), len(keys)


def _told(key: Key, before: dict[Key, str], after: dict[Key, str]) -> str:
    places = ", ".join(str(at) for _, at in sorted(key))
    return f"{before.get(key)} → {after.get(key)} at {places}"


Key = frozenset[tuple[str, int]]


def _shape(comparison: Comparison, places: dict[str, Places]) -> dict[Key, str]:
    """The relation of each shared point, by where its claims begin in the accounts as they were."""
    begins = {claim.id: (e.account.id, claim.span.start) for e in comparison.extractions for claim in e.claims}
    found: dict[Key, str] = {}
    for point in comparison.points:
        if point.relation is not RelationKind.ONLY:
            claims = [begins[name] for stand in point.stands for name in stand.claims]
            key = frozenset((account, places[account].before(at)) for account, at in claims)
            found[key] = str(point.relation)
    return found


# ---------------------------------------------------------------- what is exchanged for what

FEWEST = 2
"""A country, place or organisation that is named more seldom is no side."""


def forms_of_sides(extractions: Sequence[Extraction]) -> dict[str, str]:
    """What is exchanged for what in several accounts: the forms of two countries, or two names; else nothing.

    The countries of a line of `sides.tsv`, else the two that are named most in all accounts together.
    """
    language = extractions[0].account.language
    named = Counter(actor.key for extraction in extractions for actor in extraction.actors)
    for left, right, *people in read_table(language, "sides"):
        if named[f"country:{left}"] and named[f"country:{right}"]:
            return country_forms(left, right, people, language)
    return _two_names(extractions)


def _two_names(extractions: Sequence[Extraction]) -> dict[str, str]:
    """The two names of one kind that the accounts name most, each for the other; names that share a word stay."""
    named = Counter(
        (actor.kind, actor.name)
        for extraction in extractions
        for actor in extraction.actors
        if actor.kind is not ActorKind.GROUP and actor.via == "name" and actor.name[:1].isupper()
    )
    text = "\n".join(extraction.account.text for extraction in extractions)
    for kind in (ActorKind.PERSON, ActorKind.PLACE, ActorKind.ORGANISATION, ActorKind.COUNTRY):
        ranked = sorted(named.items(), key=lambda item: (-item[1], item[0][1]))
        names = [name for (of, name), count in ranked if of is kind and (of is ActorKind.PERSON or count >= FEWEST)]
        for one, other in pairwise(names[:2]):
            if not {*one.split()} & {*other.split()}:
                ends = one.split()[-1], other.split()[-1]
                kinds = _kind_of(one, text), _kind_of(other, text)
                return name_forms(one, other, kinds) | name_forms(*ends, (NO_ARTICLE, NO_ARTICLE))
    return {}


_ARTICLES = {"le": "m", "du": "m", "au": "m", "la": "f", "les": "mp", "des": "mp", "aux": "mp"}


def _kind_of(name: str, text: str) -> str:
    """Gender and number of a name, by the article that stands before it in a text."""
    before = Counter(re.findall(rf"(?<!\w)(l[ae]s?|l[’']|du|des|aux?)\s?{re.escape(name)}(?!\w)", text, re.IGNORECASE))
    articles = Counter({word.lower(): count for word, count in before.items()})
    return next((_ARTICLES.get(word, "m") for word, _ in articles.most_common(1)), NO_ARTICLE)
