"""How a record shows itself in a notebook: its page in a frame that may do nothing, and one line of plain text.

The frame's sandbox grants nothing: no script, no form, no window, no origin. A page over `LARGEST` bytes would stay in
the notebook's file for good, so that its place is taken by the beginning of what a terminal shows.
"""

from __future__ import annotations

from markupsafe import Markup

from contrechamp.model import Account, Comparison, Event, Extraction
from contrechamp.show import views
from contrechamp.show.clean import clean
from contrechamp.show.index import index, label
from contrechamp.show.page import laid_out, stylesheet, to_page
from contrechamp.show.quotes import Quotes
from contrechamp.show.strings import words as words_of

LARGEST = 1_500_000
"""Bytes of a page that is kept in a notebook: some twenty accounts."""

_BASE = ("base-uri 'none'; form-action 'none'\">", 'form-action \'none\'">\n<base href="about:srcdoc">')
"""A frame takes the address of the notebook around it: without a base of its own, its links would open that in it."""

_LINES = 200
_SHOWN = {Account: ("texts", "notes"), Extraction: ("texts", "figures", "timeline", "voices", "wording", "notes")}

Shown = Account | Extraction | Comparison


def to_notebook(record: Shown, language: str = "fr") -> str:
    """The record as HTML for a notebook: an `iframe` with its page, or what the terminal shows of it."""
    page = to_page(record, language) if isinstance(record, Comparison) else _alone(record, language)
    if len(page.encode("utf-8", "replace")) > LARGEST:
        return _as_text(record, language)
    frame = '<iframe sandbox="" title="{}" srcdoc="{}" style="width:100%;height:36rem;border:1px solid #8884"></iframe>'
    return str(Markup(frame).format(in_a_line(record, language), page.replace(*_BASE, 1)))


def in_a_line(record: Shown, language: str = "fr") -> str:
    """The record in a line of plain text: what it is, whose, how much is in it."""
    words = words_of(language)
    if isinstance(record, Comparison):
        said = [record.event.title or words("untitled"), words.count("accounts", len(record.accounts))]
        return clean(" · ".join([*said, words.count("points", len(record.points))]), lines=False)
    account = record if isinstance(record, Account) else record.account
    said = [label(account), words.count("words", len(account.text.split()))]
    said += [words.count("claims", len(record.claims))] if isinstance(record, Extraction) else []
    return clean(" · ".join(said), lines=False)


def _alone(record: Account | Extraction, language: str) -> str:
    """The page of one account: its text with its marks, and the views that need no other."""
    extraction = record if isinstance(record, Extraction) else Extraction(record)
    account = extraction.account
    words = words_of(language)
    whole = Comparison(Event(account.title or label(account)), (account,), (extraction,), (), origins=((account.id,),))
    view = views.page(Quotes(index(whole), words))
    return laid_out(view, words, stylesheet(), words.group("lead"), _SHOWN[type(record)])


def _as_text(record: Shown, language: str) -> str:
    from contrechamp.show.terminal import extraction_table, to_terminal

    if isinstance(record, Comparison):
        lines = to_terminal(record, language).splitlines()
    else:
        lines = extraction_table(record if isinstance(record, Extraction) else Extraction(record)).splitlines()
    cut = lines[:_LINES] + ([words_of(language)("more_in_page")] if len(lines) > _LINES else [])
    return str(Markup("<pre>{}</pre>").format("\n".join(cut)))
