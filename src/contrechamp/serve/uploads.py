"""What a form brings to be read: files that were dropped, texts that were pasted."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources import files
from io import BytesIO
from pathlib import Path

from starlette.datastructures import FormData, UploadFile
from starlette.requests import Request

from contrechamp.serve.lines import one_line
from contrechamp.serve.settings import Limits

SEPARATOR = re.compile(r"^[ \t]*={3,}[ \t]*\r?$", re.MULTILINE)
"""A line of three or more equals signs stands between two texts in one field; browsers end lines by CR LF."""


class Named(BytesIO):
    """Bytes in memory that know what they are called."""

    def __init__(self, data: bytes, name: str):
        super().__init__(data)
        self.name = name


@dataclass(frozen=True, slots=True)
class Form:
    """A form that was sent: the sources that it brings, and its other fields."""

    sources: tuple[Named, ...]
    fields: dict[str, str]


async def received(request: Request, limits: Limits, pasted: str) -> Form:
    """The form of a request. `pasted` is what texts without a name are called (`%d` for their number).

    Raises HTTPException 400 for a form that is broken or has too many parts; BodyTooLarge for too many bytes.
    """
    form = await request.form(max_files=limits.files, max_fields=limits.fields, max_part_size=limits.text)
    async with _closing(form):
        dropped = [Named(await file.read(), shown_name(file.filename or "-")) for file in _files(form)]
        texts = list(_texts(form))
        sources = [*dropped, *(Named(text.encode("utf-8", "replace"), pasted % n) for n, text in enumerate(texts, 1))]
        fields = {name: value for name, value in form.items() if isinstance(value, str)}
    return Form(tuple(sources), fields)


class _closing:  # noqa: N801 - read as a word
    def __init__(self, form: FormData):
        self.form = form

    async def __aenter__(self) -> None: ...

    async def __aexit__(self, *_: object) -> None:
        await self.form.close()


def _files(form: FormData) -> Iterator[UploadFile]:
    """The files that were chosen; a browser sends an empty, nameless one where none was."""
    for value in form.getlist("files"):
        if isinstance(value, UploadFile) and (value.filename or value.size):
            yield value


def _texts(form: FormData) -> Iterator[str]:
    for value in form.getlist("text"):
        if isinstance(value, str):
            yield from (part.strip("\r\n") for part in SEPARATOR.split(value) if part.strip())


def shipped_example() -> Iterator[Named]:
    """The accounts of the example that a wheel carries inside the package and a source checkout beside it."""
    package = files("contrechamp")
    shipped = package / "examples" / "entrepot"
    folder = shipped if shipped.is_dir() else Path(str(package)).parents[1] / "examples" / "entrepot"
    for file in sorted(folder.iterdir(), key=lambda file: file.name):
        if file.name.endswith(".txt"):
            yield Named(file.read_bytes(), file.name)


def shown_name(name: str) -> str:
    """The last part of a file's name on one line; at most some 120 characters."""
    visible = one_line(re.split(r"[/\\]", name)[-1])
    if len(visible) > 120:
        stem, dot, ending = visible.rpartition(".")
        visible = f"{stem[:100]}…{dot}{ending}" if dot and len(ending) < 12 else visible[:120] + "…"
    return visible if visible.strip(".") else "-"
