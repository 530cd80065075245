"""What is claimed: one clause at a time, by whom, how surely, about what.

    find_claims(doc) → claims in the order of the text

A clause belongs to the innermost voice whose content holds it, and to the author otherwise. The clause that reports
(*le maire affirme que …*) is no claim of its own once what it reports is one.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from typing import TYPE_CHECKING

from contrechamp.extract.certainty import certainty_words
from contrechamp.extract.claims.drafts import drafts
from contrechamp.extract.claims.layers import Draft, Layers, painted
from contrechamp.extract.claims.predicates import CONTENT, content_lemmas, predicate_of
from contrechamp.extract.tree import Tree, read_tree, word_at
from contrechamp.extract.voices import find_attributions
from contrechamp.extract.voices.words import voice_words
from contrechamp.model import Actor, Claim, Evidence, Quantity, Span, Time, record_id

if TYPE_CHECKING:
    from spacy.tokens import Doc


def find_claims(
    doc: Doc,
    *,
    language: str = "fr",
    account: str = "",
    actors: Sequence[Actor] = (),
    times: Sequence[Time] = (),
    quantities: Sequence[Quantity] = (),
) -> tuple[Claim, ...]:
    """The claims of a parsed text, sorted by span, then by voice; no two with the same span and voice.

    `actors`, `times` and `quantities` of the same account are attached to the claims whose span holds them. Raises
    UnknownLanguage.
    """
    tree = read_tree(doc)
    attributions = find_attributions(tree, language=language, actors=actors)
    lexicon, voices = certainty_words(language), voice_words(language)
    layers = Layers(
        tree, language, account, attributions, lexicon, voices, tuple(sorted(actors, key=lambda a: a.span)),
        tuple(sorted(times, key=lambda t: t.span)), tuple(sorted(quantities, key=lambda q: q.span)),
        painted(tree, attributions),
    )  # fmt: skip
    said = (_claim(layers, draft) for draft in drafts(layers))
    claims = {claim.id: claim for claim in said if not (_one_word(layers, claim) or _only_names(layers, claim))}
    return tuple(
        sorted(claims.values(), key=lambda c: (c.span.start, -c.span.end, c.voice.kind, c.voice.name or "", c.id))
    )


def _one_word(layers: Layers, claim: Claim) -> bool:
    """A word that stands alone (*Erreur.*): it comments on what was said before, and claims nothing by itself."""
    if claim.evidence is None or claim.evidence.rule != "nominal":
        return False
    tree = layers.tree
    first, last = word_at(tree, claim.span.start), word_at(tree, claim.span.end - 1)
    return first == last and tree.words[first].sentence > 0


def _only_names(layers: Layers, claim: Claim) -> bool:
    """A line of the author without a verb, of names and dates and at most one other word: a signature, a dateline."""
    if claim.evidence is None or claim.evidence.rule not in ("nominal", "sentence", "main"):
        return False
    tree = layers.tree
    known = [record.span for record in (*_records(layers.actors, claim.span), *_records(layers.times, claim.span))]
    words = [tree.words[i] for i in range(word_at(tree, claim.span.start), word_at(tree, claim.span.end - 1) + 1)]
    if not known or any("VerbForm=Fin" in word.morph for word in words):
        return False
    other = [w for w in words if w.pos != "PUNCT" and not any(k.start <= w.start < k.end for k in known)]
    return len(other) <= 2 and sum(w.pos in CONTENT for w in other) <= 1


def _records(records: Sequence[Actor | Time], span: Span) -> Sequence[Actor | Time]:
    return records[_at(records, span.start) : _at(records, span.end)]


def _claim(layers: Layers, draft: Draft) -> Claim:
    tree, span = layers.tree, draft.span
    first, last = word_at(tree, span.start), word_at(tree, span.end - 1)
    predicate = None
    if draft.clause is not None:
        near = layers.actors[_at(layers.actors, span.start - 400) : _at(layers.actors, span.end + 400)]
        negated = not draft.reading.positive
        predicate = predicate_of(tree, draft.clause.head, layers.lexicon, near, negated=negated)
    extra = f"{draft.voice.kind}|{draft.voice.name or ''}|{draft.reading.value() if draft.rule == 'distance' else ''}"
    rules = "+".join(dict.fromkeys((draft.rule, *draft.reading.rules)))
    return Claim(
        id=record_id(layers.account, "claim", span, extra),
        span=span,
        voice=draft.voice,
        mode=draft.mode,
        certainty=draft.reading.value(),
        actors=_inside(layers.actors, span),
        times=_inside(layers.times, span),
        quantities=_inside(layers.quantities, span),
        evidence=Evidence(rules, _cues(tree, draft)),
        predicate=predicate,
        lemmas=content_lemmas(tree, first, last),
    )


def _inside(records: Sequence[Actor | Time | Quantity], span: Span) -> tuple[str, ...]:
    near = records[_at(records, span.start) : _at(records, span.end)]
    return tuple(record.id for record in near if record.span.end <= span.end)


def _at(records: Sequence[Actor | Time | Quantity], offset: int) -> int:
    """The number of records, sorted by span, that start before `offset`."""
    return bisect_left(records, offset, key=lambda record: record.span.start)


def _cues(tree: Tree, draft: Draft) -> tuple[Span, ...]:
    spans = {Span(tree.words[i].start, tree.words[i].end) for i in draft.reading.cues if i < len(tree.words)}
    return tuple(sorted(spans))
