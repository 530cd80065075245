"""What is claimed: one clause at a time, by whom, how surely, about what.

    find_claims(doc) → claims in the order of the text

A clause belongs to the innermost voice whose content holds it, and to the author otherwise. The clause that reports
(*le maire affirme que …*) is no claim of its own once what it reports is one.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from contrechamp.extract.certainty import CertaintyWords, Reading, certainty_words, read_certainty
from contrechamp.extract.claims.clauses import Clause, asserts, clause_text_span, find_clauses, sentences_of
from contrechamp.extract.claims.predicates import content_lemmas, predicate_of
from contrechamp.extract.tree import Tree, finite_verb, kids, read_tree, word_at
from contrechamp.extract.voices import Attribution, find_attributions
from contrechamp.extract.voices.frame import trimmed
from contrechamp.extract.voices.speakers import AUTHOR
from contrechamp.extract.voices.words import VerbClass, VoiceWords, voice_words
from contrechamp.model import Actor, Claim, Evidence, Mode, Quantity, Span, Time, Voice, VoiceKind, record_id

if TYPE_CHECKING:
    from spacy.tokens import Doc


@dataclass(frozen=True, slots=True)
class _Draft:
    """A claim before its records are attached: its clause (None for a whole phrase), span, voice and reading."""

    clause: Clause | None
    span: Span
    voice: Voice
    mode: Mode
    rule: str
    reading: Reading


@dataclass(frozen=True, slots=True)
class _Layers:
    """What is known of the text beside its tree."""

    tree: Tree
    language: str
    account: str
    attributions: tuple[Attribution, ...]
    lexicon: CertaintyWords
    voices: VoiceWords
    actors: tuple[Actor, ...]
    times: tuple[Time, ...]
    quantities: tuple[Quantity, ...]
    innermost: list[int]


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
    layers = _Layers(
        tree, language, account, attributions, lexicon, voices, tuple(sorted(actors, key=lambda a: a.span)),
        tuple(sorted(times, key=lambda t: t.span)), tuple(sorted(quantities, key=lambda q: q.span)),
        _painted(tree, attributions),
    )  # fmt: skip
    drafts = _drafts(layers)
    said = (_claim(layers, draft) for draft in drafts)
    dates = {time.span for time in times}  # *Il y a peu* is parsed as a clause, and claims nothing
    claims = {claim.id: claim for claim in said if claim.span not in dates}
    return tuple(
        sorted(claims.values(), key=lambda c: (c.span.start, -c.span.end, c.voice.kind, c.voice.name or "", c.id))
    )


def _painted(tree: Tree, attributions: Sequence[Attribution]) -> list[int]:
    """For each word, the number of the smallest content that holds it, or -1."""
    inner = [-1] * len(tree.words)
    size = [sum(span.end - span.start for span in item.contents) for item in attributions]
    for number in sorted(range(len(attributions)), key=lambda n: (-size[n], -n)):
        for span in attributions[number].contents:
            first, last = word_at(tree, span.start), word_at(tree, span.end - 1) + 1
            inner[first:last] = [number] * (last - first)
    return inner


def _drafts(layers: _Layers) -> list[_Draft]:
    tree = layers.tree
    reported = frozenset(
        a.head
        for a in layers.attributions
        if a.head is not None and a.rule in ("infinitive", "accusation", "attribute")
    )
    clauses = list(find_clauses(tree, layers.lexicon, reported))
    drafts: list[_Draft] = []
    shells = _shells(layers, clauses)
    denials = [a.denied for a in layers.attributions if a.denied is not None]
    for clause in clauses:
        if any(d.start <= tree.words[clause.head].start < d.end for d in denials):
            continue
        if clause.head not in shells and (clause.head in reported or asserts(tree, clause, layers.lexicon)):
            drafts += _of_clause(layers, clause)
    drafts += _of_phrases(layers, drafts)
    drafts += _of_silent_sentences(layers, drafts)
    return drafts


def _shells(layers: _Layers, clauses: list[Clause]) -> set[int]:
    """Clauses that only report, or only say how sure what they hold is: *le maire affirme que*, *il est probable
    que*.
    """
    tree = layers.tree
    shells: set[int] = set()
    heads = {clause.head for clause in clauses}
    for item in layers.attributions:
        if item.cue_word is not None and (item.verb is None or item.verb.shell or item.rule in ("incise", "distance")):
            shells.add(item.cue_word)
            shells.update(_clause_above(tree, item.cue_word, heads))
    for clause in clauses:
        complement = next((k for k in kids(tree, clause.head, "ccomp", "csubj") if k.i in heads), None)
        if complement is None:
            continue
        kind = layers.lexicon.predicates.get(tree.words[clause.head].key)
        first_person = any(k.low in ("je", "j'") for k in kids(tree, clause.head, "nsubj"))
        imperative = "Mood=Imp" in finite_verb(tree, clause.head).morph
        thinks = layers.voices.verbs.get(tree.words[clause.head].key)
        if (
            (kind is not None and kind != "open" and not kids(tree, clause.head, "nsubj"))
            or imperative
            or (first_person and thinks is not None)
        ):
            shells.add(clause.head)
    return shells


def _clause_above(tree: Tree, cue: int, heads: set[int]) -> set[int]:
    """The head of *a tenu à préciser que*, *a voulu rappeler que*, for a cue that is an infinitive under it."""
    word = tree.words[cue]
    if cue in heads or word.rel != "xcomp" or "VerbForm=Inf" not in word.morph:
        return set()
    return (
        {word.head} & heads
        if tree.words[word.head].key in ("tenir", "vouloir", "devoir", "pouvoir", "laisser", "faire", "aller", "venir")
        else set()
    )


def _of_clause(layers: _Layers, clause: Clause) -> list[_Draft]:
    item = _innermost(layers, clause.head)
    low, high = (item.contents[0].start, item.contents[-1].end) if item is not None else (0, len(layers.tree.text))
    span = clause_text_span(layers.tree, clause, low, high)
    if span is None or not any(c.isalpha() for c in layers.tree.text[span.start : span.end]):
        return []
    span = _whole_quotes(layers.tree.text, span)
    verb = _verb_over(item, layers, clause)
    reading = read_certainty(layers.tree, clause.head, language=layers.language, verb=verb)
    if item is None:
        rumour = _rumour(layers.tree, clause, reading)
        voice, mode, rule = (rumour, Mode.INDIRECT, "conditional") if rumour else (AUTHOR, Mode.AUTHOR, clause.kind)
        return [_Draft(clause, span, voice, mode, rule, reading)]
    drafts = [_Draft(clause, span, item.voice, item.mode, item.rule, reading)]
    if item.denied is not None:
        denial = Reading(reading.degree, not reading.positive, [*reading.rules, "distance"], list(reading.cues))
        denial.cues += range(word_at(layers.tree, item.denied.start), word_at(layers.tree, item.denied.end - 1) + 1)
        outer = item.voice.within or AUTHOR
        drafts.append(
            _Draft(
                clause, span, outer, Mode.AUTHOR if outer.kind == VoiceKind.AUTHOR else item.mode, "distance", denial
            )
        )
    return drafts


def _verb_over(item: Attribution | None, layers: _Layers, clause: Clause) -> VerbClass | None:
    """The class of the reporting verb where it bears on how sure the clause is.

    It reaches the clause it governs and what that coordinates (*il croit que A et que B*); beside direct speech it says
    how the words were spoken, not how sure they are; an incise only weakens (*…, croit le maire*).
    """
    if item is None or item.verb is None or item.mode == Mode.DIRECT:
        return None
    if item.head is None:
        return item.verb if item.verb.ceiling in ("PR", "PS") or item.rule == "fragment" else None
    word = layers.tree.words[clause.head]
    return item.verb if item.head == clause.head or (word.rel == "conj" and word.head == item.head) else None


def _rumour(tree: Tree, clause: Clause, reading: Reading) -> Voice | None:
    """The journalist's conditional: *auraient quitté la ville* is what unnamed others say."""
    finite = finite_verb(tree, clause.head)
    past = finite.i != clause.head and finite.rel == "aux" and finite.dep != "aux:pass"
    if not past or "conditional" not in reading.rules or "Person=1" in finite.morph:
        return None
    if tree.words[clause.head].key in ("pouvoir", "devoir", "falloir", "aimer", "vouloir", "souhaiter", "preferer"):
        return None
    return Voice(VoiceKind.UNNAMED, None, None, None, None, Span(finite.start, finite.end), AUTHOR)


def _innermost(layers: _Layers, word: int) -> Attribution | None:
    number = layers.innermost[word]
    return layers.attributions[number] if number >= 0 else None


def _of_phrases(layers: _Layers, drafts: list[_Draft]) -> list[_Draft]:
    """Reported contents without a clause of their own (*une mascarade*, *12 000 selon la police*) are claims as they
    stand.
    """
    found = []
    for item in layers.attributions:
        for content in item.contents:
            held = [
                d for d in drafts if d.span.start < content.end and content.start < d.span.end and d.voice == item.voice
            ]
            if held or (len(layers.tree.text[content.start : content.end].split()) < 2 and item.rule != "attribute"):
                continue
            span = trimmed(layers.tree.text, content.start, content.end)
            if span is not None and "?" not in layers.tree.text[span.end - 1 : span.end + 4]:
                reading = Reading(rules=["phrase"])
                if item.verb is not None and item.verb.polarity == "-":
                    reading.deny(item.verb.name)
                if item.verb is not None and item.verb.ceiling:
                    reading.weaken(item.verb.ceiling, item.verb.name)
                found.append(_Draft(None, span, item.voice, item.mode, item.rule, reading))
    return found


def _of_silent_sentences(layers: _Layers, drafts: list[_Draft]) -> list[_Draft]:
    """A sentence that asserts something and got no claim is one as a whole: a headline without a verb, a parser's
    slip.
    """
    tree = layers.tree
    told = {s for d in drafts for s in _sentences_under(tree, d.span)}
    spoken = [a for a in layers.attributions if any(n in told for c in a.contents for n in _sentences_under(tree, c))]
    shell_words = {a.cue_word for a in spoken if a.cue_word is not None}
    found = []
    for first, last, asks in sentences_of(tree):
        words = [w for w in tree.words[first:last] if w.pos not in ("PUNCT", "SPACE")]
        if asks or len(words) < 3 or any(w.i in shell_words for w in words):
            continue
        low, high = words[0].start, words[-1].end
        if words[0].sentence in told or not _says_something(tree, words[0].i, words[-1].i):
            continue
        span = trimmed(tree.text, low, high)
        item = _innermost(layers, words[0].i)
        if span is not None:
            voice, mode = (item.voice, item.mode) if item is not None else (AUTHOR, Mode.AUTHOR)
            root = next((w.i for w in words if w.rel == "root"), words[0].i)
            reading = read_certainty(tree, root, language=layers.language)
            found.append(_Draft(None, span, voice, mode, "sentence", reading))
    return found


def _sentences_under(tree: Tree, span: Span) -> range:
    first, last = word_at(tree, span.start), word_at(tree, span.end - 1)
    return range(tree.words[first].sentence, tree.words[last].sentence + 1)


def _says_something(tree: Tree, first: int, last: int) -> bool:
    """Not a signature, a link, a list of names, a command."""
    words = tree.words[first : last + 1]
    if any("://" in w.form or "www." in w.low for w in words):
        return False
    if any("Mood=Imp" in w.morph for w in words if w.rel == "root"):
        return False
    return sum(w.pos in ("NOUN", "VERB", "ADJ") for w in words) >= 2


def _whole_quotes(text: str, span: Span) -> Span:
    """The span without a mark of quotation whose partner lies outside of it."""
    start, end = span.start, span.end
    pairs = (("«", "»"), ("“", "”"), ('"', '"'), ("(", ")"))
    for opening, closing in pairs:
        said = text[start:end]
        lonely = said.count(opening) != said.count(closing) if opening != closing else said.count(opening) % 2
        if lonely and said.startswith(opening):
            start += 1
        elif lonely and said.endswith(closing):
            end -= 1
        elif (
            said.startswith(opening)
            and said.endswith(closing)
            and said.count(opening) == (1 if opening != closing else 2)
        ):
            start, end = start + 1, end - 1
        elif lonely and text[end : end + 2].strip()[:1] == closing:
            end = text.index(closing, end) + 1
    return trimmed(text, start, end) or span


def _claim(layers: _Layers, draft: _Draft) -> Claim:
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


def _cues(tree: Tree, draft: _Draft) -> tuple[Span, ...]:
    spans = {Span(tree.words[i].start, tree.words[i].end) for i in draft.reading.cues if i < len(tree.words)}
    return tuple(sorted(spans))
