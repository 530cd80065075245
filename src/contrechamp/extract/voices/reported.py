"""What a verb of speech reports: its clause, infinitive, attribute, incise, or what stands behind its colon."""

from __future__ import annotations

from dataclasses import replace

from contrechamp.extract.tree import Tree, Word, is_finite, kids, word_at
from contrechamp.extract.voices.accusations import accusation, agent_of, suspicion
from contrechamp.extract.voices.attributes import attributed, quoted_attribute, said_of_oneself
from contrechamp.extract.voices.contents import (
    balanced,
    clause_span,
    infinitive_clause,
    is_infinitive,
    reported_clause,
    widened,
)
from contrechamp.extract.voices.cues import Cue, subject_of, verb_group
from contrechamp.extract.voices.found import Found
from contrechamp.extract.voices.fragments import past_participle
from contrechamp.extract.voices.frame import Carrier, Frame, trimmed
from contrechamp.extract.voices.incises import can_speak, incise_at, opens_incise
from contrechamp.extract.voices.marking import found_as, past_preposition
from contrechamp.extract.voices.scope import host_spans
from contrechamp.extract.voices.words import VerbClass, VoiceWords
from contrechamp.model import Span


def before_colon_of(frame: Frame, item: Found, words: VoiceWords) -> list[Found]:
    """What stands before an incise that also leads in what follows: *Le pont rouvre, a dit Léa : « Enfin. »*."""
    cue, carrier = item.cue, frame.carriers[item.carrier]
    if cue is None or frame.inside[cue.at] >= 0 or not carrier.first < cue.first < carrier.last:
        return []
    host = _as_incise(frame, frame.tree.words[cue.at], cue.first, carrier, words)
    if host is None:
        return []
    left = [span for span in host_spans(frame, host, carrier, words) if span.end <= frame.tree.words[host.first].start]
    return found_as(frame, tuple(left), host, "incise", item.carrier)


def by_verb(frame: Frame, word: Word, kind: VerbClass, number: int, words: VoiceWords) -> list[Found]:  # noqa: PLR0911  (a list of cases, one a line)
    """What the verb at `word` reports, one content a cue; none where it reports nothing."""
    tree, carrier = frame.tree, frame.carriers[number]
    first, last = verb_group(tree, word.i)
    host = _as_incise(frame, word, first, carrier, words)
    if host is not None:
        return found_as(frame, host_spans(frame, host, carrier, words), host, "incise", number)
    suspected = suspicion(frame, word, kind, number, words)
    if suspected:
        return suspected
    if (
        (word.pos not in ("VERB", "AUX") and not _verbal_twin(tree, word))
        or (past_participle(tree, word) and not (kind.attribute and agent_of(tree, word)))
        or (is_infinitive(tree, word) and f"{tree.words[word.head].key} {word.key}" in words.idioms)
        or (kind.factive and not _hearsay(tree, word, words))
        or f"{tree.words[word.i - 1].key} {word.key}" in words.idioms
    ):
        return []
    speaker = subject_of(tree, word.i)
    if is_infinitive(tree, word) and _outside(frame, word, speaker):
        return []
    cue = Cue("verb", word.i, first, last, kind, speaker.i if speaker is not None else None, rule="verb")
    wanted = kind.name == "wish" and speaker is not None and _thing(tree, speaker, words)
    clause = reported_clause(tree, word.i, words) if (kind.que or kind.factive) and not wanted else None
    if clause is not None:
        span = clause_span(frame, clause.i, carrier, words, after=word.i)
        span = _with_condition(frame, word.i, span) if span else None
        return found_as(frame, (span,) if span else (), cue, "que", number, clause.i)
    thing = kind.name == "promise" and speaker is not None and _thing(tree, speaker, words)
    clause = infinitive_clause(tree, word.i, kind, words) if kind.infinitive and not thing else None
    if clause is not None:
        span = clause_span(frame, clause.i, carrier, words, after=word.i)
        span = _with_negation(frame, past_preposition(frame, span), word.i) if span else None
        return found_as(frame, (span,) if span else (), cue, "infinitive", number, clause.i)
    pair = _judged(frame, word, kind, words)
    if pair is not None:
        return found_as(
            frame,
            (balanced(frame, past_preposition(frame, pair[0])),),
            cue,
            "attribute",
            number,
            pair[1].i if pair[1].rel in ("xcomp", "obl") else None,
        )
    if kind.accusation or (kind.name == "suspect" and kids(tree, word.i, "obj")):
        return accusation(frame, word, cue, number)
    return _behind_colon(frame, word, cue, number)


def _judged(frame: Frame, word: Word, kind: VerbClass, words: VoiceWords) -> tuple[Span, Word] | None:
    """Object and attribute of a verb of judging: *juge le projet « daté »*, *a qualifié la grève de « lâche »*."""
    if kind.attribute:
        return attributed(frame, word.i, kind)
    if word.key not in words.judging:
        return None
    return said_of_oneself(frame, word.i) or quoted_attribute(frame, word.i, kind)


def _verbal_twin(tree: Tree, word: Word) -> bool:
    """A verb tagged as something else that still has a subject and a clause with *que*: *la commission note que*."""
    return bool(kids(tree, word.i, "nsubj")) and bool(kids(tree, word.i, "ccomp"))


def _with_condition(frame: Frame, verb: int, span: Span) -> Span:
    """The clause with a condition that follows at once and that the tree hangs on the reporting verb: *dit qu'il
    viendrait s'il le pouvait*.
    """
    tree = frame.tree
    following = word_at(tree, span.end)
    for kid in kids(tree, verb, "advcl"):
        low, high = tree.reach[kid.i]
        if low == following and tree.words[low].rel == "mark" and is_finite(tree, kid.i) and frame.inside[low] < 0:
            return trimmed(tree.text, span.start, tree.words[high].end) or span
    return span


def _with_negation(frame: Frame, span: Span, verb: int) -> Span:
    """An infinitive with the *ne pas* before it, which a parser may hang on the reporting verb."""
    tree, at = frame.tree, word_at(frame.tree, span.start)
    start = at
    while start - 1 > verb and at - start < 3 and tree.words[start - 1].rel == "advmod":
        start -= 1
    ne = next((i for i in range(start, at) if "negator" in tree.words[i].function), None)
    return span if ne is None else trimmed(tree.text, tree.words[ne].start, span.end) or span


def _hearsay(tree: Tree, word: Word, words: VoiceWords) -> bool:
    """*je lis que*, *on a appris que*: the content is what unnamed others say."""
    subject = next(iter(kids(tree, word.i, "nsubj")), None)
    return (
        subject is not None
        and (subject.low in words.first or "one" in subject.function)
        and word.key in words.hearsay
        and word.key not in words.shared
    )


def _as_incise(frame: Frame, word: Word, first: int, carrier: Carrier, words: VoiceWords) -> Cue | None:
    """The cue of a verb that stands in an incise, or in *comme l'a dit le maire*; None for any other verb."""
    tree = frame.tree
    start = first
    while start - 1 >= carrier.first and tree.words[start - 1].low in words.before_verb:
        start -= 1
    quote = frame.inside[word.i]
    if quote >= 0 and start <= frame.ranges[quote][0] + 1 <= word.i:
        return None  # "« Nous avons prévu des trains … »": the quotation's own verb
    subordinate = tree.words[start].low in words.subordinate
    likened = subordinate and start + 1 < word.i and "so" in tree.words[start + 1].function  # "comme l'a dit Léa"
    if not (likened or opens_incise(tree, start, carrier.first)) or (start == carrier.first and not subordinate):
        return None
    if tree.words[start - 1].form in (".", "!", "?", "…", ";", "(") and start > carrier.first:
        return None
    cue = incise_at(tree, start, carrier.last, words, quoted=False)
    if cue is None or cue.at != word.i:
        return None
    stop = cue.speaker if cue.speaker is not None else cue.at
    stop = max(stop, cue.at)
    while stop < cue.stop and tree.words[stop + 1].form != ",":
        stop += 1
    return replace(cue, stop=stop)


def _thing(tree: Tree, speaker: Word, words: VoiceWords) -> bool:
    """A noun that can promise nothing in words: *la soirée promet d'être longue*."""
    return speaker.pos == "NOUN" and speaker.form[:1].islower() and not can_speak(tree, speaker.i, words)


def _outside(frame: Frame, word: Word, speaker: Word | None) -> bool:
    """A quoted infinitive that nobody in the quotation does: *« Considérer que …, c'est considérer que … »*."""
    quote = frame.inside[word.i]
    presented = any("VerbForm=Fin" in k.morph for k in kids(frame.tree, word.i, "cop"))
    return quote >= 0 and (presented or speaker is None or frame.inside[speaker.i] != quote)


def _behind_colon(frame: Frame, word: Word, cue: Cue, number: int) -> list[Found]:  # noqa: PLR0911  (a list of cases)
    """A clause without marks behind the colon of a sentence that reports: *Il prévient ses alliés : ils perdront.*"""
    tree, carrier = frame.tree, frame.carriers[number]
    if cue.verb is None or not cue.verb.que or cue.speaker is None or not is_finite(tree, word.i):
        return []
    if any("negator" in k.function for k in kids(tree, word.i, "advmod")):
        return []  # "La mairie ne répond pas : le pont est-il sûr ?"
    colon = next((i for i in range(word.i + 1, carrier.last) if tree.words[i].form in (":", ";", "(")), None)
    if colon is None or tree.words[colon].form != ":" or colon - word.i > 12 or frame.inside[colon] >= 0:
        return []
    behind = range(colon + 1, carrier.last)
    if not behind or any(is_finite(tree, i) for i in range(word.i + 1, colon)):
        return []
    quotes = {frame.inside[i] for i in behind[:2]} - {-1}
    if any(is_finite(tree, i) for q in quotes for i in range(*frame.ranges[q])) or frame.inside[behind[0]] >= 0:
        return []
    told = next((i for i in behind if is_finite(tree, i) and kids(tree, i, "nsubj", "expl")), None)
    if told is None or told - colon > 25:
        return []
    end = carrier.last - 1
    while end > told and tree.words[end].pos in ("PUNCT", "SPACE") and frame.inside[end] < 0:
        end -= 1
    span = widened(frame, colon + 1, end, carrier)
    return found_as(frame, (span,) if span is not None else (), cue, "colon", number)
