"""The words of the room in each language: English in the code and templates, the others in `locale/<xx>/serve.po`.

The catalogues are read as they are written; nothing is compiled beside them.

    python -m contrechamp.serve.catalogue            gathers the strings into the catalogues, keeps what is translated
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from gettext import GNUTranslations, NullTranslations
from importlib.resources import as_file, files
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from babel.messages.catalog import Catalog

LANGUAGES = ("fr", "en")
"""The languages of the interface, the default first."""

SOURCE = "en"
"""The language of the strings in code and templates."""

KEYWORDS: dict[str, tuple[int, ...] | None] = {
    "_": None,
    "gettext": None,
    "ngettext": (1, 2),
    "say": None,
    "says": (1, 2),
    "N_": None,
}

HEADER = """\
# What: the words of the room in this language, by the English of code and templates. Source: contrechamp.
# Licence: Apache-2.0. Write plain spaces before : ; ! ? and inside « »; the command below makes them no-break.
# Made by: python -m contrechamp.serve.catalogue"""

_NARROW = re.compile(r" (?=[;!?»])|(?<=«) ")


def N_(message: str) -> str:  # noqa: N802 - the name by which gettext's tools know it
    """The message itself: marks a string that is translated where it is shown."""
    return message


@cache
def translations(language: str) -> NullTranslations:
    """The strings of a language, ready to be looked up. English needs no catalogue."""
    if language == SOURCE:
        return NullTranslations()
    from babel.messages.mofile import write_mo

    compiled = BytesIO()
    write_mo(compiled, catalogue(language))
    return GNUTranslations(BytesIO(compiled.getvalue()))


def catalogue(language: str) -> Catalog:
    """The catalogue of a language as its file holds it."""
    from babel.messages.pofile import read_po

    with as_file(files(__package__) / "locale" / language / "serve.po") as file, file.open("rb") as opened:
        return read_po(opened, locale=language, domain="serve")


def typeset(text: str) -> str:
    """French with its no-break spaces: narrow before ; ! ? » and after «, full before the colon."""
    return _NARROW.sub("\u202f", text).replace(" :", "\u00a0:")


def gathered() -> Catalog:
    """Every string of the room's code and templates, without translations."""
    from babel.messages.catalog import Catalog

    found = Catalog(domain="serve", project="contrechamp", charset="utf-8", fuzzy=False)
    for place, _, message, comments in sorted(_extracted(), key=lambda each: (each[0], each[1])):
        found.add(message, locations=[(place, 0)], auto_comments=comments)
    return found


def _extracted() -> Iterator[tuple[str, int, str | tuple[str, ...], list[str]]]:
    from babel.messages.extract import extract_from_file

    here = Path(str(files(__package__)))
    for method, ending in (("python", "*.py"), ("jinja2.ext:babel_extract", "*.html")):
        for path in sorted(here.rglob(ending)):
            options = {"silent": "false", "trimmed": "true", "newstyle_gettext": "true"} if ending == "*.html" else {}
            name = path.relative_to(here).as_posix()
            for line, message, comments, _ in extract_from_file(method, path, KEYWORDS, ("i18n:",), options):
                yield name, line, message, comments


def update(language: str) -> int:
    """How many strings lack a translation, after a catalogue was written anew from code and templates."""
    from babel.messages.pofile import write_po

    path = Path(str(files(__package__))) / "locale" / language / "serve.po"
    kept = catalogue(language) if path.exists() else None
    fresh = gathered()
    fresh.locale = language
    fresh.header_comment = HEADER
    for message in fresh:
        old = kept.get(message.id) if kept and message.id else None
        if old is not None and old.string:
            parts = old.string if isinstance(old.string, tuple | list) else (old.string,)
            set_ = tuple(typeset(part) for part in parts)
            message.string = set_ if len(set_) > 1 or message.pluralizable else set_[0]
    out = BytesIO()
    write_po(out, fresh, width=0, omit_header=False, sort_output=False, include_lineno=False)
    path.parent.mkdir(parents=True, exist_ok=True)
    text = re.sub(
        r'^"(POT-Creation-Date|PO-Revision-Date|Last-Translator|Language-Team|Report-Msgid-Bugs-To|Generated-By).*\n',
        "",
        out.getvalue().decode(),
        flags=re.M,
    )
    path.write_text(text, encoding="utf-8")
    return sum(
        1
        for message in fresh
        if message.id and not (all(message.string) if isinstance(message.string, tuple) else message.string)
    )


if __name__ == "__main__":
    for each in LANGUAGES:
        if each != SOURCE:
            print(f"{each}: {update(each)} without translation")
