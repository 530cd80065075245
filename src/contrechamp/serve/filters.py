"""How templates write dates, errors, names and roles in the visitor's language."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any

from babel.dates import format_date, format_time
from starlette.datastructures import URL

from contrechamp.errors import ContrechampError, tell, tell_warning
from contrechamp.model import Warned
from contrechamp.serve.catalogue import N_, translations, typeset
from contrechamp.serve.settings import base_url
from contrechamp.show.clean import clean
from contrechamp.show.index import file_name, label
from contrechamp.show.strings import words
from contrechamp.show.values import say_day
from contrechamp.store.searching import AROUND

ROLES = {
    "reader": N_("reader"),
    "reviewer": N_("reviewer"),
    "editor": N_("editor"),
    "admin": N_("admin"),
}

DEEDS = {
    "signed in": N_("signed in"),
    "signed out": N_("signed out"),
    "sign-in refused": N_("sign-in refused"),
    "refused": N_("refused"),
    "changed the password": N_("changed the password"),
    "made a key for a program": N_("made a key for a program"),
    "added a person": N_("added a person"),
    "changed a role": N_("changed a role"),
    "set a password": N_("set a password"),
    "removed a person": N_("removed a person"),
    "made a dossier": N_("made a dossier"),
    "renamed a dossier": N_("renamed a dossier"),
    "deleted a dossier": N_("deleted a dossier"),
    "added accounts": N_("added accounts"),
    "removed an account": N_("removed an account"),
    "renamed an account": N_("renamed an account"),
}
"""What stands in the audit list, in English as it is kept."""


def filters(language: str) -> Mapping[str, Callable[..., Any]]:
    """The filters of a language, by the names that templates use."""
    told = translations(language).gettext
    set_ = typeset if language == "fr" else str

    def moment(when: datetime) -> str:
        here = when.astimezone()
        return f"{format_date(here, 'medium', locale=language)}, {format_time(here, 'short', locale=language)}"

    def day(when: date) -> str:
        return format_date(when, "long", locale=language)

    def timex(value: str) -> str:
        return say_day(words(language), value)

    def error(found: ContrechampError) -> str:
        return set_(clean(found.line(language)))

    def line(said: str) -> str:
        return set_(clean(tell(said, language)))

    def warning(warned: Warned) -> str:
        return set_(clean(tell_warning(warned, language)))

    def name(found: Any) -> str:
        return clean(found if isinstance(found, str) else file_name(found) or "", lines=False)

    def role(name: str) -> str:
        return told(ROLES.get(str(name), str(name)))

    def deed(name: str) -> str:
        return told(DEEDS.get(name, name))

    return {
        "moment": moment,
        "date": day,
        "day": timex,
        "told": error,
        "tell": line,
        "warning": warning,
        "label": label,
        "file_name": name,
        "role": role,
        "deed": deed,
        "own": own,
        "whole_words": whole_words,
        "base_url": base_url,
    }


def whole_words(context: str, side: str) -> str:
    """The words before or after a hit, without the one that may be cut at the far end; `…` stands for it."""
    if len(context) < AROUND:
        return context
    if side == "left":
        return f"… {context.partition(' ')[2]}" if " " in context else context
    return f"{context.rpartition(' ')[0]} …" if " " in context else context


def own(url: URL) -> str:
    """The path and query of an address, without its host."""
    return url.path + (f"?{url.query}" if url.query else "")
