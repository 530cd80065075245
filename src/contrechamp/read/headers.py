"""What a page's head says of it: JSON-LD, Open Graph and other meta tags, the title, each with its place."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from contrechamp.read.draft import Field
from contrechamp.read.markup import Page
from contrechamp.text.fold import fold_words

_ARTICLES = (
    "NewsArticle", "Article", "ReportageNewsArticle", "BlogPosting", "OpinionNewsArticle", "AnalysisNewsArticle",
    "LiveBlogPosting", "WebPage",
)  # fmt: skip
_LONGEST_SCRIPT = 500_000
_ELSEWHERE = ("nav", "footer", "hidden")

META = {
    "title": ("og:title", "twitter:title", "dc.title", "dcterms.title", "citation_title", "headline"),
    "byline": ("author", "article:author", "dc.creator", "dcterms.creator", "parsely-author", "sailthru.author", "byl"),
    "outlet": ("og:site_name", "application-name", "dc.publisher", "publisher", "apple-mobile-web-app-title"),
    "published": ("article:published_time", "og:article:published_time", "datepublished", "date", "dc.date",
                  "dc.date.issued", "dcterms.created", "parsely-pub-date", "pubdate", "publish_date", "sailthru.date"),
    "url": ("og:url",),
}  # fmt: skip
"""The names of meta tags for each field, the surest first (Open Graph, Dublin Core, the usual ones of news sites)."""


def page_fields(page: Page) -> dict[str, Sequence[Field]]:
    """The fields of a page, the surest first: JSON-LD, meta tags, the canonical link, heading, title, `time` tags."""
    fields: dict[str, list[Field]] = {name: [] for name in META}
    for name, value in _linked_data(page.scripts):
        fields[name].append(Field(value, "JSON-LD"))
    named = _meta(page)
    for name, keys in META.items():
        fields[name] += [Field(named[key], f"meta {key}") for key in keys if named.get(key)]
    fields["url"] += [
        Field(m["href"], "canonical") for m in page.metas if m.get("rel") == "canonical" and m.get("href")
    ]
    headings = [
        block.text for block in page.blocks if block.tag == "h1" and block.zone not in ("nav", "footer", "hidden")
    ]
    fields["title"] += [Field(heading, "h1") for heading in headings[:1]]
    if page.title:
        fields["title"].append(Field(_without_outlet(page.title, fields["outlet"]), "title"))
    fields["published"] += [Field(stamp, "time") for stamp in page.times[:1] if stamp]
    fields["url"] = [field for field in fields["url"] if field.value.startswith(("http://", "https://"))]
    fields["byline"] = [field for field in fields["byline"] if "://" not in field.value]
    return {name: tuple(found) for name, found in fields.items()}


def _without_outlet(title: str, outlets: Sequence[Field]) -> str:
    """A page's title without the outlet's name behind it: `Un pont fermé | Le Courrier`."""
    for mark in (" | ", " - ", " – ", " — "):
        words, found, name = title.rpartition(mark)
        if (
            found
            and words.strip()
            and (not outlets or fold_words(name.strip()) in [fold_words(o.value) for o in outlets])
        ):
            return words.strip() if outlets or mark == " | " else title
    return title


def _meta(page: Page) -> dict[str, str]:
    found: dict[str, str] = {}
    for meta in page.metas:
        name = meta.get("property") or meta.get("name") or meta.get("itemprop") or ""
        if meta.get("content"):
            found.setdefault(name.lower(), meta["content"])
    return found


def _linked_data(scripts: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Name and value of what JSON-LD says of the first article in it."""
    for script in scripts:
        if len(script) > _LONGEST_SCRIPT:
            continue
        try:
            data = json.loads(script.strip().removesuffix(";"), strict=False)
        except (ValueError, RecursionError):
            continue
        article = next((node for node in _nodes(data) if _type(node) in _ARTICLES), None)
        if article is not None:
            yield from _article(article)
            return


def _nodes(data: object) -> Iterator[Mapping[str, Any]]:
    waiting = [data]
    for _ in range(200):
        if not waiting:
            return
        node = waiting.pop(0)
        if isinstance(node, list):
            waiting += node[:100]
        elif isinstance(node, dict):
            yield node
            waiting.append(node.get("@graph"))


def _type(node: Mapping[str, Any]) -> str:
    kind = node.get("@type")
    return str(kind[0]) if isinstance(kind, list) and kind else str(kind)


def _article(node: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    yield from (("title", words) for words in _strings(node.get("headline")))
    authors = list(_strings(node.get("author")))
    if authors:
        yield "byline", " et ".join(authors[:3]) if len(authors) <= 3 else ", ".join(authors[:6])
    yield from (("outlet", words) for words in _strings(node.get("publisher")))
    yield from (("published", words) for words in _strings(node.get("datePublished")))
    yield from (("url", words) for words in _strings(node.get("mainEntityOfPage")) if words.startswith("http"))


def _strings(value: object) -> Iterator[str]:
    """The strings in a value of JSON-LD: itself, its name or id, or those of its members."""
    members = value if isinstance(value, list) else [value]
    for member in members[:10]:
        found = member.get("name") or member.get("@id") if isinstance(member, dict) else member
        if isinstance(found, str) and found.strip():
            yield found.strip()
