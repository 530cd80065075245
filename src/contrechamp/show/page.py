"""A comparison as one self-contained HTML page: it loads nothing, runs nothing, and is read without a script.

Every view is built in its own module as plain records; the templates only lay them out. All foreign text is escaped by
Jinja, or by `marked` where marks overlap; the content policy allows the page's own style sheet by its hash and nothing
else, so that even an escape that was missed could not run or request anything.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from hashlib import sha256
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from contrechamp.model import SCHEMA, Comparison
from contrechamp.show import views
from contrechamp.show.drawing import Bar, lane
from contrechamp.show.index import index
from contrechamp.show.quotes import Quotes
from contrechamp.show.strings import Words
from contrechamp.show.strings import words as words_of
from contrechamp.show.views.grid import Filters
from contrechamp.version import __version__

if TYPE_CHECKING:
    from jinja2 import Environment

SECTIONS = ("grid", "figures", "timeline", "texts", "voices", "copies", "wording", "notes")
"""The views in the order of the page; one that has nothing to show says so, wording is left out."""


def to_page(comparison: Comparison, language: str = "fr") -> str:
    """The page, with labels in `language`. O(n) in the texts and their marks."""
    words = words_of(language)
    view = views.page(Quotes(index(comparison), words))
    style = stylesheet() + "".join(_filter_rules(view.filters))
    return laid_out(view, words, style, words.group("lead"))


def laid_out(
    view: views.Page, words: Words, style: str, leads: Mapping[str, str], sections: Sequence[str] = SECTIONS
) -> str:
    """The page's markup with a style sheet and some views; `leads` say under each one's title how it is read."""
    return (
        _environment()
        .get_template("page.html")
        .render(
            t=words,
            view=view,
            leads=leads,
            sections=[name for name in sections if name != "wording" or view.wording],
            style=Markup(style),
            samples=samples(),
            version=__version__,
            schema=SCHEMA,
            digest=b64encode(sha256(style.encode()).digest()).decode(),
        )
    )


def stylesheet() -> str:
    """The style sheet that every page carries."""
    return (files(__package__) / "static" / "page.css").read_text(encoding="utf-8")


def samples() -> list[tuple[str, Markup]]:
    """One lane for each shape of figure, for the legend of the charts."""
    bars = {
        "exact": Bar(50, 50),
        "range": Bar(25, 75),
        "open": Bar(25, None),
        "approximate": Bar(50, 50, soft=True),
    }
    return [(kind, lane(bar, ())) for kind, bar in bars.items()]


def _filter_rules(filters: Filters) -> Iterator[str]:
    """Rules that hide rows without the chosen voice or actor; classes are made of numbers, never of names.

    `:has` looks into the filters only: on the whole body it would be asked again for every element that is loaded.
    """
    for group, options in (("voice", filters.voices), ("actor", filters.actors)):
        for option in options:
            chosen = f'.filters:has(#f-{group} [value="{option.value}"]:checked)'
            yield f"{chosen}~* .item:not(.{option.value}){{display:none}}\n"


@cache
def _environment() -> Environment:
    from jinja2 import Environment, PackageLoader, StrictUndefined

    environment = Environment(
        loader=PackageLoader("contrechamp.show", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["link"] = safe_link
    environment.filters["lower_first"] = lambda said: said[:1].lower() + said[1:]
    return environment


def safe_link(address: Any) -> str:
    """The address if it leads to a web page, else nothing: `javascript:` and the like are never made clickable."""
    said = str(address or "").strip()
    return said if said.lower().startswith(("http://", "https://")) else ""
