"""Tables beside the pages: the same rows as CSV for spreadsheets or as JSON for programs."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from io import StringIO
from unicodedata import normalize
from urllib.parse import quote

from fastapi import HTTPException
from starlette.responses import Response

from contrechamp.show.csv import harmless

Cell = str | int | float | bool | None
FORMS = ("csv", "json")
TYPES = {"csv": "text/csv; charset=utf-8; header=present", "json": "application/json"}


def table(form: str, name: str, columns: Sequence[str], rows: Iterable[Mapping[str, Cell]]) -> Response:
    """The rows in a form, called `name` when they are saved. Raises 404 for a form that is not one of FORMS.

    CSV: UTF-8, RFC 4180, a head line even without rows, cells that a spreadsheet would run made harmless.
    """
    if form not in FORMS:
        raise HTTPException(404)
    content = _json(rows) if form == "json" else _csv(columns, rows)
    return Response(
        content, media_type=TYPES[form], headers={"content-disposition": saved_as(f"{name}.{form}", "inline")}
    )


def _json(rows: Iterable[Mapping[str, Cell]]) -> str:
    return json.dumps([dict(row) for row in rows], ensure_ascii=False, indent=1, allow_nan=False) + "\n"


def _csv(columns: Sequence[str], rows: Iterable[Mapping[str, Cell]]) -> str:
    out = StringIO()
    writer = csv.DictWriter(out, columns)
    writer.writeheader()
    writer.writerows({name: harmless(row.get(name)) for name in columns} for row in rows)
    return out.getvalue()


def moment(when: datetime | date) -> str:
    """A moment as ISO 8601 writes it."""
    return when.isoformat()


def saved_as(name: str, how: str = "attachment") -> str:
    """The Content-Disposition header for a file name, whatever characters are in it (RFC 6266)."""
    plain = re.sub(r"[^A-Za-z0-9._-]+", "-", normalize("NFKD", name).encode("ascii", "ignore").decode()).strip("-.")
    return f"{how}; filename=\"{plain or 'contrechamp'}\"; filename*=UTF-8''{quote(name, safe='')}"
