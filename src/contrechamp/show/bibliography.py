"""The accounts as references: BibTeX (BibLaTeX reads it too) and CSL-JSON, for Zotero, LaTeX, pandoc.

A byline is kept as one literal name: who is a person and which word is the family name would be a guess. The note holds
the digest of the bytes that were read, since a page changes and an account without an address has nothing else.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

from contrechamp.model import Account, Comparison
from contrechamp.show.clean import clean
from contrechamp.show.index import file_name
from contrechamp.show.marked import anchor
from contrechamp.show.page import safe_link

_SPECIAL = {
    "\\": r"\textbackslash{}", "{": r"\textbraceleft{}", "}": r"\textbraceright{}", "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}", "#": r"\#", "$": r"\$", "%": r"\%", "&": r"\&", "_": r"\_",
}  # fmt: skip
"""What TeX reads. A brace is named, not escaped: BibTeX counts braces whatever stands before them."""

_SPECIALS = re.compile("[" + re.escape("".join(_SPECIAL)) + "]")
_MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
_BABEL = {"fr": "french", "en": "english", "de": "german", "es": "spanish", "it": "italian"}


def to_bibtex(comparison: Comparison, language: str = "fr") -> str:
    """One entry an account, in their order: `@article` with its outlet as the journal, `@misc` without one."""
    return "\n".join(_entry(account) for account in comparison.accounts)


def to_csl(comparison: Comparison, language: str = "fr") -> str:
    """The accounts as an array of CSL-JSON items, in their order."""
    return json.dumps([_item(account) for account in comparison.accounts], ensure_ascii=False, indent=1) + "\n"


def escaped(text: str) -> str:
    """`text` on one line, so that no character of it means anything to BibTeX or TeX."""
    return _SPECIALS.sub(lambda found: _SPECIAL[found[0]], _line(text))


def _entry(account: Account) -> str:
    lines = ",\n".join(f"  {name} = {value}" for name, value in _fields(account))
    return f"@{'article' if account.outlet else 'misc'}{{{key(account)},\n{lines}\n}}\n"


def _fields(account: Account) -> Iterator[tuple[str, str]]:
    if account.byline:
        yield "author", f"{{{{{escaped(account.byline)}}}}}"
    yield "title", f"{{{{{escaped(_title(account))}}}}}"
    if account.outlet:
        yield "journal", f"{{{escaped(account.outlet)}}}"
    if account.published:
        yield "year", f"{{{account.published.year}}}"
        yield "month", _MONTHS[account.published.month - 1]
        yield "day", f"{{{account.published.day}}}"
    if address := _address(account):
        yield "url", f"{{{address}}}"
    if account.language in _BABEL:
        yield "langid", f"{{{_BABEL[account.language]}}}"
    if account.sha256:
        yield "note", f"{{SHA-256 {escaped(account.sha256)}}}"


def _item(account: Account) -> dict[str, Any]:
    day = account.published
    item: dict[str, Any] = {
        "id": key(account),
        "type": "article-newspaper" if account.outlet else "webpage" if _address(account) else "document",
        "title": _line(_title(account)),
        "author": [{"literal": _line(account.byline)}] if account.byline else None,
        "container-title": _line(account.outlet) if account.outlet else None,
        "issued": {"date-parts": [[day.year, day.month, day.day]]} if day else None,
        "URL": _address(account) or None,
        "language": account.language,
        "note": f"SHA-256 {account.sha256}" if account.sha256 else None,
    }
    return {name: value for name, value in item.items() if value is not None}


def key(account: Account) -> str:
    """The key of an account's entry: the same in every run, of letters, digits and a hyphen alone."""
    return anchor("account", account.id)


def _title(account: Account) -> str:
    return account.title or file_name(account) or account.id


def _line(text: str) -> str:
    return clean(" ".join(text.split()), lines=False)


def _address(account: Account) -> str:
    """The account's web address with what could end the field percent-encoded."""
    return quote(_line(safe_link(account.url)), safe="%/:=&?~#+!$,;'@()*[]")
