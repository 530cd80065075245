"""The claims of a text before their records are attached: of clauses, of reported phrases, of silent sentences."""

from __future__ import annotations

from bisect import bisect_left, bisect_right

from contrechamp.extract.certainty import Reading, read_certainty
from contrechamp.extract.claims.asserting import asserts
from contrechamp.extract.claims.clauses import Clause, clause_text_span, find_clauses
from contrechamp.extract.claims.layers import Draft, Layers, innermost
from contrechamp.extract.claims.phrases import of_phrases, of_silent_sentences, whole_quotes
from contrechamp.extract.claims.shells import shells as find_shells
from contrechamp.extract.tree import is_finite, kids, word_at
from contrechamp.extract.voices import Attribution
from contrechamp.extract.voices.frame import trimmed
from contrechamp.extract.voices.speakers import AUTHOR
from contrechamp.extract.voices.words import VerbClass
from contrechamp.model import Mode, Span, VoiceKind


def drafts(layers: Layers) -> list[Draft]:
    """The claims of clauses first, then of reported phrases, then of sentences that have got none."""
    tree = layers.tree
    reported = frozenset(
        a.head
        for a in layers.attributions
        if a.head is not None and a.rule in ("infinitive", "accusation", "attribute")
    )
    clauses = list(find_clauses(tree, layers.lexicon, reported))
    drafts: list[Draft] = []
    shells = find_shells(layers, clauses)
    denials = [a.denied for a in layers.attributions if a.denied is not None]
    for clause in clauses:
        start = tree.words[clause.head].start
        if any(d.start <= start < d.end for d in denials) or _tells_time(layers, clause):
            continue
        if clause.head not in shells and (clause.head in reported or asserts(tree, clause, layers.lexicon)):
            drafts += _of_clause(layers, clause)
    drafts += of_phrases(layers, drafts)
    drafts += of_silent_sentences(layers, drafts)
    return drafts


def _tells_time(layers: Layers, clause: Clause) -> bool:
    """*il y a dix ans*, *Il y a peu*: parsed as a clause, and a time."""
    tree = layers.tree
    word = tree.words[clause.head]
    if not any("there" in k.function for k in kids(tree, clause.head, "expl")):
        return False
    near = layers.times[max(0, bisect_left(layers.times, word.end, key=lambda t: t.span.start) - 2) :][:4]
    dated = any(t.span.start <= word.start and word.end <= t.span.end for t in near)
    counted = next(iter(kids(tree, clause.head, "obj")), word)
    return dated or (clause.kind != "main" and counted.bare.removesuffix("s") in layers.voices.days)


def _of_clause(layers: Layers, clause: Clause) -> list[Draft]:
    item = innermost(layers, clause.head)
    low, high = (item.contents[0].start, item.contents[-1].end) if item is not None else (0, len(layers.tree.text))
    if item is not None and item.rule == "conditional":
        low, high = 0, len(layers.tree.text)  # "un homme qui aurait tiré": the clause with the noun it tells of
    span = clause_text_span(layers.tree, clause, low, high)
    if span is None or not any(c.isalpha() for c in layers.tree.text[span.start : span.end]):
        return []
    span = whole_quotes(layers.tree.text, _before_speech(layers, span))
    verb = _verb_over(item, layers, clause)
    reading = read_certainty(layers.tree, clause.head, language=layers.language, verb=verb)
    if item is None:
        return [Draft(clause, span, AUTHOR, Mode.AUTHOR, clause.kind, reading)]
    drafts = [Draft(clause, span, item.voice, item.mode, item.rule, reading)]
    if item.denied is not None:
        denial = Reading(reading.degree, not reading.positive, [*reading.rules, "distance"], list(reading.cues))
        denial.cues += range(word_at(layers.tree, item.denied.start), word_at(layers.tree, item.denied.end - 1) + 1)
        outer = item.voice.within or AUTHOR
        drafts.append(
            Draft(clause, span, outer, Mode.AUTHOR if outer.kind == VoiceKind.AUTHOR else item.mode, "distance", denial)
        )
    return drafts


def _before_speech(layers: Layers, span: Span) -> Span:
    """The span up to a content that begins in it and goes on behind it: *il disait : 'Non. Partez.'* is cut by the
    parser within the inner speech.
    """
    low = bisect_right(layers.attributions, span.start, key=lambda a: a.contents[0].start)
    for item in layers.attributions[low : low + 8]:
        start = item.contents[0].start
        if start < span.end < item.contents[0].end and item.mode == Mode.DIRECT:
            return trimmed(layers.tree.text, span.start, start - 1) or span
    return span


def _verb_over(item: Attribution | None, layers: Layers, clause: Clause) -> VerbClass | None:
    """The class of the reporting verb where it bears on how sure the clause is.

    It reaches the clause it governs and what that coordinates (*il croit que A et que B*); beside direct speech it says
    how the words were spoken, not how sure they are; an incise only weakens (*…, croit le maire*).
    """
    if item is None or item.verb is None or item.mode == Mode.DIRECT:
        return None
    if item.head is None:
        return item.verb if item.verb.ceiling in ("PR", "PS") or item.rule == "fragment" else None
    word = layers.tree.words[clause.head]
    if item.verb.name == "promise" and is_finite(layers.tree, clause.head):
        return None  # "jure que tout était conforme": a promise is about what is to come, which its tense already says
    return item.verb if item.head == clause.head or (word.rel == "conj" and word.head == item.head) else None
