"""Every mark as a W3C Web Annotation (JSON-LD): the exact words with their surroundings, and their place in the text.

Model: https://www.w3.org/TR/annotation-model/. Positions count Unicode code points, as everywhere in contrechamp. The
target is the account's web address if it has one, else the digest of its bytes.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from contrechamp.model import Account, Comparison, Extraction, Span
from contrechamp.show.index import index
from contrechamp.show.marked import anchor
from contrechamp.show.page import safe_link
from contrechamp.show.strings import words as words_of
from contrechamp.show.voicing import full_name

_AROUND = 32
"""Characters before and after the words, as the model advises, so that a reader finds them in a changed text."""


def to_annotations(comparison: Comparison, language: str = "fr") -> str:
    """An AnnotationCollection in one page, in the order of the accounts and of their texts."""
    items = list(_annotations(comparison, language))
    accounts = " ".join(account.id for account in comparison.accounts)
    page = {"id": _name("page", accounts), "type": "AnnotationPage", "startIndex": 0, "items": items}
    whole = {
        "@context": "http://www.w3.org/ns/anno.jsonld",
        "id": _name("collection", accounts),
        "type": "AnnotationCollection",
        "label": comparison.event.title or words_of(language)("untitled"),
        "total": len(items),
        "first": page,
    }
    return json.dumps(whole, ensure_ascii=False, indent=1) + "\n"


def _annotations(comparison: Comparison, language: str) -> Iterator[dict[str, Any]]:
    ix, words = index(comparison), words_of(language)
    for extraction in comparison.extractions:
        account = extraction.account
        for claim in extraction.claims:
            voice = full_name(ix, words, claim.voice, account.id) or words("author_of", letter=ix.letters[account.id])
            tags = ["claim", f"certainty:{claim.certainty}", f"mode:{claim.mode}", f"voice:{claim.voice.kind}"]
            yield _annotation(account, claim.id, claim.span, tags, voice)
        yield from _plain_marks(extraction)


def _plain_marks(extraction: Extraction) -> Iterator[dict[str, Any]]:
    account = extraction.account
    for quantity in extraction.quantities:
        value = f"[{'' if quantity.low is None else quantity.low}, {'' if quantity.high is None else quantity.high}]"
        yield _annotation(account, quantity.id, quantity.span, ["quantity"], f"{value} {quantity.unit or ''}".strip())
    for time in extraction.times:
        yield _annotation(account, time.id, time.span, ["time", f"timex:{time.timex}"], time.timex)
    for actor in extraction.actors:
        yield _annotation(account, actor.id, actor.span, ["actor", actor.key], actor.name)
    for technique in extraction.techniques:
        yield _annotation(account, technique.id, technique.span, ["technique", technique.name], technique.name)


def _annotation(account: Account, id_: str, span: Span, tags: list[str], said: str) -> dict[str, Any]:
    bodies = [{"type": "TextualBody", "purpose": "tagging", "value": tag} for tag in tags]
    bodies.append({"type": "TextualBody", "purpose": "commenting", "value": said, "format": "text/plain"})
    return {
        "id": _name("mark", id_),
        "type": "Annotation",
        "motivation": "tagging",
        "body": bodies,
        "target": {"source": _source(account), "selector": _selectors(account.text, span)},
    }


def _name(kind: str, id_: str) -> str:
    return f"urn:contrechamp:{anchor(kind, id_)}"


def _source(account: Account) -> str:
    return safe_link(account.url) or f"urn:sha256:{account.sha256}"


def _selectors(text: str, span: Span) -> list[dict[str, Any]]:
    quote = {
        "type": "TextQuoteSelector",
        "exact": text[span.start : span.end],
        "prefix": text[max(span.start - _AROUND, 0) : span.start],
        "suffix": text[span.end : span.end + _AROUND],
    }
    return [quote, {"type": "TextPositionSelector", "start": span.start, "end": span.end}]
