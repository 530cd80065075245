"""The date that an account gives of itself: its dateline, and the date in its address."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from functools import cache

from contrechamp.lang import read_toml

_ISO = r"(?P<y1>(?:19|20)\d\d)-(?P<m1>\d\d?)-(?P<d1>\d\d?)"
_FIGURES = r"(?P<d2>\d\d?)[/.](?P<m2>\d\d?)[/.](?P<y2>(?:19|20)\d\d)"
_URL_DATES = (
    re.compile(r"(?<!\d)((?:19|20)\d\d)[/_-](0?[1-9]|1[0-2])[/_-](0?[1-9]|[12]\d|3[01])(?!\d)"),
    re.compile(r"(?<!\d)((?:19|20)\d\d)(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])(?!\d)"),
)
_HEAD_LINES, _FOOT_LINES, _HEAD_CHARACTERS = 6, 3, 160


def url_date(url: str) -> date | None:
    """The day in an address: `url_date("https://a.example/2024/03/05/titre.html")`; None when it has none."""
    for pattern in _URL_DATES:
        for found in pattern.finditer(url[:2_000]):
            if day := _day(*map(int, found.groups())):
                return day
    return None


def dateline(paragraphs: Sequence[str], language: str) -> date | None:
    """The date at the head of an account (*Moscou, le 13 septembre 2023*, *Publié le 3/5/2024*), else at its foot.

    Only a full date that begins a paragraph, or stands behind a place, an agency or *publié*, is one: a date inside the
    story is not.
    """
    first, line = _patterns(language)
    for paragraph in paragraphs[:_HEAD_LINES]:
        if found := first.match(paragraph[:_HEAD_CHARACTERS]):
            return _read(found, language)
    for paragraph in paragraphs[-_FOOT_LINES:]:
        if len(paragraph) <= _HEAD_CHARACTERS and (found := line.match(paragraph)):
            return _read(found, language)
    return None


def find_date(words: str, language: str) -> date | None:
    """The first full date anywhere in a short piece of text, such as a field of metadata."""
    if found := re.search(_date_pattern(language), words[:500], re.I):
        return _read(found, language)
    return None


@cache
def _months(language: str) -> dict[str, int]:
    return {name: n for n, names in enumerate(read_toml(language, "byline")["months"], 1) for name in names}


@cache
def _date_pattern(language: str) -> str:
    data = read_toml(language, "byline")
    months = "|".join(sorted(map(re.escape, _months(language)), key=len, reverse=True))
    days = "|".join(data["weekdays"])
    first = data["around_date"]["first"]
    words = rf"(?:(?:{days})\.?,?\s+)?(?P<d3>\d\d?)(?:{first})?\s+(?P<m3>{months})\.?\s+(?P<y3>(?:19|20)\d\d)"
    return rf"(?:{_ISO}|{_FIGURES}|{words})"


@cache
def _patterns(language: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    data = read_toml(language, "byline")
    verbs = "|".join(map(re.escape, data["published"]))
    day = _date_pattern(language)
    piece, on, this, at = (data["around_date"][name] for name in ("piece", "on", "this", "at"))
    behind_verb = rf"(?:{piece}\s+)?(?:{verbs})\s*(?::|{on}|{this}|,)?\s*(?:{on}\s+)?"
    behind_place = rf"(?:[^\W\d_][\w’'. -]{{1,40}}(?:\([^()]{{2,30}}\)\s*)?[,–—-]\s*(?:{on}\s+)?)"
    end = rf"(?=\s*(?:$|[.,:;–—(|/-]|{at}\s+\d|\d\d?\s*[h:]\s*\d))"
    alone = end.replace("[.,:;", "[.")
    first = rf"(?:(?:{behind_verb}|{behind_place}){day}{end}|\(?(?:{on}\s+)?{_other(day)}{alone})"
    line = rf"(?:{behind_verb}|{behind_place}|(?:{on}\s+)?){day}{end}[\s.,)]*(?:{at}\s+)?[\d\sh:]*$"
    return re.compile(first, re.I), re.compile(line, re.I)


def _other(day: str) -> str:
    """The same pattern with other names of groups, so that it can stand twice in one."""
    return re.sub(r"\?P<(\w)(\d)>", lambda name: f"?P<{name[1]}{int(name[2]) + 3}>", day)


def _read(found: re.Match[str], language: str) -> date | None:
    got = found.groupdict()
    for which in "123456":
        if got.get("y" + which):
            month = got["m" + which]
            return _day(
                int(got["y" + which]),
                int(month) if month.isdigit() else _months(language)[month.lower()],
                int(got["d" + which]),
            )
    return None


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
