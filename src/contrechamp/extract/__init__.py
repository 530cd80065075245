"""Account → Extraction: one parse, then one layer a kind, each reading the layers before it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from contrechamp.model import Account, Extraction, Span

if TYPE_CHECKING:
    from spacy.tokens import Doc


def extract(account: Account, *, pipeline: str | None = None) -> Extraction:
    """All that is marked in `account`. Raises PipelineMissing, UnknownLanguage."""
    from contrechamp.extract.syntax import parse

    doc = parse(account.text, language=account.language, pipeline=pipeline)
    doc.user_data["reference"] = account.published
    return mark(doc, account)


def mark(doc: Doc, account: Account) -> Extraction:
    """The layers over a parsed account: times before quantities (a date is no figure), claims after all they hold."""
    from contrechamp.extract.actors import find_actors
    from contrechamp.extract.claims import find_claims
    from contrechamp.extract.quantities import find_quantities
    from contrechamp.extract.techniques import find_techniques
    from contrechamp.extract.times import find_times

    text, language, key = account.text, account.language, account.id
    times = find_times(text, language, account.published, account=key, doc=doc)
    quantities = find_quantities(text, language, account=key, times=times, doc=doc)
    actors = find_actors(doc, language=language, account=key)
    claims = find_claims(doc, language=language, account=key, actors=actors, times=times, quantities=quantities)
    techniques = find_techniques(doc, language=language, account=key, claims=claims)
    return Extraction(account, sentences(doc), actors, times, quantities, claims, techniques)


def sentences(doc: Doc) -> tuple[Span, ...]:
    """The sentences of a parsed text, without the white space around them."""
    found = []
    for sentence in doc.sents:
        words = [token for token in sentence if not token.is_space]
        if words:
            found.append(Span(words[0].idx, words[-1].idx + len(words[-1])))
    return tuple(found)
