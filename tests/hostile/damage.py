"""Ordinary pages damaged in known ways, with the words that a reader would still see: 50 pages, ten ways each."""

# ruff: noqa: E501 — the bytes of files are written as they are

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator
from html import escape

from tests.hostile.ordinary import PARAGRAPHS, TITLE, page

WHO = (
    "la maire",
    "le préfet",
    "une habitante",
    "le syndicat des transporteurs",
    "l’opposition",
    "un ingénieur",
    "la région",
)
WHAT = (
    "la fermeture du pont",
    "le coût du détour",
    "la passerelle provisoire",
    "le rapport de 2019",
    "le calendrier des travaux",
)
SAID = (
    "a défendu",
    "a contesté",
    "a détaillé",
    "juge insuffisante la présentation de",
    "demande des précisions sur",
    "a regretté",
)
WHEN = (
    "lundi soir",
    "mardi matin",
    "le 12 mars",
    "pendant deux heures",
    "devant une centaine de personnes",
    "à huis clos",
)
WHY = (
    "en rappelant que trois piles ont bougé", "sans donner de chiffre", "au nom des entreprises de la rive gauche",
    "parce que la facture dépasse deux millions d’euros", "tandis que les camions passent encore", "à la demande du département",
)  # fmt: skip


def story(seed: int) -> list[str]:
    """Four to nine paragraphs of two to four sentences each, different for every seed."""
    chosen = random.Random(seed)

    def sentence() -> str:
        said = f"{chosen.choice(WHO)} {chosen.choice(SAID)} {chosen.choice(WHAT)}"
        return f"{chosen.choice(WHEN).capitalize()}, {said}, {chosen.choice(WHY)}."

    made = [" ".join(sentence() for _ in range(chosen.randint(2, 4))) for _ in range(chosen.randint(4, 9))]
    return [*made, chosen.choice(PARAGRAPHS)]


def pages() -> Iterator[tuple[list[str], str]]:
    """Fifty stories and their pages, laid out as sites do: paragraphs, divs, line breaks, headings, lists, inline marks."""
    for seed in range(50):
        paragraphs = story(seed)
        html = page(paragraphs, f"{TITLE} ({seed})")
        if seed % 5 == 1:
            html = html.replace("<p>", "<div class='par'>").replace("</p>", "</div>")
        elif seed % 5 == 2:
            start, end = html.index("</h1>\n") + 6, html.index("\n</article>")
            html = html[:start] + "<div>" + "<br><br>\n".join(map(escape, paragraphs)) + "</div>" + html[end:]
        elif seed % 5 == 3:
            html = html.replace("</p>\n<p>", "</p>\n<h2>La suite des travaux</h2>\n<p>", 1)
        elif seed % 5 == 4:
            html = html.replace("la maire", "<a href='/maire'>la <b>maire</b></a>")
        yield paragraphs, html


def _cut_tags(html: str, chosen: random.Random) -> bytes:
    return re.sub(r"</(?:p|div|b|a)>", lambda m: "" if chosen.random() < 0.5 else m[0], html).encode()


def _misnested(html: str, chosen: random.Random) -> bytes:
    return re.sub(
        r"<p>", lambda m: chosen.choice(("<b><p>", "</div><p>", "<p><p>", "<span><p>", "</section><p>")), html
    ).encode()


def _deep(html: str, chosen: random.Random) -> bytes:
    depth = chosen.choice((200, 260, 700))
    return html.replace("<article>", "<article>" + "<div>" * depth).encode()


def _bad_bytes(html: str, chosen: random.Random) -> bytes:
    data = bytearray(html.encode())
    start = data.index(b"<h1>")
    for _ in range(chosen.randint(1, 6)):
        place = chosen.randrange(start, len(data) - 200)
        data.insert(place, chosen.choice((0xFF, 0xFE, 0xC3)))
    return bytes(data)


def _wrong_charset(html: str, chosen: random.Random) -> bytes:
    return (
        html.replace("’", "'")
        .replace("charset='utf-8'", f"charset='{chosen.choice(('utf-8', 'koi8-r', 'utf-16'))}'")
        .encode("cp1252", "replace")
    )


def _cut_off(html: str, chosen: random.Random) -> bytes:
    start, end = html.index("</h1>"), html.index("</article>")
    return html[: chosen.randrange(start + (end - start) // 2, end)].encode()


def _unclosed_comment(html: str, chosen: random.Random) -> bytes:
    places = [m.start() for m in re.finditer("<(?:p|div|br)", html)] or [html.index("</h1>")]
    place = chosen.choice(places)
    return (html[:place] + chosen.choice(("<!-- ", "<script>", "<style>", "<!-- a -- >")) + html[place:]).encode()


def _broken_attributes(html: str, chosen: random.Random) -> bytes:
    return re.sub(
        "<p>|<div class='par'>",
        lambda m: chosen.choice((m[0], "<p class='a>", '<p title="b>', "<p a=b c=>", "<p / >")),
        html,
    ).encode()


def _surrogates_and_nul(html: str, chosen: random.Random) -> bytes:
    return html.replace(
        "pont", chosen.choice(("po&#xD83D;nt", "po\0nt", "po&#0;nt", "po\u200bnt", "po\u00adnt"))
    ).encode()


def _open_zones(html: str, chosen: random.Random) -> bytes:
    zone = chosen.choice(("nav", "aside", "footer", "header", "form"))
    return html.replace("<main>", f"<{zone}><main>").encode()


DAMAGES: dict[str, Callable[[str, random.Random], bytes]] = {
    "closing tags gone": _cut_tags,
    "tags misnested": _misnested,
    "nested deeply": _deep,
    "invalid bytes": _bad_bytes,
    "charset declared wrongly": _wrong_charset,
    "cut off": _cut_off,
    "comment or script not closed": _unclosed_comment,
    "attributes broken": _broken_attributes,
    "surrogates, NUL, invisible characters": _surrogates_and_nul,
    "zones not closed": _open_zones,
}
