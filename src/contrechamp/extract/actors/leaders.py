"""Who led a country or an organisation at the time a text speaks of."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from contrechamp.extract.actors.lexicon import Office, offices
from contrechamp.lang import read_toml
from contrechamp.text.fold import fold_words


def leader_of(
    of: str,
    wanted: set[str],
    gender: str,
    named: Mapping[str, int],
    reference: date | None,
    language: str = "fr",
    *,
    past: bool = False,
) -> Office | None:
    """The holder of one of the `wanted` offices (`leads`: whoever leads), or None where several or none can be meant.

    At a known time (`reference`) it is the one in office then, unless the text names only others (`named`: keys of
    persons). Without one it is the only one named, or the only one in office together with the leaders that the text
    names. With `past` only somebody named will do.
    """
    fitting = [one for one in offices(language) if one.of == of and _holds(one, wanted)]
    fitting = [one for one in fitting if not gender or one.gender == gender]
    here = [one for one in fitting if one.key in named]
    month = reference.year * 12 + reference.month - 1 if reference else None
    if past:
        return _only([one for one in here if month is None or not _in_office(one, month, month)])
    if month is None:
        return _only(here) or (None if here else _together(fitting, named, language))
    now = _only([one for one in fitting if _in_office(one, month, month)])
    if now is None:
        return _only(here)
    return now if now.key in named or not here else None


def _only(candidates: list[Office]) -> Office | None:
    """The one person among terms of office; None where there is none or several."""
    return candidates[0] if len({one.key for one in candidates}) == 1 else None


def portfolio(function: str, about: frozenset[str], language: str = "fr") -> str:
    """The office of a minister, by what the ministry is of: `economie` for *ministre de l'Économie et des Finances*."""
    table = read_toml(language, "actors")["portfolios"]
    if function in table["whole"]:
        return str(table["whole"][function])
    if function not in table["functions"]:
        return ""
    return next((name for name, words in table["of"].items() if about.intersection(map(fold_words, words))), "")


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
    return _only([one for one in fitting if _in_office(one, since, min(ends))])
