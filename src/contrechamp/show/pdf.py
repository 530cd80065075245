"""A comparison on paper: the page's own markup with `static/paper.css`, set by WeasyPrint as a tagged PDF (PDF/UA-1).

Nothing is fetched: every address that the markup could name is refused, the style sheet and the drawings are in it. The
bytes depend on the comparison, the version and the fonts of the machine alone: there is no date, and the identifier is
a digest of the markup.
"""

from __future__ import annotations

import re
from functools import cache
from hashlib import sha256
from importlib.resources import files
from typing import Any, NoReturn

from contrechamp.errors import FormUnavailable, said
from contrechamp.model import Comparison
from contrechamp.show import views
from contrechamp.show.index import index
from contrechamp.show.page import laid_out
from contrechamp.show.quotes import Quotes
from contrechamp.show.strings import words as words_of

LARGEST = 3_000_000
"""Characters of markup that are set: some hundred accounts of a page, in two minutes and 2 GB; both grow with it."""


def to_pdf(comparison: Comparison, language: str = "fr") -> bytes:
    """The PDF, with labels in `language`.

    Raises FormUnavailable where WeasyPrint or Pango is not installed, or the comparison is too large to be set.
    """
    html = paper(comparison, language)
    if len(html) > LARGEST:
        _unavailable(
            said(
                f"{len(html):,} characters of markup are more than can be set on paper ({LARGEST:,})",
                f"{len(html):,} caractères de balisage, plus que ce qui se met en pages ({LARGEST:,})".replace(
                    ",", " "
                ),
            ),
            said("take fewer accounts, or html", "prendre moins de récits, ou html"),
        )
    weasyprint = _weasyprint()
    document = weasyprint.HTML(string=html, url_fetcher=_refusing()())
    written: bytes = document.write_pdf(pdf_variant="pdf/ua-1", pdf_identifier=sha256(html.encode()).digest()[:16])
    return written


def paper(comparison: Comparison, language: str = "fr") -> str:
    """The markup that is set: the page with the paper's style and leads, each drawing with its own style and title."""
    words = words_of(language)
    style = (files(__package__) / "static" / "paper.css").read_text(encoding="utf-8")
    leads = {**words.group("lead"), **words.group("lead_paper")}
    html = laid_out(views.page(Quotes(index(comparison), words)), words, style, leads)
    inside = f"<title>{words('chart_text')}</title><style>{_INK}</style>"
    return _DRAWING.sub(lambda found: found[0] + inside, html)


_DRAWING = re.compile(r'<svg class="(?:lane|ribbons)"[^<>]*>')
"""Our own elements only: in foreign text `<` is escaped."""

_INK = """
.tick { stroke: #d9d5ca; stroke-width: .7 }
.event { stroke: #1e1d1a; stroke-width: 1; stroke-dasharray: 2 2 }
text { font: 9px "Liberation Sans", "DejaVu Sans", sans-serif; fill: #5d5a52; text-anchor: middle }
.value { fill: #1e1d1a; stroke: #1e1d1a; stroke-width: 1.5 }
.range { fill: #8b8a87; stroke: #1e1d1a; stroke-width: 1.2 }
.open, .head { fill: none; stroke: #1e1d1a; stroke-width: 1.8 }
.value.soft, .range.soft { fill: #fff }
.range.soft { stroke-dasharray: 4 2 }
.open.soft { stroke-dasharray: 5 3 }
.bar { fill: #d9d5ca }
.ribbon { fill: #37567a; fill-opacity: .3; stroke: #37567a; stroke-width: .8 }
.changed { stroke-dasharray: 4 3 }
"""
"""What `page.css` says of drawings: an inline drawing does not see the style sheet around it."""


def _weasyprint() -> Any:
    """The module. It needs the Pango library of the system, and says so with an OSError where that is missing."""
    try:
        import weasyprint
    except ImportError:
        _unavailable(
            said("WeasyPrint is not installed", "WeasyPrint n’est pas installé"),
            said("pip install 'contrechamp[pdf]'", "pip install 'contrechamp[pdf]'"),
        )
    except OSError:
        _unavailable(
            said("WeasyPrint does not find the library Pango", "WeasyPrint ne trouve pas la bibliothèque Pango"),
            said(
                "install Pango, on Debian: apt install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0",
                "installer Pango, sous Debian : apt install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0",
            ),
        )
    return weasyprint


def _unavailable(cause: str, remedy: str) -> NoReturn:
    kept = said("every other form can be written", "toutes les autres formes s’écrivent")
    raise FormUnavailable(cause, where="pdf", kept=kept, remedy=remedy) from None


@cache
def _refusing() -> Any:
    """A fetcher that opens no address at all, not even `data:` or `file:`."""
    from weasyprint.urls import URLFetcher

    class Refusing(URLFetcher):  # type: ignore[misc]
        def fetch(self, url: str, headers: Any = None) -> NoReturn:
            raise ValueError("nothing is fetched")

    return Refusing
