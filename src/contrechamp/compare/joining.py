"""How likely it is that two claims speak of one thing, by features that can be read off, weighed on gold dossiers."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from math import exp, log

import msgspec

from contrechamp.compare.alignment import Alignment, align
from contrechamp.compare.facts import Fact
from contrechamp.compare.nearness import Nearness
from contrechamp.compare.pairs import HOLDERS, Meeting, candidates, meet, weigh_dossier
from contrechamp.compare.partners import Partners
from contrechamp.compare.tallies import read_tallies, tally_keys
from contrechamp.compare.when import names_a_day, shared_time
from contrechamp.compare.words import fold_lemma
from contrechamp.errors import DataMissing
from contrechamp.lang import folder


class Weights(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A logistic regression over named features: `weights` on the features as they are, and the `intercept`."""

    source: str
    weights: dict[str, float]
    intercept: float


@dataclass(frozen=True, slots=True)
class Pair:
    """Two claims that may speak of one thing.

    `likely` is the probability of it, `best` says that neither claim has a much likelier partner, and `day` how telling
    a day or date is that both name, 0 where they name none.
    """

    meeting: Meeting
    alignment: Alignment
    likely: float
    best: bool
    day: float


@dataclass(frozen=True, slots=True)
class Scene:
    """How telling each happening, kind, actor and time is in two accounts: 1 in few claims, less in many."""

    happenings: dict[str, float]
    kinds: dict[str, float]
    actors: dict[str, float]
    times: dict[str, float]


def read_scene(facts: Sequence[Fact]) -> Scene:
    """The scene of the claims of two accounts. O(n)."""
    return Scene(
        happenings=_telling([{h.name for h in fact.happenings} for fact in facts]),
        kinds=_telling([fact.kinds for fact in facts]),
        actors=_telling([actors_in(fact) for fact in facts]),
        times=_telling([{time.timex for time in fact.times} for fact in facts]),
    )


def _telling(sets: Sequence[set[str] | frozenset[str]]) -> dict[str, float]:
    counts = Counter(name for names in sets for name in names)
    total = len(sets) + 1
    return {name: log(1 + total / count) / log(1 + total) for name, count in counts.items()}


def actors_in(fact: Fact) -> frozenset[str]:
    """The keys of the actors of a claim, and of its predicate's participants."""
    arguments = fact.others if fact.subject is None else (fact.subject, *fact.others)
    return fact.keys | {argument.actor for argument in arguments if argument.actor}


NEAREST = 2
"""Partners of each claim that are looked at for their meaning alone."""

RIVAL = 0.6
"""A pair less likely than this part of the likeliest pair of one of its claims is no pair."""


USUAL = 20
"""Claims of an account in the dossiers that the weights were learnt on: with more of them, a claim has more rivals."""


def pair_up(
    left: Sequence[Fact], right: Sequence[Fact], nearness: Nearness, partners: Partners | None = None
) -> list[Pair]:
    """The pairs of claims of two accounts that may speak of one thing; `partners` are those of all words, if known."""
    facts = [*left, *right]
    scale, scene = weigh_dossier(facts), read_scene(facts)
    places = {(i, j - len(left)) for i, j in candidates(facts, scale) if i < len(left) <= j}
    places |= _nearest(nearness) | _of_one_happening(left, right, scene) | _of_one_kind(left, right)
    prior = log(USUAL / max(USUAL, len(left), len(right)))
    found = []
    best = defaultdict[tuple[str, int], float](float)
    for i, j in sorted(places):
        meeting = meet(left[i], right[j], scale, partners)
        alignment = align(left[i], right[j])
        features = measure_pair(meeting, alignment, scene, nearness, (i, j))
        likely = probability(features, prior)
        found.append(
            (
                i,
                j,
                Pair(
                    meeting,
                    alignment,
                    likely,
                    best=True,
                    day=features["time"] if names_a_day(left[i].times, right[j].times) else 0.0,
                ),
            )
        )
        best["row", i] = max(likely, best["row", i])
        best["column", j] = max(likely, best["column", j])
    return [replace(pair, best=pair.likely >= RIVAL * max(best["row", i], best["column", j])) for i, j, pair in found]


def _nearest(nearness: Nearness) -> set[tuple[int, int]]:
    import numpy as np

    rows, columns = nearness.centred.shape
    if not rows or not columns:
        return set()
    by_row = np.argsort(-nearness.centred, axis=1, kind="stable")[:, :NEAREST]
    by_column = np.argsort(-nearness.centred, axis=0, kind="stable")[:NEAREST]
    found = {(i, int(j)) for i in range(rows) for j in by_row[i]}
    return found | {(int(i), j) for j in range(columns) for i in by_column[:, j]}


TELLING = 0.4
"""A happening that more claims tell (the fire, in a dossier of a fire) brings no pair together by itself."""


def _of_one_happening(left: Sequence[Fact], right: Sequence[Fact], scene: Scene) -> set[tuple[int, int]]:
    holders: dict[str, list[int]] = {}
    for j, fact in enumerate(right):
        for happening in fact.happenings:
            if scene.happenings[happening.name] >= TELLING:
                holders.setdefault(happening.name, []).append(j)
    return {
        (i, j) for i, fact in enumerate(left) for happening in fact.happenings for j in holders.get(happening.name, ())
    }


def _of_one_kind(left: Sequence[Fact], right: Sequence[Fact]) -> set[tuple[int, int]]:
    """Pairs of claims with figures of one unit, or that count things of one kind; not what many claims count."""
    holders: dict[str, tuple[list[int], list[int]]] = {}
    for side, facts in enumerate((left, right)):
        for at, fact in enumerate(facts):
            for key in {key for tally in read_tallies(fact) for key in tally_keys(tally)} if fact.figures else ():
                holders.setdefault(key, ([], []))[side].append(at)
    kept = [both for both in holders.values() if len(both[0]) + len(both[1]) <= HOLDERS]
    return {(i, j) for rows, columns in kept for i in rows for j in columns}


def measure_pair(
    meeting: Meeting, alignment: Alignment, scene: Scene, nearness: Nearness, at: tuple[int, int]
) -> dict[str, float]:
    """The features of two claims; `at` is their row and column in the tables of nearness."""
    left, right = meeting.left, meeting.right
    told = {h.name: h for h in left.happenings}
    shared = [(told[h.name], h) for h in right.happenings if h.name in told]
    central = [a.name for a, b in shared if stands_central(left, a.words) and stands_central(right, b.words)]
    time = shared_time(left.times, right.times)
    return {
        "likeness": meeting.likeness,
        "words": float(min(len(meeting.words), 5)),
        "cosine": float(nearness.cosine[at]),
        "centred": float(nearness.centred[at]),
        "row": float(nearness.row[at]),
        "column": float(nearness.column[at]),
        "subject": 0.35 if alignment.subject is None else alignment.subject,
        "happenings": sum(scene.happenings[a.name] for a, _ in shared),
        "central": sum(scene.happenings[name] for name in central),
        "kinds": sum(scene.kinds[name] for name in left.kinds & right.kinds),
        "actors": sum(scene.actors[key] for key in actors_in(left) & actors_in(right)),
        "figures": float(bool(left.figures and right.figures)),
        "time": scene.times[time[0].timex] if time else 0.0,
        "short": log(1 + min(len(left.terms), len(right.terms))),
        "denied": float(left.denied != right.denied),
    }


SHORT = 3
"""Terms of a claim so short that all of it is its predication."""


def stands_central(fact: Fact, words: Sequence[str], short: int = SHORT) -> bool:
    """Whether words stand in a claim's predication: its predicate, or where its predicate's meaning stands; all of a
    claim of so few terms as `short` does."""
    if len(fact.terms) <= short:
        return True
    predicate = fact.claim.predicate
    if predicate is None:
        return any(word in fact.heads for word in words)
    heads = {*fact.heads, fold_lemma(predicate.lemma)}
    if len(words) > 1 or fact.universal:
        heads |= {fold_lemma(argument.lemma) for argument in predicate.arguments}
    return any(word in heads for word in words)


def probability(features: dict[str, float], prior: float = 0.0, language: str = "fr") -> float:
    """How likely it is that two claims speak of one thing, 0 to 1. `prior` is added to the log odds."""
    model = read_weights(language)
    total = prior + model.intercept + sum(weight * features[name] for name, weight in model.weights.items())
    return 1 / (1 + exp(-max(-30.0, min(30.0, total))))


@cache
def read_weights(language: str = "fr") -> Weights:
    """The shipped weights of a language. Raises UnknownLanguage, DataMissing."""
    path = folder(language) / "joining.json"
    if not path.is_file():
        raise DataMissing("the weights are not there", where=f"lang/{language}/joining.json", remedy="reinstall")
    return msgspec.json.decode(path.read_bytes(), type=Weights)
