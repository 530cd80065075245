"""The public functions: the four verbs, and three small ones that work on bare text.

Each imports its room when it is called, so that `import contrechamp` stays light.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from os import PathLike
from typing import TYPE_CHECKING, Any, BinaryIO, cast, overload

from contrechamp.model import Account, Comparison, Extraction

if TYPE_CHECKING:
    from contrechamp.model import Quantity, Relation, Time
    from contrechamp.show import BinaryForm, TextForm

Source = str | PathLike[str] | bytes | BinaryIO


def read(source: Source | Account | Iterable[Source]) -> Account | tuple[Account, ...]:
    """The account in a file, in bytes or in a binary file object; several for a folder or several sources.

    Raises an AccountError for a single source that cannot be read, NothingUsable where a folder or a list holds no
    account at all. To keep going past unreadable accounts and see the errors, use `contrechamp.read.read_all`.
    """
    from contrechamp.errors import NothingUsable, said
    from contrechamp.read import is_single, read_all
    from contrechamp.read import read as read_one

    if is_single(source):
        return read_one(cast("Source", source))
    folder = isinstance(source, str | PathLike)
    reading = read_all([cast("Source", source)] if folder else cast("Iterable[Source]", source))
    if not reading.accounts:
        nothing = said("there is no account to read", "il n’y a aucun récit à lire")
        raise reading.errors[0] if reading.errors else NothingUsable(nothing)
    return reading.accounts


def extract(account: Account | Source, *, pipeline: str | None = None) -> Extraction:
    """All that is marked in an account: actors, times, quantities, claims with their voices, techniques.

    `pipeline` names another installed spaCy pipeline to use instead of the one that contrechamp ships.
    """
    from contrechamp.pipeline import extract_one

    return extract_one(account, pipeline=pipeline)


def compare(accounts: Iterable[Account | Extraction | Source], *, pipeline: str | None = None) -> Comparison:
    """The accounts side by side. Takes paths, Accounts or Extractions, in any mixture.

    Raises NothingUsable for fewer than two accounts.
    """
    from contrechamp.pipeline import compare_all

    return compare_all(accounts, pipeline=pipeline)


@overload
def show(comparison: Comparison, form: TextForm = ..., *, language: str = ...) -> str: ...
@overload
def show(comparison: Comparison, form: BinaryForm, *, language: str = ...) -> bytes: ...
@overload
def show(comparison: Comparison, form: str, *, language: str = ...) -> str | bytes: ...


def show(comparison: Comparison, form: str = "terminal", *, language: str = "fr") -> str | bytes:
    """A comparison as `terminal` table, `html` page, `json` …, with labels in `language`; see `contrechamp.show.forms`.

    Text, but bytes for `pdf` and `parquet`. Raises UnknownFormat, FormUnavailable.
    """
    from contrechamp.show import show as render

    return render(comparison, form, language=language)


def find_quantities(text: str, language: str = "fr") -> tuple[Quantity, ...]:
    """The figures in a bare text, as said. Spans count code points of `text`; no pipeline is loaded."""
    from contrechamp.extract.quantities import find_quantities as find

    return find(text, language)


def find_times(text: str, language: str = "fr", reference: date | None = None) -> tuple[Time, ...]:
    """The expressions of time in a bare text as TIMEX3, relative ones resolved against `reference` if given."""
    from contrechamp.extract.times import find_times as find

    return find(text, language, reference)


def relate(left: str, right: str, language: str = "fr", *, model: str | None = None) -> Relation:
    """How two bare statements stand to each other, with reasons, and how likely it is that both cannot hold.

    `model` names a cross-encoder for entailment that is to give the score, a folder or `hub:owner/name`; it takes the
    extra `models`.
    """
    from contrechamp.compare.relations import relate as relate_texts

    return relate_texts(left, right, language, model=model)


def _in_notebook(record: Account | Extraction | Comparison) -> str:
    from contrechamp.show.notebook import to_notebook

    return to_notebook(record)


def _bundle(record: Account | Extraction | Comparison, **_: Any) -> dict[str, str]:
    """What a notebook keeps: without it, it would keep the whole of `repr` beside the page."""
    from contrechamp.show.notebook import in_a_line

    return {"text/html": _in_notebook(record), "text/plain": in_a_line(record)}


# A notebook asks a record how it looks. The records know of no room; their public face gives them the answer.
for _kind in (Account, Extraction, Comparison):
    _kind._repr_html_ = _in_notebook  # type: ignore[union-attr]
    _kind._repr_mimebundle_ = _bundle  # type: ignore[union-attr]
