"""JSON, JSON Lines and CSV: one account a record, its fields found by the names of keys and columns."""

from __future__ import annotations

import csv
import io
import json
import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files

from contrechamp.errors import AccountError, DamagedFile, EmptyAccount, said
from contrechamp.model import Warned
from contrechamp.read.decode import decode
from contrechamp.read.draft import Draft
from contrechamp.read.kind import kind_of
from contrechamp.read.limits import Limits
from contrechamp.read.notes import warn
from contrechamp.read.plain import read_plain
from contrechamp.read.source import Raw
from contrechamp.text.fold import fold_words

_LONGEST_FIELD = 20_000_000
_DEPTH = 6


def read_json(raw: Raw, limits: Limits) -> Draft | list[Raw | AccountError | Warned]:
    """One member for each record of a JSON file, a list, or JSON Lines; a broken line is an error of its own."""
    text = decode(raw.data, raw.told.get("charset")).text
    try:
        whole = json.loads(text, strict=False)
    except RecursionError:
        raise
    except ValueError:
        return _json_lines(text, raw, limits)
    records = list(_records(whole))
    if not records:
        return read_plain(raw, limits) if not isinstance(whole, list | dict) else _no_records(raw)
    return _members(enumerate(records, 1), raw, limits, len(records))


def _json_lines(text: str, raw: Raw, limits: Limits) -> Draft | list[Raw | AccountError | Warned]:
    found: list[tuple[int, Mapping[str, object]]] = []
    broken: list[AccountError] = []
    lines = [(number, line) for number, line in enumerate(text.split("\n"), 1) if line.strip()]
    for number, line in lines[: limits.records]:
        try:
            record = json.loads(line, strict=False)
            found += [(number, inner) for inner in _records(record)]
        except RecursionError:
            broken.append(_broken(raw, number, "nested too deeply"))
        except ValueError as error:
            broken.append(_broken(raw, number, str(error)))
    if found:
        return [*_members(found, raw, limits, len(lines)), *broken]
    if text.lstrip("\ufeff \n\r\t").startswith(('{"', "[{", "{\n", "[\n")):
        raise broken[0] if broken else EmptyAccount(said("no record in it", "aucun enregistrement"), where=raw.name)
    return read_plain(raw, limits)


def _broken(raw: Raw, number: int, why: str) -> AccountError:
    return DamagedFile(
        said(f"line {number} is no JSON ({why[:80]})", f"la ligne {number} n’est pas du JSON ({why[:80]})"),
        where=f"{raw.name}#{number}",
        kept=said("the other lines", "les autres lignes"),
        remedy=said("mend the line", "réparer la ligne"),
    )


def _records(value: object, depth: int = 0) -> Iterator[Mapping[str, object]]:
    """The objects that hold a text: the value itself, members of a list, or lists inside an object."""
    if isinstance(value, list):
        for member in value:
            yield from _records(member, depth)
    elif isinstance(value, dict):
        if _field(value, "text"):
            yield value
        elif depth < _DEPTH:
            for member in value.values():
                if isinstance(member, list | dict):
                    yield from _records(member, depth + 1)


def _no_records(raw: Raw) -> list[Raw | AccountError | Warned]:
    names = ", ".join(_names()["text"][:6])
    raise EmptyAccount(
        said("no record holds a text", "aucun enregistrement ne contient de texte"),
        where=raw.name,
        remedy=said(f"name the key of the text one of: {names}", f"nommer la clé du texte : {names}"),
    )


def read_csv(raw: Raw, limits: Limits) -> Draft | list[Raw | AccountError | Warned]:
    """One member for each row of a table whose first line names its columns."""
    text = decode(raw.data, raw.told.get("charset")).text.lstrip("\ufeff")
    first = text.split("\n", 1)[0]
    mark = max(",;\t|", key=first.count)
    csv.field_size_limit(_LONGEST_FIELD)
    rows: list[tuple[int, Mapping[str, object]]] = []
    count = 0
    try:
        for count, row in enumerate(csv.DictReader(io.StringIO(text, newline=""), delimiter=mark), 2):
            if count - 1 <= limits.records and _field(row, "text"):
                rows.append((count, {str(key): value for key, value in row.items()}))
    except csv.Error as error:
        raise DamagedFile(
            said(
                f"the table breaks off at row {count + 1} ({error})",
                f"le tableau s’interrompt ligne {count + 1} ({error})",
            ),
            where=raw.name,
            remedy=said("export it again", "l’exporter à nouveau"),
        ) from None
    if not rows:
        return read_plain(raw, limits)
    notes = [warn("W118", what="a quotation mark is missing")] if text.count('"') % 2 else []
    return [*_members(rows, raw, limits, count - 1), *notes]


def _members(
    records: Iterator[tuple[int, Mapping[str, object]]]
    | enumerate[Mapping[str, object]]
    | list[tuple[int, Mapping[str, object]]],
    raw: Raw,
    limits: Limits,
    count: int,
) -> list[Raw | AccountError | Warned]:
    members: list[Raw | AccountError | Warned] = []
    for number, record in records:
        if len(members) >= limits.records:
            break
        members.append(_member(record, f"{raw.name}#{number}"))
    if count > limits.records:
        members.append(warn("W115", count=limits.records, what="records", all=count))
    return members


def _member(record: Mapping[str, object], name: str) -> Raw:
    """A record as a file: lead and text, with its fields told."""
    text, lead = _field(record, "text"), _field(record, "lead")
    whole = f"{lead}\n\n{text}" if lead and lead not in text else text
    data = whole.encode("utf-8", "replace")
    told = {name: _field(record, name)[:2_000] for name in ("title", "byline", "outlet", "published", "url")}
    kind = "html" if kind_of(data) == "html" else "text"
    known = {key: value for key, value in told.items() if value}
    return Raw(name, data, {**known, "place": "record", "charset": "utf-8", "kind": kind})


def _field(record: Mapping[str, object], field: str) -> str:
    """The value of a field under the first of its names that the record has; an empty string for none."""
    keys = {_bare(key): key for key in reversed([key for key in record if isinstance(key, str)])}
    for name in _names()[field]:
        value = record.get(keys.get(name, ""))
        if isinstance(value, list) and all(isinstance(part, str) for part in value):
            value = ("\n\n" if field == "text" else ", ").join(value)
        if isinstance(value, str | int | float) and not isinstance(value, bool) and str(value).strip():
            return _whole(str(value)) if isinstance(value, str) else repr(value)[:100]
    return ""


def _whole(value: str) -> str:
    return value.encode("utf-8", "replace").decode("utf-8").replace("\0", "\ufffd")


def _bare(key: str) -> str:
    return "".join(char for char in fold_words(key[:60]) if char.isalnum())


@cache
def _names() -> Mapping[str, list[str]]:
    return tomllib.loads(files("contrechamp.read").joinpath("columns.toml").read_text(encoding="utf-8"))
