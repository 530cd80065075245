"""The table of formats, and one file through it: bytes → accounts, members of a container, or a coded error.

This is what runs in the child process. A format's reader gives back either a `Draft`, which becomes one account, or a
list of `Raw`, the members of a container, which are read on their own.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from importlib import import_module

from contrechamp.errors import (
    AccountError,
    ComponentMissing,
    ContrechampError,
    DamagedFile,
    TooDeep,
    TooMuchMemory,
    said,
)
from contrechamp.model import Account, Warned
from contrechamp.read.checks import binary
from contrechamp.read.draft import Draft, finish
from contrechamp.read.kind import kind_of
from contrechamp.read.limits import Limits
from contrechamp.read.source import Raw

Members = Sequence[Raw | AccountError | Warned]
Reader = Callable[[Raw, Limits], Draft | Members]

FORMATS = {
    "text": ("plain", "read_plain"),
    "markdown": ("markdown", "read_markdown"),
    "html": ("html", "read_html"),
    "pdf": ("pdf", "read_pdf"),
    "docx": ("office", "read_docx"),
    "odt": ("office", "read_odt"),
    "mail": ("mail", "read_mail"),
    "json": ("tables", "read_json"),
    "csv": ("tables", "read_csv"),
    "feed": ("feeds", "read_feed"),
    "warc": ("warc", "read_warc"),
    "zip": ("archive", "read_zip"),
    "gzip": ("archive", "read_gzip"),
}
"""Kind of file → module and function that reads it. A new format is a line here, and one in `kind_of`."""

TRUSTED = frozenset(("text", "markdown"))
"""Read by contrechamp's own linear code alone, so without a child process."""


def read_bytes(raw: Raw, limits: Limits, language: str | None = None) -> list[Account | Raw | AccountError | Warned]:
    """What is in one file: an account, the members of a container, or the error that says why there is none."""
    try:
        kind = raw.told.get("kind") or kind_of(raw.data)
        if kind.startswith("foreign:"):
            raise binary(raw.name, kind.removeprefix("foreign:"))
        found = reader(kind)(raw, limits)
        return [finish(found, raw, limits, language)] if isinstance(found, Draft) else list(found)
    except AccountError as error:
        return [_named(error, raw.name)]
    except ContrechampError:
        raise
    except MemoryError:
        return [too_much_memory(raw.name, limits)]
    except RecursionError:
        return [too_deep(raw.name)]
    except ImportError as error:
        return [_missing(raw.name, error)]
    except Exception as error:  # whatever a foreign library raises on a foreign file is that file's damage
        return [_damaged(raw.name, error)]


def reader(kind: str) -> Reader:
    """The function that reads a kind of file; its module is loaded now."""
    module, function = FORMATS[kind]
    found: Reader = getattr(import_module(f"contrechamp.read.{module}"), function)
    return found


def _named(error: AccountError, name: str) -> AccountError:
    return error if error.where else type(error)(error.cause, where=name, kept=error.kept, remedy=error.remedy)


def too_much_memory(name: str, limits: Limits) -> AccountError:
    """The error for a file that takes more memory than the limit."""
    return TooMuchMemory(
        said(
            f"reading it takes more than {limits.memory // 1_000_000} MB",
            f"la lecture demande plus de {limits.memory // 1_000_000} Mo",
        ),
        where=name,
        remedy=said("if you trust the file, raise Limits.memory", "si le fichier est sûr, relever Limits.memory"),
    )


def too_deep(name: str) -> AccountError:
    """The error for archives in archives, and for what a parser cannot climb down."""
    return TooDeep(
        said("it is nested too deeply", "il est trop profondément emboîté"),
        where=name,
        remedy=said("save the account as text", "enregistrer le récit en texte"),
    )


def _missing(name: str, error: ImportError) -> AccountError:
    return ComponentMissing(
        said(f"{error.name or 'a library'} is not installed", f"{error.name or 'une bibliothèque'} n’est pas installé"),
        where=name,
        remedy=said("reinstall contrechamp", "réinstaller contrechamp"),
    )


def _damaged(name: str, error: Exception) -> AccountError:
    what = f"{type(error).__name__}: {error}"[:200]
    return DamagedFile(
        said(f"damaged ({what})", f"abîmé ({what})"),
        where=name,
        remedy=said("fetch or export it again", "le récupérer ou l’exporter à nouveau"),
    )
