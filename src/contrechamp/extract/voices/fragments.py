"""Quoted phrases under a reporting verb: *dénonce « une mascarade »*; titles and words held at a distance are none."""

from __future__ import annotations

from collections.abc import Iterator

from contrechamp.extract.tree import Tree, Word, above, is_finite, kids, word_at
from contrechamp.extract.voices.cues import Cue, subject_of, verb_class, verb_group
from contrechamp.extract.voices.found import Found
from contrechamp.extract.voices.frame import Frame
from contrechamp.extract.voices.words import VerbClass, VoiceWords
from contrechamp.model import Mode


def fragment_verb(frame: Frame, q: int, words: VoiceWords) -> tuple[int, VerbClass] | None:
    """The reporting verb that governs a quoted phrase: *dénonce « une mascarade »*. None for titles and distanced
    words.
    """
    tree = frame.tree
    first, last = frame.ranges[q]
    held = [i for i in range(first, last) if tree.words[i].pos not in ("PUNCT", "SPACE")]
    heads = [i for i in held if not first <= tree.words[i].head < last]
    if not held or not heads or _is_title(frame, first, held, words):
        return None
    spoken = _spoken(tree, first, held, words)
    if spoken is not None:
        return spoken
    if len(held) < 2:
        return None
    head = tree.words[heads[0]]
    verb = tree.words[head.head]
    if head.rel in ("conj", "appos") and not first <= verb.i < last:
        if verb.rel in ("nsubj", "root"):
            return None
        verb = tree.words[verb.head]
    found = verb_class(tree, verb.i, words)
    if found is None or not found.fragment or verb.i >= first or head.rel in ("nsubj", "advcl", "parataxis"):
        return None
    named = found.name == "speak" and "Definite=Def" in tree.words[first - 1].morph  # "il parle du « petit Nicolas »"
    return None if named or past_participle(tree, verb) else (verb.i, found)


def _spoken(tree: Tree, first: int, held: list[int], words: VoiceWords) -> tuple[int, VerbClass] | None:
    """*ont crié « Démission ! »*: a verb of speech right before a quotation that is a cry or a sentence."""
    before = tree.words[first - 1] if first else None
    if before is None or before.pos != "VERB" or past_participle(tree, before):
        return None
    found = verb_class(tree, before.i, words)
    sentence = tree.words[min(held[-1] + 1, len(tree.words) - 1)].form == "!" or any(is_finite(tree, i) for i in held)
    return (before.i, found) if found is not None and found.name in ("speech", "say") and sentence else None


def past_participle(tree: Tree, verb: Word) -> bool:
    """A participle on a noun, without an auxiliary (*le débat lancé*): what it governs is nobody's speech."""
    past = "VerbForm=Part" in verb.morph and "Tense=Pres" not in verb.morph and not verb.low.endswith("ant")
    return past and verb.rel in ("acl", "amod", "advcl") and not kids(tree, verb.i, "aux")


def _is_title(frame: Frame, first: int, held: list[int], words: VoiceWords) -> bool:
    before = [frame.tree.words[i] for i in range(max(0, first - 2), first)]
    if any(w.key in words.titles and (w.pos != "VERB" or "VerbForm=Part" in w.morph) for w in before):
        return True
    if before and (before[-1].low in words.places or (before[-1].low in words.called and _opens_as_name(frame, held))):
        return True
    capitals = [frame.tree.words[i].form[:1].isupper() for i in held if len(frame.tree.words[i].form) > 3]
    return (
        bool(capitals) and all(capitals) and frame.tree.words[min(held[-1] + 1, len(frame.tree.words) - 1)].form != "!"
    )


def _opens_as_name(frame: Frame, held: list[int]) -> bool:
    return frame.tree.words[held[0]].pos == "ADP"


_RECENT = 8  # sentences: within them a quoted sentence still goes on with who spoke last; further on it may be a title


def find_fragments(
    frame: Frame, words: VoiceWords, place: list[int], found: list[Found], taken: set[int]
) -> Iterator[Found]:
    """Quoted phrases under a reporting verb: *dénonce « une mascarade »*; quoted sentences under none."""
    tree = frame.tree
    held = _held(frame, [item for item in found if item.rule != "source"])
    told = _held(frame, found)
    governors: dict[int, tuple[int, VerbClass]] = {}
    spoken = {item.carrier for item in found if item.cue is not None or item.mode == Mode.DIRECT}
    for q, quote in enumerate(frame.quotes):
        first, last = frame.ranges[q][0], frame.ranges[q][1] - 1
        inner = "that" in tree.words[min(first + 1, last)].function and held[min(first + 2, last)] and held[last - 1]
        if q in taken or (held[first] and held[last]) or inner:
            continue
        governor = _joined_to(frame, q, governors) or fragment_verb(frame, q, words)
        if governor is None and not (told[min(first + 1, last)] and told[max(first, last - 1)]):
            recent = range(place[first] - _RECENT, place[first] + 1)
            yield from _sentence(frame, q, words, place, goes_on=any(number in spoken for number in recent))
        if governor is not None:
            governors[q] = governor
            yield Found((quote.inner,), _cue(frame, *governor), Mode.MIXED, "fragment", place[governor[0]])


def _cue(frame: Frame, at: int, kind: VerbClass) -> Cue:
    first, last = verb_group(frame.tree, at)
    speaker = subject_of(frame.tree, at)
    return Cue("verb", at, first, last, kind, speaker.i if speaker is not None else None, rule="fragment")


def _held(frame: Frame, found: list[Found]) -> list[bool]:
    """For each word, whether one of the contents holds it."""
    held = [False] * len(frame.tree.words)
    for span in (span for item in found for span in item.contents):
        first, last = word_at(frame.tree, span.start), word_at(frame.tree, span.end - 1) + 1
        held[first:last] = [True] * (last - first)
    return held


def _joined_to(frame: Frame, q: int, governors: dict[int, tuple[int, VerbClass]]) -> tuple[int, VerbClass] | None:
    """The verb of the quoted phrase before, to which an *et* or a comma joins this one: *« Non ! » et « Assez ! »*."""
    before = governors.get(q - 1)
    first, behind = frame.ranges[q][0], frame.ranges[q - 1][1] if q else 0
    between = frame.tree.words[behind:first]
    joins = (
        bool(between) and len(between) <= 3 and all(w.form == "," or w.pos in ("CCONJ", "DET", "ADP") for w in between)
    )
    return before if before is not None and joins else None


def _sentence(frame: Frame, q: int, words: VoiceWords, place: list[int], *, goes_on: bool) -> Iterator[Found]:
    """A quoted sentence, or a quoted predicate, that no verb of speech governs at once.

    Its cue is its own verb of speech, with the subject before the marks (*Le préfet « condamne ces actes »*), else the
    verb further up (*dénoncent un manque de fermeté qui « envoie un message »*); else it goes on with the last speaker.
    """
    tree, quote = frame.tree, frame.quotes[q]
    first, last = frame.ranges[q]
    held = [i for i in range(first, last) if tree.words[i].pos not in ("PUNCT", "SPACE")]
    finite = any("VerbForm=Fin" in tree.words[i].morph for i in held)
    headed = tree.text[quote.span.end : quote.span.end + 1].isalpha()  # a subheading that has lost its line break
    if not finite or len(held) < 4 or headed or _is_title(frame, first, held, words):
        return
    at = _own_verb(tree, first, held, words) or _verb_above(tree, first, held, words)
    if at is None and goes_on:
        yield Found((quote.inner,), None, Mode.MIXED, "carried-on", place[first])
    elif at is not None:
        yield Found((quote.inner,), _cue(frame, *at), Mode.MIXED, "fragment", place[at[0]])


def _own_verb(tree: Tree, first: int, held: list[int], words: VoiceWords) -> tuple[int, VerbClass] | None:
    for i in held[:3]:
        kind = verb_class(tree, i, words)
        if kind is not None and kind.fragment and any(k.i < first for k in kids(tree, i, "nsubj")):
            return i, kind
    return None


def _verb_above(tree: Tree, first: int, held: list[int], words: VoiceWords) -> tuple[int, VerbClass] | None:
    head = next((i for i in held if tree.words[i].head < first), None)
    for up in list(above(tree, head))[:5] if head is not None else ():
        kind = verb_class(tree, up.i, words)
        if up.pos in ("VERB", "AUX"):
            governs = kind is not None and kind.fragment and up.i < first and not past_participle(tree, up)
            return (up.i, kind) if governs and kind is not None else None
    return None
