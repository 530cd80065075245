"""Who held which office when: plausible months, and nobody holds an office beside another, unless both claimed it."""

from __future__ import annotations

import re
from collections import defaultdict
from itertools import pairwise

import pytest

from contrechamp.lang import languages, read_table

MONTH = re.compile(r"(19[5-9]\d|20[0-4]\d)-(0[1-9]|1[0-2])")
CLAIMED_BY_TWO = {("CI", "state", "Laurent Gbagbo", "Alassane Ouattara")}
"""After the vote of November 2010 both were sworn in, until the first was arrested in April 2011."""

TABLES = [code for code in languages() if any(read_table(code, "leaders"))]


def terms(language):
    """(of, office) → its terms (from, to, name) in the order of time; an open end is after all others."""
    found = defaultdict(list)
    for name, _, of, office, _, _, since, until in read_table(language, "leaders"):
        found[of, office].append((since, "9999-12" if until == "-" else until, name))
    return {key: sorted(held) for key, held in found.items()}


@pytest.mark.parametrize("language", TABLES)
def test_months_are_months_and_no_term_ends_before_it_begins(language):
    for name, _, _, _, leads, gender, since, until in read_table(language, "leaders"):
        assert MONTH.fullmatch(since), (name, since)
        assert until == "-" or (MONTH.fullmatch(until) and since <= until), (name, since, until)
        assert leads in ("yes", "-", "no", "") and gender in ("m", "f"), (name, leads, gender)


@pytest.mark.parametrize("language", TABLES)
def test_one_at_a_time(language):
    """One goes out in the month in which the next comes in."""
    for (of, office), held in terms(language).items():
        if office == "member":
            continue
        beside = {(of, office, a[2], b[2]) for a, b in pairwise(held) if b[0] < a[1]}
        assert beside <= CLAIMED_BY_TWO
        assert sum(until == "9999-12" for _, until, _ in held) <= 1, (of, office)


@pytest.mark.parametrize("language", TABLES)
def test_nobody_is_twice_in_one_office_at_once(language):
    for held in terms(language).values():
        assert len({(since, name) for since, _, name in held}) == len(held)
