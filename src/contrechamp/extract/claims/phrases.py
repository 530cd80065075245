"""Claims without a clause of their own: reported phrases, and sentences in which no clause was found."""

from __future__ import annotations

from contrechamp.extract.certainty import Reading, read_certainty
from contrechamp.extract.claims.clauses import sentences_of
from contrechamp.extract.claims.layers import Draft, Layers, innermost
from contrechamp.extract.tree import Tree, finite_verb, is_finite, kids, word_at
from contrechamp.extract.voices.frame import trimmed
from contrechamp.extract.voices.speakers import AUTHOR
from contrechamp.model import Mode, Span, Voice


def of_phrases(layers: Layers, drafts: list[Draft]) -> list[Draft]:
    """Reported contents without a clause of their own (*une mascarade*, *12 000 selon la police*) are claims as they
    stand.
    """
    found = []
    for item in layers.attributions:
        for content in item.contents:
            held = [d for d in drafts if _holds(content, item.voice, d)]
            if held or (len(layers.tree.text[content.start : content.end].split()) < 2 and item.rule != "attribute"):
                continue
            span = trimmed(layers.tree.text, content.start, content.end)
            if span is not None and "?" not in layers.tree.text[span.end - 1 : span.end + 4]:
                clausal = item.rule == "source" or item.mode == Mode.DIRECT
                reading = _reading_of(layers, span) if clausal else Reading(rules=["phrase"])
                if item.verb is not None and item.verb.polarity == "-":
                    reading.deny(item.verb.name)
                if item.verb is not None and item.verb.ceiling:
                    reading.weaken(item.verb.ceiling, item.verb.name)
                found.append(Draft(None, span, item.voice, item.mode, item.rule, reading))
    return found


def _reading_of(layers: Layers, span: Span) -> Reading:
    """How surely a phrase is put: by its finite clause where it is one (*aurait dit que …*), else as it stands."""
    tree = layers.tree
    first, last = word_at(tree, span.start), word_at(tree, span.end - 1)
    head = next((w.i for w in tree.words[first : last + 1] if not first <= w.head <= last or w.head == w.i), first)
    head = head if is_finite(tree, head) else _said_of(tree, head, last)
    reading = read_certainty(tree, head, language=layers.language) if is_finite(tree, head) else Reading()
    return Reading(reading.degree, reading.positive, ["phrase", *reading.rules], reading.cues)


def _said_of(tree: Tree, head: int, last: int) -> int:
    """What is said of an infinitive that a parser took for the head: *fermer la digue n'est pas la solution*."""
    under = [k.i for k in kids(tree, head, "obj", "obl", "xcomp", "ccomp") if k.i <= last and kids(tree, k.i, "cop")]
    return under[0] if under and "VerbForm=Inf" in tree.words[head].morph else head


def _holds(content: Span, voice: Voice, draft: Draft) -> bool:
    """Whether a claim already says what the content says: of the same voice, or of one in it over most of it."""
    common = min(draft.span.end, content.end) - max(draft.span.start, content.start)
    inside = content.start <= draft.span.start + 2 and draft.span.end <= content.end + 2
    same = draft.voice == voice or (voice.name is not None and inside and draft.voice.name == voice.name)
    return common > 0 and (same or (inside and 2 * common > content.end - content.start))


def of_silent_sentences(layers: Layers, drafts: list[Draft]) -> list[Draft]:
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
        item = innermost(layers, words[0].i)
        if span is not None:
            voice, mode = (item.voice, item.mode) if item is not None else (AUTHOR, Mode.AUTHOR)
            root = next((w.i for w in words if w.rel == "root"), words[0].i)
            reading = read_certainty(tree, root, language=layers.language)
            found.append(Draft(None, span, voice, mode, "sentence", reading))
    return found + _openings(layers, drafts, shell_words)


def _openings(layers: Layers, drafts: list[Draft], shell_words: set[int]) -> list[Draft]:
    """What opens a sentence before a *, et* and its reporting verb, where the parser saw no clause in it."""
    tree = layers.tree
    taken = [d.span for d in drafts]
    found = []
    for cue in sorted(shell_words):
        first = tree.sentences[tree.words[cue].sentence][0]
        joint = next((i for i in range(first + 2, cue) if _joins(tree, i)), None)
        if joint is None or "VerbForm=Fin" not in finite_verb(tree, cue).morph or layers.innermost[first] >= 0:
            continue
        span = trimmed(tree.text, tree.words[first].start, tree.words[joint - 1].start)
        if span is None or any(t.start < span.end and span.start < t.end for t in taken):
            continue
        piece = [tree.words[i] for i in range(first, joint - 1)]
        noun = next((w for w in piece if w.pos in ("NOUN", "PROPN")), None)
        if noun is not None and not kids(tree, noun.i, "case", "mark") and piece[-1].i - noun.i >= 1:
            reading = read_certainty(tree, noun.i, language=layers.language)
            found.append(Draft(None, span, AUTHOR, Mode.AUTHOR, "sentence", reading))
    return found


def _joins(tree: Tree, i: int) -> bool:
    return tree.words[i].pos == "CCONJ" and tree.words[i - 1].form == ","


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


def whole_quotes(text: str, span: Span) -> Span:
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
