"""What is found between two accounts is found once: a third account changes nothing between them."""

from __future__ import annotations

from itertools import product

import pytest

from contrechamp.compare import compare_extractions, findings
from contrechamp.compare.partners import LEAST, find_partners
from contrechamp.compare.words_alike import alike
from contrechamp.extract import extract
from contrechamp.model import Account, Extraction

TOLD = (
    "Le pont a cédé mardi soir. {} ouvriers ont été blessés. Le maire a promis une enquête.",
    "Mardi, le pont s’est effondré : {} blessés parmi les ouvriers. Une enquête est ouverte.",
    "Selon la mairie, {} personnes ont été blessées. La route reste fermée le 3 mars.",
)


@pytest.fixture(scope="module")
def accounts() -> list[Extraction]:
    return [extract(Account(f"a{n}", TOLD[n % 3].format(n + 3), "fr", name=f"a{n}")) for n in range(7)]


@pytest.fixture
def compared(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Grows by one for each pair of accounts that is really compared."""
    count: list[int] = []
    real = findings.pair_up
    monkeypatch.setattr(findings, "pair_up", lambda *sides: count.append(1) or real(*sides))
    return count


def test_an_account_that_joins_is_held_against_each_other_one_once(
    accounts: list[Extraction], compared: list[int]
) -> None:
    memory: findings.Memory = {}
    compare_extractions(accounts[:6], memory)
    assert len(compared) == 15
    joined = compare_extractions(accounts, memory)
    assert len(compared) == 15 + 6
    assert joined == compare_extractions(accounts, {})


def test_an_account_that_leaves_costs_nothing(accounts: list[Extraction], compared: list[int]) -> None:
    memory: findings.Memory = {}
    compare_extractions(accounts, memory)
    before = len(compared)
    assert compare_extractions(accounts[1:], memory) == compare_extractions(accounts[1:], {})
    assert len(compared) == before + 15  # of the second one alone


def test_the_process_remembers(accounts: list[Extraction], compared: list[int]) -> None:
    first = compare_extractions(accounts[:3])
    before = len(compared)
    assert compare_extractions(accounts[:3]) == first
    assert len(compared) == before


def test_another_mark_is_another_account(accounts: list[Extraction], compared: list[int]) -> None:
    from dataclasses import replace

    memory: findings.Memory = {}
    compare_extractions(accounts[:3], memory)
    one = accounts[0]
    figure = replace(one.quantities[0], low=99, high=99)
    fixed = [replace(one, quantities=(figure, *one.quantities[1:])), *accounts[1:3]]
    assert compare_extractions(fixed, memory) == compare_extractions(fixed, {})
    assert len(compared) == 3 + 2 + 3


def test_a_date_that_another_account_completes_is_compared_anew(compared: list[int]) -> None:
    plain = [extract(Account(f"b{n}", TOLD[2].format(n), "fr")) for n in range(2)]
    dated = extract(Account("b2", "Le 3 mars 2021, la route était fermée.", "fr"))
    memory: findings.Memory = {}
    compare_extractions(plain, memory)
    assert compare_extractions([*plain, dated], memory) == compare_extractions([*plain, dated], {})
    assert len(compared) == 1 + 3 + 3  # the year is new to both


def test_the_pairs_looked_at_last_are_kept() -> None:
    one, two, three = (findings.PairKey("a", "b", str(n)) for n in range(3))
    recent = findings.Recent(2)
    recent[one] = recent[two] = {}
    assert recent[one] == {}
    recent[three] = {}
    assert set(recent) == {one, three}


def test_partners_are_all_words_that_are_alike() -> None:
    left = ["evacuer", "blesse", "mort", "ferme", "pont", "maire", "feu", "enquete", "moscou", ""]
    right = ["evacuation", "mort", "tuer", "ouvrir", "ouvrage", "edile", "incendie", "investigation", "zzzz"]
    wanted = {(a, b): near for a, b in product(left, right) if (near := alike(a, b)) >= LEAST}
    found = {(a, b): near for a, others in find_partners(left, right).items() for b, near in others}
    assert found == wanted
    assert find_partners(left, []) == find_partners([], right) == {}
