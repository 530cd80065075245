"""Word precision and recall of reading pages, beside trafilatura alone and Resiliparse alone, in the same run.

    python benchmarks/read_wikinews.py ../shared/data/wikinews

The pages carry no plain text beside them, so the reference is derived from the pages alone: the text of every
`h1`–`h6`, `p`, `li`, `blockquote` and `td` element of the body, read by Python's own HTML parser, which none of the
three uses. The pages hold the article and nothing else; so that there is something to leave out, each is also read
inside the frame of a news site (menus, a sidebar of headlines, a footer, a request to subscribe), of which no word
belongs to the reference.
Words are compared as multisets, soft hyphens and other invisible characters left aside.
"""

from __future__ import annotations

import argparse
import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path

INVISIBLE = re.compile("[\u00ad\u200b-\u200d\u2060\ufeff]")
TEXT_TAGS = frozenset(
    ("h1", "h2", "h3", "h4", "h5", "h6", "p", "li", "blockquote", "td", "th", "dt", "dd", "figcaption", "pre")
)

FRAME_TOP = """<header><div class="brand"><a href="/">La Gazette du matin</a></div><nav><ul>
<li><a href="/politique">Politique</a></li>
<li><a href="/monde">Monde</a></li><li><a href="/eco">Économie</a></li>
<li><a href="/sport">Sport</a></li></ul></nav></header>
<div class="layout"><main><article>"""
FRAME_BOTTOM = """</article><section class="newsletter"><p>Recevez chaque matin notre lettre d'information.</p>
<form><input><button>S'inscrire</button></form></section></main><aside class="sidebar"><h3>Les plus lus</h3><ul>
<li><a href="/1">La piscine municipale rouvre après deux ans de travaux</a></li>
<li><a href="/2">Un chat bloque le tramway pendant une heure</a></li>
<li><a href="/3">Pourquoi les boulangers ferment le lundi</a></li></ul></aside></div>
<footer><ul><li><a href="/mentions">Mentions légales</a></li><li><a href="/cookies">Gestion des cookies</a></li></ul>
<p>© La Gazette du matin. Tous droits réservés.</p></footer>"""


class Reference(HTMLParser):
    """The text of the body's text elements."""

    def __init__(self) -> None:
        super().__init__()
        self.depth, self.words, self.body = 0, [], False

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.body = self.body or tag == "body"
        self.depth += tag in TEXT_TAGS

    def handle_endtag(self, tag: str) -> None:
        self.depth -= tag in TEXT_TAGS

    def handle_data(self, data: str) -> None:
        if self.body and self.depth > 0:
            self.words.append(data)


@dataclass
class Score:
    """Word counts over all pages."""

    right: int = 0
    given: int = 0
    wanted: int = 0
    worst: float = 1.0

    def add(self, given: Counter[str], wanted: Counter[str]) -> None:
        right = sum((given & wanted).values())
        self.right, self.given, self.wanted = (
            self.right + right,
            self.given + given.total(),
            self.wanted + wanted.total(),
        )
        self.worst = min(self.worst, right / max(1, wanted.total()))

    def row(self, name: str) -> str:
        precision, recall = self.right / max(1, self.given), self.right / max(1, self.wanted)
        return f"{name:14} precision {precision:7.4f}   recall {recall:7.4f}   lowest recall of a page {self.worst:.3f}"


def words(text: str) -> Counter[str]:
    """The words of a text, in lower case."""
    return Counter(re.findall(r"\w+", INVISIBLE.sub("", text).lower()))


def reference(html: str) -> Counter[str]:
    """The words that a reader of the page reads."""
    parser = Reference()
    parser.feed(html)
    return words(" ".join(parser.words))


def framed(html: str) -> str:
    """The page inside the frame of a news site."""
    return html.replace("<body>", "<body>" + FRAME_TOP, 1).replace("</body>", FRAME_BOTTOM + "</body>", 1)


def readers() -> dict[str, Callable[[str], str]]:
    """The three ways of reading."""
    import trafilatura
    from resiliparse.extract.html2text import extract_plain_text

    from contrechamp.read import read_all

    def ours(html: str) -> str:
        return "\n".join(account.text for account in read_all([html.encode()]).accounts)

    return {
        "contrechamp": ours,
        "trafilatura": lambda html: trafilatura.extract(html, include_comments=False) or "",
        "Resiliparse": lambda html: extract_plain_text(html, main_content=True, alt_texts=False),
    }


def main() -> None:
    """Prints both tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    pages = [path.read_text(encoding="utf-8") for path in sorted(parser.parse_args().folder.glob("*.html"))]
    for title, frame in (("as they are", lambda html: html), ("in the frame of a news site", framed)):
        print(f"{len(pages)} pages, {title}")
        for name, read in readers().items():
            score = Score()
            for html in pages:
                score.add(words(read(frame(html))), reference(html))
            print("  " + score.row(name))


if __name__ == "__main__":
    main()
