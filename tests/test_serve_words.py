"""Every word of the room in both languages, typeset as each language wants it."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from importlib.resources import files
from pathlib import Path

import pytest

pytest.importorskip("babel", reason="pip install 'contrechamp[serve]'")

from contrechamp.serve.catalogue import LANGUAGES, catalogue, gathered, typeset

TEMPLATES = sorted(Path(str(files("contrechamp.serve") / "templates")).glob("*.html"))
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd]")

BARE = {
    "contrechamp", "contrechamp contrechamp", "CSV", "JSON", "CSV JSON", "/openapi json", "Authorization Bearer",
    "curl -H Authorization Bearer /dossiers json",
}  # fmt: skip
"""What stands in templates without a translation: names, and what programs read."""


def parts(string: object) -> tuple[str, ...]:
    return tuple(string) if isinstance(string, tuple | list) else (str(string),)


def test_french_has_every_string() -> None:
    kept = catalogue("fr")
    lacking = [m.id for m in gathered() if m.id and (m.id not in kept or not all(parts(kept[m.id].string)))]
    assert not lacking, "translate, after: python -m contrechamp.serve.catalogue"


def test_french_has_no_string_that_is_gone() -> None:
    fresh = gathered()
    gone = [message.id for message in catalogue("fr") if message.id and message.id not in fresh]
    assert not gone, "run: python -m contrechamp.serve.catalogue"


def test_nothing_is_marked_as_doubtful() -> None:
    assert not [message.id for message in catalogue("fr") if message.id and message.fuzzy]


def test_translations_fill_in_the_same_values() -> None:
    for message in catalogue("fr"):
        wanted = {name for part in parts(message.id) for name in PLACEHOLDER.findall(part)}
        for part in parts(message.string) if message.id else ():
            if not part:
                continue
            assert set(PLACEHOLDER.findall(part)) == wanted, message.id


def test_french_is_typeset() -> None:
    for message in catalogue("fr"):
        for part in parts(message.string) if message.id else ():
            assert part == typeset(part), f"a plain space before a sign in {part!r}"
            assert "'" not in re.sub(r"<[^>]*>", "", part), f"a straight apostrophe in {part!r}"


def test_english_is_typeset() -> None:
    for message in gathered():
        for part in parts(message.id):
            assert not re.search(r" [:;!?]", part), part
            assert '"' not in re.sub(r"<[^>]*>", "", part), part


class Words(HTMLParser):
    """The words that a template writes itself, in text and in the attributes that people read."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self.skipped = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.skipped += tag in ("script", "style")
        self.found += [v for name, v in attrs if name in ("title", "aria-label", "placeholder", "alt") and v]

    def handle_endtag(self, tag: str) -> None:
        self.skipped -= tag in ("script", "style")

    def handle_data(self, data: str) -> None:
        if not self.skipped:
            self.found.append(data)


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: path.name)
def test_templates_write_no_words_of_their_own(template: Path) -> None:
    text = template.read_text(encoding="utf-8")
    text = re.sub(r"\{#.*?#\}|\{%-?\s*trans.*?endtrans\s*-?%\}", " ", text, flags=re.S)
    text = re.sub(r"\{%-? block (?:body|wide|class)\w* -?%\}.*?\{%-? endblock -?%\}", "", text)  # names of classes
    text = re.sub(r"\{%.*?%\}|\{\{.*?\}\}", "", text, flags=re.S)
    reader = Words()
    reader.feed(text)
    bare = {" ".join(re.sub(r"[·•→←—–,.:;()\[\]\"“”|×+]", " ", found).split()) for found in reader.found}
    written = {words for words in bare if re.search(r"[^\W\d_]{2,}", words)}
    assert not written - BARE


def test_the_languages() -> None:
    assert LANGUAGES == ("fr", "en")
