"""What is claimed, as schema.org `Claim`s in JSON-LD: its words, on whose word, and each place where it appears.

There is no rating, since there is no verdict. What accounts of a point share is one claim with several appearances;
where they contradict each other, each has its own. A claim is left out where its words say the contrary of what its
voice says (*il est faux que …*) or where the voice leaves it open, for `Claim` could not tell; the data set's
description says how many. https://schema.org/Claim
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Any

from contrechamp.model import Account, Certainty, Claim, Comparison, VoiceKind
from contrechamp.show.bibliography import key
from contrechamp.show.grid import Kind, Row, rows
from contrechamp.show.index import Index, index, label
from contrechamp.show.marked import anchor
from contrechamp.show.page import safe_link
from contrechamp.show.strings import Words
from contrechamp.show.strings import words as words_of
from contrechamp.show.voicing import full_name

Node = dict[str, Any]

_ONE_CLAIM = (Kind.AGREE, Kind.COPIED, Kind.ONLY)
"""Rows whose accounts say the same thing."""

_TYPES = {"person": "Person", "organisation": "Organization", "country": "Organization", "group": "Organization"}
_AGAINST = (Certainty.CERTAIN_NOT, Certainty.PROBABLE_NOT, Certainty.POSSIBLE_NOT)


def to_schemaorg(comparison: Comparison, language: str = "fr") -> str:
    """A data set whose parts are the accounts and the claims, these in the order of the grid."""
    ix, words = index(comparison), words_of(language)
    claims, left_out = [], 0
    for row in rows(ix):
        for group in _groups(row):
            told = [claim for claim in group if _says(claim)]
            left_out += len(group) - len(told)
            claims += [_claim(ix, words, row, told)] if told else []
    whole = _dataset(ix, words, left_out)
    whole["hasPart"] = [*(_article(ix, account) for account in comparison.accounts), *claims]
    return json.dumps({"@context": "https://schema.org", **whole}, ensure_ascii=False, indent=1) + "\n"


def _groups(row: Row) -> Iterator[Sequence[Claim]]:
    """The claims of a row that are one claim: all of them, or those of each account."""
    if row.kind in _ONE_CLAIM:
        yield [claim for cell in row.cells for claim in cell.told]
    else:
        yield from ([claim] for cell in row.cells for claim in cell.told)


def _says(claim: Claim) -> bool:
    """Whether the claim's own words say what its voice says."""
    if claim.certainty in _AGAINST:
        return claim.predicate is not None and claim.predicate.negated
    return claim.certainty is not Certainty.UNCOMMITTED


def _claim(ix: Index, words: Words, row: Row, told: Sequence[Claim]) -> Node:
    appearances = [_appearance(ix, words, claim) for claim in told]
    first = _first(ix, told)
    return _without_none(
        {
            "@type": "Claim",
            "@id": f"urn:contrechamp:{anchor('claim', told[0].id)}",
            "text": ix.claim_words(told[0].id),
            "name": None if row.kind is Kind.ONLY else " ".join(row.point.label.split()),
            "author": _author(ix, told[0]) if len(told) == 1 else None,
            "appearance": appearances,
            "firstAppearance": {"@id": _appearance_id(first)} if first else None,
            "keywords": row.kind.value,
        }
    )


def _appearance(ix: Index, words: Words, claim: Claim) -> Node:
    """The exact words in one account, who says them there, and how surely where it is less than certain."""
    account = ix.accounts[ix.owner[claim.id]]
    own = account.byline or label(account)
    sure = None if claim.certainty.startswith("CT") else words(f"certainty.{claim.certainty}")
    return _without_none(
        {
            "@type": "Quotation",
            "@id": _appearance_id(claim),
            "text": ix.claim_words(claim.id),
            "inLanguage": account.language,
            "creditText": full_name(ix, words, claim.voice, account.id) or own,
            "author": _author(ix, claim),
            "disambiguatingDescription": sure,
            "isPartOf": {"@id": _account_id(account)},
        }
    )


def _author(ix: Index, claim: Claim) -> Node | None:
    """The voice, where it is named and it is known what it is."""
    voice = claim.voice
    kind = _TYPES.get((voice.actor or "").partition(":")[0])
    if voice.kind is not VoiceKind.NAMED or not kind:
        return None
    return {"@type": kind, "name": voice.name or ix.names.get(voice.actor or "", "")}


def _first(ix: Index, told: Sequence[Claim]) -> Claim | None:
    """The claim of the account that was published before all others; None where a date is missing or shared."""
    days = sorted((ix.accounts[ix.owner[claim.id]].published, at) for at, claim in enumerate(told) if _dated(ix, claim))
    if len(days) < len(told) or (len(days) > 1 and days[0][0] == days[1][0]):
        return None
    return told[days[0][1]]


def _dated(ix: Index, claim: Claim) -> bool:
    return ix.accounts[ix.owner[claim.id]].published is not None


def _article(ix: Index, account: Account) -> Node:
    return _without_none(
        {
            "@type": "Article",
            "@id": _account_id(account),
            "headline": account.title,
            "creditText": account.byline,
            "publisher": {"@type": "Organization", "name": account.outlet} if account.outlet else None,
            "datePublished": account.published.isoformat() if account.published else None,
            "inLanguage": account.language,
            "url": safe_link(account.url) or None,
            "identifier": f"urn:sha256:{account.sha256}" if account.sha256 else None,
        }
    )


def _dataset(ix: Index, words: Words, left_out: int) -> Node:
    event = ix.comparison.event
    about = {
        "@type": "Event",
        "name": event.title,
        "startDate": event.when,
        "location": [{"@type": "Place", "name": place} for place in event.where] or None,
    }
    said = words.count("accounts", len(ix.letters))
    told = words.count("left_open", left_out) if left_out else ""
    return _without_none(
        {
            "@type": "Dataset",
            "name": event.title or words("untitled_page", accounts=said),
            "description": f"{words('no_verdict')} {told}".strip(),
            "about": _without_none(about),
        }
    )


def _account_id(account: Account) -> str:
    return f"urn:contrechamp:{key(account)}"


def _appearance_id(claim: Claim) -> str:
    return f"urn:contrechamp:{anchor('mark', claim.id)}"


def _without_none(node: Node) -> Node:
    return {name: value for name, value in node.items() if value is not None}
