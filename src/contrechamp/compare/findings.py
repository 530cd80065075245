"""What the claims of accounts are to each other, pair by pair of accounts: what is known of a pair is remembered."""

from __future__ import annotations

from collections import OrderedDict, defaultdict
from collections.abc import Iterable, Mapping, MutableMapping, Sequence
from contextlib import suppress
from dataclasses import replace
from hashlib import blake2b
from itertools import combinations
from threading import Lock
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from contrechamp.compare.counts import Finding
from contrechamp.compare.deeds import judge_deed
from contrechamp.compare.facts import Fact
from contrechamp.compare.grounds import ground, settle
from contrechamp.compare.joining import Pair, pair_up
from contrechamp.compare.nearness import claim_vectors, measure_nearness
from contrechamp.compare.oppositions import judge
from contrechamp.compare.partners import Partners, find_partners
from contrechamp.compare.retold import is_thin, judge_retold
from contrechamp.compare.titles import without_tails
from contrechamp.model import Extraction, RelationKind, Time

if TYPE_CHECKING:
    from contrechamp.compare.nearness import Table

Findings = Mapping[tuple[str, str], Finding]
"""By the ids of two claims, the one of the account with the smaller id first."""


class PairKey(NamedTuple):
    """Two accounts as they are compared: their ids, the smaller first, and a digest of all that findings depend on."""

    left: str
    right: str
    digest: str


Memory = MutableMapping[PairKey, Findings]
"""What was found between two accounts, all by the same rules."""


class Recent(OrderedDict[PairKey, Findings]):
    """The findings of the `most` pairs that were looked at last; several threads may look at once."""

    def __init__(self, most: int):
        super().__init__()
        self.most, self.lock = most, Lock()

    def __getitem__(self, key: PairKey) -> Findings:
        with self.lock:
            found = super().__getitem__(key)
            self.move_to_end(key)
            return found

    def __setitem__(self, key: PairKey, found: Findings) -> None:
        with self.lock:
            super().__setitem__(key, found)
            while len(self) > self.most:
                super().__delitem__(next(iter(self)))


IN_PROCESS: Memory = Recent(1 << 12)
"""What this process has found: the pairs of 90 accounts."""


def account_digest(extraction: Extraction, times: Sequence[Time]) -> str:
    """A digest of an account as it is compared: all of it, with its completed times, but for what only tells of where
    it came from, and its techniques."""
    account = replace(extraction.account, name="", source="", pieces=(), pages=(), found_in={}, warnings=())
    held = replace(extraction, account=account, times=tuple(times), techniques=())
    return blake2b(_written(held), digest_size=16).hexdigest()


def _written(record: object) -> bytes:
    try:
        return msgspec.json.encode(record)
    except UnicodeEncodeError:  # a lone surrogate
        return repr(record).encode("ascii", "backslashreplace")


def pair_key(left: str, right: str, digests: Mapping[str, str]) -> PairKey:
    """The key of two accounts by their ids, the smaller first, from the digests of each."""
    return PairKey(left, right, blake2b(f"{digests[left]}|{digests[right]}".encode(), digest_size=16).hexdigest())


def find_findings(facts: Iterable[Fact], digests: Mapping[str, str], memory: Memory | None = None) -> Findings:
    """The findings of all pairs of claims that speak of one thing.

    Two accounts are held against each other by themselves, so that a third one changes nothing between them. So what
    `memory` knows of a pair is taken from there, and what it does not know is put there; by default, it is that of the
    process. `digests` are those of the accounts (`account_digest`).
    """
    known = IN_PROCESS if memory is None else memory
    by_account: dict[str, list[Fact]] = defaultdict(list)
    for fact in facts:
        by_account[fact.account].append(fact)
    keys = {pair: pair_key(*pair, digests) for pair in combinations(sorted(by_account), 2)}
    found: dict[tuple[str, str], Findings] = {}
    for pair, key in keys.items():
        with suppress(KeyError):
            found[pair] = known[key]
    for pair, fresh in _find([pair for pair in keys if pair not in found], by_account).items():
        found[pair] = known[keys[pair]] = fresh
    return {names: finding for pair in keys for names, finding in found[pair].items()}


def _find(
    pairs: Sequence[tuple[str, str]], by_account: Mapping[str, Sequence[Fact]]
) -> dict[tuple[str, str], Findings]:
    """The findings of these pairs of accounts."""
    names = sorted({name for pair in pairs for name in pair})
    vectors = {name: claim_vectors(by_account[name]) for name in names}
    terms = {name: {term for fact in by_account[name] for term in fact.terms} for name in names}
    found: dict[tuple[str, str], Findings] = {}
    for one in names:
        others = [other for name, other in pairs if name == one]
        partners = find_partners(sorted(terms[one]), sorted(set().union(*(terms[other] for other in others))))
        for other in others:
            sides = by_account[one], by_account[other]
            found[one, other] = _find_between(*sides, vectors[one], vectors[other], partners)
    return found


def _find_between(
    left: Sequence[Fact], right: Sequence[Fact], rows: Table, columns: Table, partners: Partners
) -> Findings:
    pairs = pair_up(*without_tails(left, right), measure_nearness(rows, columns), partners)
    judged = ((pair, _judge(pair)) for pair in pairs)
    found = {(pair.meeting.left.id, pair.meeting.right.id): finding for pair, finding in judged if finding is not None}
    return settle(found, {fact.id: fact for fact in (*left, *right)})


def _judge(pair: Pair) -> Finding | None:
    """The relation of two claims by their words; where these say nothing, or too little, in other words."""
    finding = judge(pair.meeting, pair.alignment)
    if finding is not None and is_thin(pair, finding):
        finding = None
    if finding is None or finding.kind is RelationKind.NOT_COMPARABLE:
        finding = judge_retold(pair) or finding
    grounded = ground(pair, finding) if finding is not None else None
    if grounded is None or grounded.kind is RelationKind.NOT_COMPARABLE:
        deed = judge_deed(pair)
        return (ground(pair, deed) if deed is not None else None) or grounded
    return grounded
