"""Hostile and damaged pages: nesting, floods, broken tags, hidden text, baited metadata."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

from tests.hostile.ordinary import PARAGRAPHS, TEXT, page

Files = Iterator[bytes]
STORY = " ".join(PARAGRAPHS)


DEPTHS = (250, 253, 256, 300, 500, 1_000, 2_000, 5_000, 10_000, 20_000, 50_000, 100_000)


def nested_blocks() -> Files:
    """Tags inside each other, as deep as it takes to exhaust a parser's stack."""
    for tag, depth in product(("div", "section"), DEPTHS):
        yield page([STORY]).replace("<p>", f"<{tag}>" * depth + "<p>").encode()


def nested_inline() -> Files:
    for tag, depth in product(("b", "font", "span"), (250, 1_000, 10_000, 60_000)):
        yield page([STORY]).replace("<p>", "<p>" + f"<{tag}>" * depth).encode()


def nested_lists_and_tables() -> Files:
    for depth in (250, 1_000, 5_000, 20_000):
        yield page([STORY]).replace("<p>", "<ul><li>" * depth + "<p>").encode()
        yield page([STORY]).replace("<p>", "<table><tr><td>" * depth + "<p>").encode()
        yield page([STORY]).replace("<p>", "<form><fieldset>" * depth + "<p>").encode()


def many_elements() -> Files:
    for count in (10_000, 50_000, 100_000):
        yield page([STORY]).replace("<p>", "<p></p>" * count + "<p>").encode()
        yield page([STORY]).replace("<p>", "<br>" * count + "<p>").encode()
        yield page([STORY]).replace("<p>", "<a href=x>y</a>" * count + "<p>").encode()
        yield ("<html><body>" + "<p>Le pont est fermé.</p>" * (count // 10) + "</body></html>").encode()


def unclosed_tags() -> Files:
    story = page()
    for broken in (
        "<p",
        '<a href="',
        "<div class='",
        "<",
        "</",
        '<p style="color:red',
        '<img alt="',
        "<a title='x>",
        "<p =",
        "<<<<",
    ):
        yield story.replace("<p>", broken, 1).encode()
        yield story.replace("</p>", broken).encode()


def unclosed_raw_text() -> Files:
    for mark in (
        "<!--",
        "<script>",
        "<style>",
        "<textarea>",
        "<title>",
        "<![CDATA[",
        "<noscript>",
        "<template>",
        "<svg>",
        "<select>",
    ):
        yield page().replace("<main>", mark + "<main>", 1).encode()
        yield page().replace("</p>", "</p>" + mark, 1).encode()


def attribute_floods() -> Files:
    for count in (1_000, 50_000, 300_000):
        yield page().replace("<p>", "<p " + "a=b " * count + ">", 1).encode()
        yield page().replace("<p>", "<p class='" + "x" * count + "'>", 1).encode()
        yield page().replace("<p>", '<a "' * count + "<p>", 1).encode()
        yield page().replace("<p>", "<p a='" * (count // 4) + "<p>", 1).encode()


def entity_floods() -> Files:
    for entity in ("&amp;", "&", "&#0;", "&#x110000;", "&#xD800;", "&notanentity;", "&#99999999999;", "&lt;"):
        yield page().replace("<p>", "<p>" + entity * 20_000, 1).encode()


def metadata_bait() -> Files:
    for depth in (100, 5_000, 100_000):
        yield page(head='<script type="application/ld+json">' + '{"@graph":[' * depth + "</script>").encode()
        yield page(head='<script type="application/ld+json">' + "[" * depth + "</script>").encode()
    yield page(
        head='<script type="application/ld+json">{"@type":"NewsArticle","headline":' + "9" * 5_000 + "}</script>"
    ).encode()
    yield page(head="<meta property='article:published_time' content='9999-99-99'>").encode()
    yield page(head="<meta property='article:published_time' content='" + "2024-03-05 " * 5_000 + "'>").encode()
    yield page(head="<meta property='og:title' content='" + "x" * 300_000 + "'>").encode()
    yield page(head="<link rel=canonical href='http://[::1'>").encode()
    yield page(head="<base href='//[' >").encode()


def hidden_text() -> Files:
    for style in ("display:none", "visibility:hidden", "DISPLAY : NONE", "position:absolute;display:none"):
        yield page().replace("<p>", f"<p style='{style}'>{STORY}</p><p>", 1).encode()
    yield page().replace("<p>", f"<div hidden>{STORY}</div><p>", 1).encode()
    yield page().replace("<p>", f"<div aria-hidden=true>{STORY}</div><p>", 1).encode()
    yield page().replace("<p>", "<p style='display:none'>").encode()
    yield page().replace("<p>", f"<template>{STORY}</template><noscript>{STORY}</noscript><p>", 1).encode()


def misnested_zones() -> Files:
    for zone in ("nav", "footer", "aside", "header", "form"):
        yield page().replace("<main>", f"<{zone}><main>", 1).encode()
        yield page().replace("</nav>", "", 1).replace("<main>", f"<{zone}>" * 500 + "<main>", 1).encode()
        yield page().replace("</p>", f"</{zone}></p>").encode()


def hostile_markdown() -> Files:
    head = "# Titre\n\n**gras** [lien](https://a.example)\n\n"
    for bit in ("[", "![", "**", "__", "`", "> ", "[a](", "[[](", "\\", "<http://", "* * ", "# ", "~~~\n", "_*"):
        yield (head + bit * 50_000).encode()
    yield ("---\n" + "a: b\n" * 50_000 + TEXT).encode()
    yield ("---\n" + "titre: " + "x" * 100_000 + "\n---\n" + TEXT).encode()
