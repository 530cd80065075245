"""Who led a country or an organisation at the time a text speaks of."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from contrechamp.extract.actor_lexicon import Office, offices


def leader_of(
    of: str, wanted: set[str], gender: str, named: Mapping[str, int], reference: date | None, language: str = "fr"
) -> Office | None:
    """The holder of one of the `wanted` offices (`leads`: whoever leads), or None where several or none can be meant.

    Somebody named in the text comes first (`named`: keys of persons); then the one in office at `reference`; then the
    only one who was in office together with the leaders that the text names.
    """
    fitting = [one for one in offices(language) if one.of == of and _holds(one, wanted)]
    fitting = [one for one in fitting if not gender or one.gender == gender]
    here = [one for one in fitting if one.key in named]
    month = reference.year * 12 + reference.month - 1 if reference else None
    for candidates in (here, fitting):
        people = {one.key: one for one in candidates}
        if len(people) == 1 and candidates is here:
            return candidates[0]
        if month is not None:
            people = {one.key: one for one in candidates if _in_office(one, month, month)}
            if len(people) == 1:
                return next(iter(people.values()))
    return _together(fitting, named, language) if month is None else None


def _holds(one: Office, wanted: set[str]) -> bool:
    return one.office in wanted or ("leads" in wanted and one.leads) or ("guide" in wanted and one.office == "chief")


def _in_office(one: Office, since: int, until: int) -> bool:
    return one.since <= until and (one.until is None or one.until >= since)


def _together(fitting: list[Office], named: Mapping[str, int], language: str) -> Office | None:
    """The only one in office during the whole time that the leaders named in the text shared."""
    terms: dict[str, list[Office]] = {}
    for one in offices(language):
        if one.key in named:
            terms.setdefault(one.key, []).append(one)
    if not terms:
        return None
    since = max(min(one.since for one in known) for known in terms.values())
    ends = [max((one.until or 10**6) for one in known) for known in terms.values()]
    people = {one.key: one for one in fitting if _in_office(one, since, min(ends))}
    return next(iter(people.values())) if len(people) == 1 else None
