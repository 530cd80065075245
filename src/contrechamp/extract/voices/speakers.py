"""Who a cue names: the speaker's words, name, actor, outlet; pronouns and unsaid speakers carried on from the last
speech.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from contrechamp.extract.tree import Tree, Word, kids, span_of
from contrechamp.extract.voices.frame import Carrier
from contrechamp.extract.voices.words import VoiceWords
from contrechamp.model import Actor, ActorKind, Span, Via, Voice, VoiceKind
from contrechamp.text.fold import fold_words

AUTHOR = Voice(VoiceKind.AUTHOR)
_NAME_PARTS = frozenset(
    ("det", "amod", "flat", "nmod", "nummod", "fixed", "compound", "case", "cc", "conj", "goeswith", "dep", "advmod")
)
_OPEN_OUTLET = frozenset(
    (
        "dans",
        "à",
        "au",
        "aux",
        "sur",
        "auprès",
        "par",
        "l'",
        "le",
        "la",
        "les",
        "de",
        "du",
        "d'",
        "selon",
        "d'après",
        "journal",
        "quotidien",
        "chaîne",
        "agence",
        "site",
        "radio",
        "télévision",
        "magazine",
        "hebdomadaire",
    )
)
_PRONOUNS = {
    "il": ("Masc", "Sing"), "elle": ("Fem", "Sing"), "ils": ("", "Plur"), "elles": ("Fem", "Plur"),
    "lui": ("Masc", "Sing"),
    "eux": ("Masc", "Plur"), "celui-ci": ("Masc", "Sing"), "celle-ci": ("Fem", "Sing"), "ceux-ci": ("Masc", "Plur"),
    "celles-ci": ("Fem", "Plur"), "celui-là": ("Masc", "Sing"), "celle-là": ("Fem", "Sing"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Said:
    """A speaker in the order of the text: the voice, gender and number where known, and the word where he spoke."""

    voice: Voice
    gender: str
    number: str
    at: int


@dataclass(slots=True)
class Speakers:
    """What is known about speakers while the text is read from its start to its end."""

    tree: Tree
    words: VoiceWords
    actors: tuple[Actor, ...]
    starts: list[int]
    quoted: Sequence[int]
    said: list[Said] = field(default_factory=list)


def speakers(tree: Tree, words: VoiceWords, actors: Sequence[Actor], quoted: Sequence[int]) -> Speakers:
    """The state before the first speech. `quoted[i]` is -1 for words outside quotation marks."""
    ordered = tuple(sorted(actors, key=lambda actor: (actor.span.start, -actor.span.end)))
    return Speakers(tree, words, ordered, [actor.span.start for actor in ordered], quoted)


def voice_of(known: Speakers, head: int, cue: Span | None, outlet: str | None, before: int | None = None) -> Voice:
    """The voice that the noun phrase or pronoun at word `head` names, remembered for the speeches that follow.

    A pronoun takes up somebody named before word `before` (the start of the sentence in whose incise it stands).
    """
    word = known.tree.words[head]
    pronoun = pronoun_form(word)
    if pronoun is not None:
        voice = _resolved(known, word, pronoun, cue, head if before is None else before)
        gender, number = _PRONOUNS.get(pronoun, ("", ""))
    else:
        voice = _named(known, word, cue)
        gender, number = gender_of(known, word), number_of(known.tree, word)
    if outlet is not None and fold_words(outlet) != fold_words(voice.name or ""):
        voice = replace(voice, outlet=outlet, within=Voice(VoiceKind.NAMED, outlet, outlet=outlet, within=AUTHOR))
    elif voice.name is not None and (own := known.words.outlets.get(fold_words(voice.name))):
        voice = replace(voice, outlet=own)
    if voice.kind != VoiceKind.AUTHOR and voice.name is not None:
        known.said.append(Said(voice, gender, number, head))
    return voice


def carried_on(known: Speakers, back: int = 1) -> Voice | None:
    """The voice of the last speech, or of the one before it; None where nobody has spoken."""
    if len(known.said) < back:
        return known.said[-1].voice if known.said else None
    return replace(known.said[-back].voice, cue=None)


def pronoun_form(word: Word) -> str | None:
    """`il` for *-t-il*, *Il*; `ce dernier` counts by its gender; None for what is no pronoun that takes somebody up."""
    low = word.low.removeprefix("-t").lstrip("-")
    if (word.key in ("dernier", "interesse", "premier") and word.pos in ("ADJ", "NOUN", "PRON")) or low in (
        "l'intéressé",
        "l'intéressée",
    ):
        plural = "Number=Plur" in word.morph
        feminine = "Gender=Fem" in word.morph or word.low.endswith(("ère", "ée"))
        return ("elles" if feminine else "ils") if plural else ("elle" if feminine else "il")
    return low if low in _PRONOUNS and (word.pos in ("PRON", "X") or word.form.startswith("-")) else None


def name_words(tree: Tree, head: int) -> list[int]:
    """The words of a speaker's noun phrase without appositions, relative clauses and what a comma sets apart."""
    found, stack = [], [head]
    while stack:
        at = stack.pop()
        found.append(at)
        for kid in map(tree.words.__getitem__, tree.words[at].kids):
            if kid.rel in _NAME_PARTS and not (at == head and kid.rel in ("case", "advmod")) and abs(kid.i - head) < 14:
                stack.append(kid.i)
    low, high = _unbroken(tree, sorted(found), head)
    return list(range(low, high + 1))


def _unbroken(tree: Tree, found: list[int], head: int) -> tuple[int, int]:
    """The stretch of found words around `head` that no comma, bracket, colon or verb interrupts."""
    here = set(found)
    low = high = head
    while low - 1 in here and tree.words[low - 1].form not in (",", "(", ":", "«", '"'):
        low -= 1
    while high + 1 in here and tree.words[high + 1].form not in (",", "(", ")", ":", "»", '"'):
        high += 1
    while high > head and tree.words[high].pos in ("ADP", "CCONJ", "DET", "PUNCT"):
        high -= 1
    return low, high


def _named(known: Speakers, word: Word, cue: Span | None) -> Voice:
    tree = known.tree
    members = _without_addressee(known, name_words(tree, word.i), word.i)
    while len(members) > 1 and tree.words[members[0]].pos in ("CCONJ", "PUNCT"):
        members = members[1:]
    span = span_of(tree, members)
    apposed = [k for k in kids(tree, word.i, "appos") if k.pos == "PROPN" and k.i - members[-1] <= 3]
    if apposed and word.pos != "PROPN":
        name_span = span_of(tree, name_words(tree, apposed[0].i))
        span = Span(span.start, max(span.end, name_span.end))
    else:
        name_span = span
    actor = _actor(known, name_span, word) or (_actor(known, span, word) if name_span != span else None)
    name = _as_said(known, word, name_span)
    if actor is not None and actor.via == Via.NAME and actor.kind == ActorKind.PERSON:
        name = (
            actor.name
            if len(actor.name) >= actor.span.end - actor.span.start
            else tree.text[actor.span.start : actor.span.end]
        )
    return Voice(_kind(known, word, actor, bool(apposed)), name, actor.key if actor else None, None, span, cue)


def _without_addressee(known: Speakers, members: list[int], head: int) -> list[int]:
    """Cuts what an incise tells of the place of speech: *un porte-parole à l'AFP*, *le maire sur Europe 1*."""
    for i in members:
        if (
            i > head
            and known.tree.words[i].low in ("à", "au", "sur", "dans", "lors", "auprès", "aux", "via")
            and i > members[0]
        ):
            return [k for k in members if k < i]
    return members


def _as_said(known: Speakers, word: Word, span: Span) -> str:
    said = " ".join(known.tree.text[span.start : span.end].split())
    first = said.split(" ", 1)[0].split("'")[0].split("’")[0]
    if word.pos != "PROPN" and first in (
        "Le",
        "La",
        "Les",
        "L",
        "Un",
        "Une",
        "Des",
        "Ce",
        "Cet",
        "Cette",
        "Ces",
        "Son",
        "Sa",
        "Ses",
        "Plusieurs",
        "Certains",
        "Leur",
        "Leurs",
    ):
        return said[:1].lower() + said[1:]
    return said


def _actor(known: Speakers, span: Span, word: Word) -> Actor | None:
    """The actor of the phrase: one that is named in it before one that is only described, the longest first."""
    at = max(0, bisect_left(known.starts, span.start) - 3)
    held: list[Actor] = []
    for actor in known.actors[at:]:
        if actor.span.start >= span.end:
            break
        if actor.span.end > span.start and actor.span.start >= span.start - 25:
            held.append(actor)
    covering = [a for a in held if a.span.start < word.end and word.start < a.span.end]
    named = [a for a in held if a.kind == ActorKind.PERSON and a.via == Via.NAME and not _possessor(known.tree, a)]
    best = covering or ([] if word.pos == "PROPN" else named)
    persons = [a for a in covering if a.kind == ActorKind.PERSON] or (
        named if word.key in known.words.persons else best
    )
    pool = persons or best
    return max(pool, key=lambda a: (a.span.end - a.span.start, -a.span.start)) if pool else None


def _possessor(tree: Tree, actor: Actor) -> bool:
    """Whether the name stands behind a preposition: in *le conseiller de Paul Martin* the adviser speaks."""
    at = bisect_right(tree.words, actor.span.start, key=lambda word: word.start) - 1
    return at > 0 and tree.words[at - 1].pos == "ADP"


def _kind(known: Speakers, word: Word, actor: Actor | None, apposed: bool) -> VoiceKind:
    """Named: by a name, or as an institution or an office that only one can be; everybody else is unnamed."""
    if (
        apposed
        or word.pos == "PROPN"
        or (actor is not None and actor.kind != ActorKind.GROUP and actor.via != Via.PRONOUN)
    ):
        return VoiceKind.NAMED
    determiner = next((k for k in kids(known.tree, word.i, "det")), None)
    definite = determiner is not None and determiner.key in ("le", "ce", "son", "leur", "notre")
    plural = "Number=Plur" in word.morph
    if definite and not plural and word.key not in ("source", "temoin"):
        return VoiceKind.NAMED
    if definite and plural and word.key in known.words.plural:
        return VoiceKind.NAMED
    if any(k.pos == "PROPN" and k.rel in ("flat", "appos") for k in map(known.tree.words.__getitem__, word.kids)):
        return VoiceKind.NAMED
    return VoiceKind.UNNAMED


def gender_of(known: Speakers, word: Word) -> str:
    """`Masc`, `Fem` or an empty string: from a first name or title, then from the words' own marks."""
    members = name_words(known.tree, word.i)
    for i in (*members, *(k.i for k in kids(known.tree, word.i, "appos"))):
        form = known.tree.words[i]
        if form.low in ("mme", "madame", "mlle"):
            return "Fem"
        if form.low in ("m.", "monsieur", "mm."):
            return "Masc"
        if form.pos == "PROPN" and (gender := known.words.genders.get(form.bare)):
            return gender
    if word.pos == "PROPN":
        return _agreement(known.tree, word)
    for source in (*kids(known.tree, word.i, "det"), word):
        for gender in ("Masc", "Fem"):
            if f"Gender={gender}" in source.morph and source.low != "l'":
                return gender
    return ""


def _agreement(tree: Tree, word: Word) -> str:
    """The gender that a participle with *être* shows of its subject: *Bixente a été opéré*."""
    verb = tree.words[word.head]
    tied = word.dep == "nsubj:pass" or any(k.key == "etre" for k in kids(tree, verb.i, "aux"))
    if word.rel != "nsubj" or not tied or "VerbForm=Part" not in verb.morph:
        return ""
    return next((gender for gender in ("Masc", "Fem") if f"Gender={gender}" in verb.morph), "")


def number_of(tree: Tree, word: Word) -> str:
    """`Sing` or `Plur`; coordinated names are plural."""
    if any(k.rel == "conj" and k.pos in ("PROPN", "NOUN") for k in map(tree.words.__getitem__, word.kids)):
        return "Plur"
    marks = (word.morph, *(k.morph for k in kids(tree, word.i, "det")))
    return "Plur" if any("Number=Plur" in mark for mark in marks) else "Sing"


def _resolved(known: Speakers, word: Word, pronoun: str, cue: Span | None, before: int) -> Voice:
    """Who a pronoun takes up: the nearest of the speakers before it and of the persons that head a sentence."""
    gender, number = _PRONOUNS[pronoun]
    span = Span(word.start, word.end)
    spoke = next(
        (s for s in reversed(known.said) if s.at < before and _agrees(s.gender, s.number, gender, number)), None
    )
    mention = _mention(known, before, gender, number)
    if spoke is not None and (
        mention is None or spoke.at >= mention or (word.form.startswith("-") and before - spoke.at < 60)
    ):
        return Voice(spoke.voice.kind, spoke.voice.name, spoke.voice.actor, None, span, cue)
    if mention is not None:
        named = _named(known, known.tree.words[mention], cue)
        return replace(named, span=span)
    if number == "Plur" or pronoun in ("celui-ci", "celle-ci"):
        noun = _noun_before(known, before if before < word.i else word.i, gender, number)
        if noun is not None:
            return replace(_named(known, noun, cue), span=span)
    actor = next(
        (a for a in known.actors if a.span.start <= word.start and word.end <= a.span.end and a.via == Via.PRONOUN),
        None,
    )
    if actor is not None:
        return Voice(VoiceKind.NAMED, actor.name, actor.key, None, span, cue)
    return Voice(VoiceKind.UNNAMED, None, None, None, span, cue)


def _agrees(gender: str, number: str, wanted_gender: str, wanted_number: str) -> bool:
    return (not gender or not wanted_gender or gender == wanted_gender) and (not number or number == wanted_number)


def _mention(known: Speakers, before: int, gender: str, number: str) -> int | None:
    """The nearest agreeing person, outside quotations, that heads one of the eight sentences before word `before`."""
    words = known.tree.words
    last = words[before].sentence if before < len(words) else words[-1].sentence
    for i in range(before - 1, -1, -1):
        word = words[i]
        if last - word.sentence > 8:
            return None
        if word.rel != "nsubj" or known.quoted[i] >= 0 or not (is_person(known, word) or _is_source(known, word)):
            continue
        if _agrees(gender_of(known, word), number_of(known.tree, word), gender, number):
            return i
    return None


def _noun_before(known: Speakers, before: int, gender: str, number: str) -> Word | None:
    """The nearest noun of that gender and number, within two sentences, that is subject or object of a verb."""
    words = known.tree.words
    for i in range(before - 1, max(-1, before - 80), -1):
        word = words[i]
        heads = word.pos in ("NOUN", "PROPN") and word.rel in ("nsubj", "obj") and known.quoted[i] < 0
        if heads and f"Number={number}" in word.morph and (not gender or f"Gender={gender}" in word.morph):
            return word
    return None


def _is_source(known: Speakers, word: Word) -> bool:
    """An institution or a document, which speaks as a person does: *l'étude … Elle révèle que*."""
    return word.pos == "NOUN" and (word.key in known.words.institutions or word.key in known.words.documents)


def is_person(known: Speakers, word: Word) -> bool:
    """Whether a noun phrase is about somebody who can speak, by its noun, its first name or its actor."""
    if word.pos == "NOUN":
        return word.key in known.words.persons or any(
            k.pos == "PROPN" for k in kids(known.tree, word.i, "appos", "flat")
        )
    if word.pos != "PROPN":
        return False
    if any(known.tree.words[i].bare in known.words.genders for i in name_words(known.tree, word.i)):
        return True
    actor = _actor(known, Span(word.start, word.end), word)
    return actor is not None and actor.kind == ActorKind.PERSON


def somebody(known: Speakers, word: Word) -> bool:
    """Whether a name before a colon can be a speaker's: a person, an organisation or a country, no theme or place."""
    actor = _actor(known, Span(word.start, word.end), word)
    return (
        is_person(known, word)
        or (actor is not None and actor.kind in (ActorKind.PERSON, ActorKind.ORGANISATION))
        or (word.pos == "PROPN" and actor is None and not known.actors)
    )


def presented(known: Speakers, carriers: Sequence[Carrier], number: int) -> Voice | None:
    """Who the sentence right before a bare quotation, in the same paragraph, tells of: its subject, if it is
    somebody.
    """
    if number == 0 or carriers[number - 1].quotes or carriers[number - 1].paragraph != carriers[number].paragraph:
        return None
    first, last = carriers[number - 1].first, carriers[number - 1].last
    if any(first <= said.at < last for said in known.said):
        return None
    heads = [w for w in known.tree.words[first:last] if w.rel == "nsubj" and is_person(known, w)]
    if not heads:
        heads = [
            w for w in known.tree.words[first:last] if w.pos == "PROPN" and w.rel != "flat" and is_person(known, w)
        ]
    return replace(voice_of(known, heads[-1].i, None, None), span=None) if heads else None


def outlet_near(known: Speakers, first: int, last: int, skip: Span | None = None) -> str | None:
    """The outlet that words `first` to `last` (half-open) name behind a preposition: *dans Le Figaro*, *à l'AFP*."""
    words = known.tree.words
    for i in range(first, last):
        if known.quoted[i] >= 0 or not (words[i].form[:1].isupper() or words[i].form[:1].isdigit()):
            continue
        if i == first or words[i - 1].low not in _OPEN_OUTLET:
            continue
        for length in (4, 3, 2, 1):
            if i + length > last:
                continue
            name = known.tree.text[words[i].start : words[i + length - 1].end]
            found = known.words.outlets.get(fold_words(" ".join(name.split()))) or (
                known.words.outlets.get(fold_words(f"le {name}")) if words[i - 1].low in ("au", "du") else None
            )
            if found is not None and not (skip is not None and skip.start <= words[i].start < skip.end):
                return found
    return None
