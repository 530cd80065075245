"""Points that are given and not found: claims that people put together or corrected, held against each other anew."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import combinations

from contrechamp.compare.about import cited_days
from contrechamp.compare.counts import Finding
from contrechamp.compare.facts import Fact, read_facts
from contrechamp.compare.findings import account_digest, find_findings
from contrechamp.compare.points import _point
from contrechamp.compare.turned import is_turned, turned_sentences
from contrechamp.extract.times.completion import complete_times
from contrechamp.model import Copy, Extraction, Point, RelationKind

__all__ = ["judge_given"]

Pair = tuple[str, str]


def judge_given(
    groups: Sequence[Sequence[str]],
    extractions: Sequence[Extraction],
    origins: Sequence[Sequence[str]],
    copies: Sequence[Copy] = (),
) -> tuple[Point | None, ...]:
    """One point for each group of claim ids, by the rules that `find_points` judges its own by.

    Only pairs of accounts that meet in a group are compared. None for a group in which no claim says anything that can
    be held against another (`read_facts`); such claims are left out of the others.
    """
    if not groups:
        return ()
    order = [extraction.account.id for extraction in extractions]
    facts, digests = _facts({claim for group in groups for claim in group}, extractions)
    known = {fact.id: fact for held in facts.values() for fact in held}
    turned = turned_sentences(extractions, copies)
    pairs: dict[Pair, Mapping[Pair, Finding]] = {}
    points: list[Point | None] = []
    for group in groups:
        names = [name for name in group if name in known]
        inside: dict[Pair, Finding] = {}
        for pair in combinations(sorted({known[name].account for name in names}), 2):
            if pair not in pairs:
                pairs[pair] = find_findings(facts[pair[0]] + facts[pair[1]], digests)
            inside |= {
                (left, right): finding
                for (left, right), finding in pairs[pair].items()
                if left in names and right in names
                if finding.kind is not RelationKind.AGREE or not is_turned(known[left], known[right], turned)
            }
        points.append(_point(names, inside, known, order, origins) if names else None)
    return tuple(points)


def _facts(wanted: set[str], extractions: Sequence[Extraction]) -> tuple[dict[str, list[Fact]], dict[str, str]]:
    """The facts of every account that holds one of these claims, with its dates completed from all accounts; and the
    digests of these accounts."""
    ordered = sorted(extractions, key=lambda extraction: extraction.account.id)
    times = complete_times(
        {extraction.account.id: extraction.times for extraction in ordered},
        {extraction.account.id: extraction.account.published for extraction in ordered},
        links=cited_days(ordered),
    )
    inside = [extraction for extraction in ordered if any(claim.id in wanted for claim in extraction.claims)]
    facts = {e.account.id: read_facts(e, times[e.account.id]) for e in inside}
    return facts, {e.account.id: account_digest(e, times[e.account.id]) for e in inside}
