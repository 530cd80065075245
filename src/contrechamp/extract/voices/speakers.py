"""Who a cue names: the speaker's words, name, actor, outlet; whoever is taken up by another word, by the text's chains;
unsaid speakers carried on from the last speech.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from contrechamp.extract.actors.coreference import Chains, find_chains
from contrechamp.extract.actors.mentions import mentions_of
from contrechamp.extract.actors.referents import Referent
from contrechamp.extract.actors.scene import determiner_of
from contrechamp.extract.tree import Tree, Word, kids
from contrechamp.extract.voices.frame import Carrier
from contrechamp.extract.voices.phrases import Cast, cast_of, is_person, name_words, named_voice, somebody
from contrechamp.extract.voices.speaker_words import speaker_words
from contrechamp.extract.voices.words import VoiceWords
from contrechamp.model import Actor, ActorKind, Span, Via, Voice, VoiceKind
from contrechamp.text.fold import fold_words

_PHRASE = 8  # words from the preposition to the end of a speaker's phrase

AUTHOR = Voice(VoiceKind.AUTHOR)
"""The voice of whoever wrote the account."""


@dataclass(frozen=True, slots=True)
class Said:
    """A speaker in the order of the text: the voice, and the word where he is named as speaking."""

    voice: Voice
    at: int


@dataclass(slots=True)
class Speakers:
    """What is known about speakers while the text is read from its start to its end."""

    cast: Cast
    chains: Chains
    quoted: Sequence[int]
    said: list[Said] = field(default_factory=list)

    @property
    def tree(self) -> Tree:
        """The text's words."""
        return self.cast.tree

    @property
    def words(self) -> VoiceWords:
        """The lexicon of voices."""
        return self.cast.words


def speakers(
    tree: Tree,
    words: VoiceWords,
    actors: Sequence[Actor],
    quoted: Sequence[int],
    heads: Mapping[int, int],
    language: str,
) -> Speakers:
    """The state before the first speech. `quoted[i]` is -1 for words outside quotation marks.

    `heads` are the words that name speakers, each with the first word of the sentence in whose incise it stands.
    """
    cast = cast_of(tree, words, speaker_words(language), actors)
    told = [actor for actor in actors if actor.via != Via.PRONOUN]
    chains = find_chains(tree, mentions_of(tree, told, language), language, heads)
    return Speakers(cast, chains, quoted)


def voice_of(known: Speakers, head: int, cue: Span | None, outlet: str | None) -> Voice:
    """The voice that the noun phrase or pronoun at word `head` names, remembered for the speeches that follow."""
    word = known.tree.words[head]
    if "who" in word.function and word.pos == "PRON":
        word = known.tree.words[_antecedent(known, word)]
    voice = _taken_up(known, word, cue) if is_pronoun(known, word) else _described(known, word, cue)
    if outlet is not None and fold_words(outlet) != fold_words(voice.name or ""):
        voice = replace(voice, outlet=outlet, within=Voice(VoiceKind.NAMED, outlet, outlet=outlet, within=AUTHOR))
    elif voice.name is not None and (own := known.words.outlets.get(fold_words(voice.name))):
        voice = replace(voice, outlet=own)
    if voice.kind != VoiceKind.AUTHOR:
        known.said.append(Said(voice, head))
    return voice


def _antecedent(known: Speakers, word: Word) -> int:
    """The noun phrase before a relative pronoun: *la maire Anne Leroy, selon qui …*; the pronoun where none is."""
    words = known.tree.words
    at = word.i - 1
    while at > 0 and words[at].pos in ("ADP", "PUNCT") and word.i - at < _PHRASE:
        at -= 1
    best = word.i
    for _ in range(_PHRASE):
        here = words[at]
        if here.pos in ("NOUN", "PROPN") and (is_person(known.cast, here) or somebody(known.cast, here)):
            best = at
        if here.rel not in ("flat", "appos", "nmod", "amod") or here.head >= at:
            break
        at = here.head
    return best


def is_pronoun(known: Speakers, word: Word) -> bool:
    """Whether a word takes somebody up: *il*, *-t-elle*, *celui-ci*, *ce dernier*, *l'intéressée*."""
    low = word.low.removeprefix("-t").lstrip("-")
    small = known.cast.small
    if word.key in small.pointing and word.pos in ("ADJ", "NOUN", "PRON"):
        return True
    return low in small.pronouns and (word.pos in ("PRON", "X") or word.form.startswith("-"))


def _taken_up(known: Speakers, word: Word, cue: Span | None) -> Voice:
    """Who a pronoun takes up; an unnamed voice without a name where several could be meant."""
    span = Span(word.start, word.end)
    who = known.chains.at.get(word.i)
    if who is None or who.at == word.i:
        return Voice(VoiceKind.UNNAMED, None, None, None, span, cue)
    return _voice_of_referent(known, who, span, cue)


def _described(known: Speakers, word: Word, cue: Span | None) -> Voice:
    """Who a noun phrase names: by its own words, or by the name that the text gives him elsewhere."""
    voice = _without_possessor(known, word, named_voice(known.cast, word, cue))
    if voice.actor is not None and voice.actor.startswith("person:"):
        return voice
    if (same := _document_again(known, word)) is not None:
        return replace(voice, kind=same.kind, name=same.name, actor=same.actor)
    who = known.chains.at.get(word.i)
    if who is not None and who.mention is None and who.at != word.i and voice.actor is None:
        fuller = named_voice(known.cast, known.tree.words[who.at], cue)
        parts = [known.tree.words[i] for i in name_words(known.tree, who.at)]
        named = word.pos != "PROPN" and any(k.pos == "PROPN" or k.form[0].isupper() for k in parts[1:])
        return replace(voice, name=fuller.name, kind=fuller.kind) if named else voice
    if who is None or who.mention is None or who.mention.root == word.i or who.kind == ActorKind.COUNTRY:
        return voice
    taken = voice.actor is not None and who.kind != ActorKind.PERSON and voice.actor != who.mention.key
    if who.kind == ActorKind.GROUP or taken:
        return voice
    return replace(voice, kind=VoiceKind.NAMED, name=who.mention.name, actor=who.mention.key)


def _document_again(known: Speakers, word: Word) -> Voice | None:
    """The document that spoke before and is meant again: *l'étude*, or *cette enquête* for a poll."""
    told = determiner_of(known.tree, word.i)
    families = [held for held in known.cast.small.documents if word.key in held]
    if not families or told is None or not told.function & {"definite", "demonstrative"}:
        return None
    pointed = "demonstrative" in told.function
    if not pointed and kids(known.tree, word.i, "nmod", "acl"):
        return None  # l'étude de l'institut, l'étude publiée jeudi
    for said in reversed(known.said):
        before = known.tree.words[said.at]
        if before.key == word.key or (pointed and any(before.key in held for held in families)):
            return said.voice
    return None


def _voice_of_referent(known: Speakers, who: Referent, span: Span, cue: Span | None) -> Voice:
    mention = who.mention
    if mention is not None and mention.kind != ActorKind.GROUP and mention.via != Via.METONYMY:
        return Voice(VoiceKind.NAMED, mention.name, mention.key, None, span, cue)
    voice = _without_possessor(known, known.tree.words[who.at], named_voice(known.cast, known.tree.words[who.at], cue))
    if who.mention is None and who.number == "p":  # Paul Martin et Anne Leroy: no one of them alone
        return replace(voice, name=_joint(known, who.at) or voice.name, span=span, actor=None)
    return replace(voice, span=span)


def _without_possessor(known: Speakers, word: Word, voice: Voice) -> Voice:
    """The same without the person whose somebody is: *la compagne du pianiste Luc Petit* is not he."""
    person = voice.actor is not None and voice.actor.startswith("person:")
    if word.pos != "NOUN" or not person or word.key not in known.cast.small.kin:
        return voice
    told = determiner_of(known.tree, word.i)
    own = "f" if told and "feminine" in told.function else "m" if told and "masculine" in told.function else ""
    other = known.words.genders.get(fold_words((voice.name or "").split(" ", 1)[0]), "")[:1].lower()
    if not own or other in ("", own):
        return voice
    words = known.tree.words
    said = [words[i] for i in name_words(known.tree, word.i)]
    name = " ".join(known.tree.text[said[0].start : said[-1].end].split())
    return replace(voice, name=name[:1].lower() + name[1:], actor=None)


def _joint(known: Speakers, at: int) -> str | None:
    """The names of those who are told of together: *Anne Leroy et Sonia Morvan*; None for a plain plural."""
    tree = known.tree
    others = [k for k in kids(tree, at, "conj") if k.pos in ("PROPN", "NOUN") and k.i - at < 2 * _PHRASE]
    if not others or tree.words[at].pos != "PROPN":
        return None
    first, last = min(name_words(tree, at)), max(k.i for k in others)
    last = max([last, *(k for k in name_words(tree, last) if k - last < _PHRASE)])
    said = tree.words[first : last + 1]
    return None if any(k.pos == "VERB" for k in said) else " ".join(tree.text[said[0].start : said[-1].end].split())


def carried_on(known: Speakers, back: int = 1) -> Voice | None:
    """The voice of the last speech, or of the one before it; None where nobody has spoken.

    Where it is open who spoke last, it stays open: a doubtful speaker is not carried on, nor is one from before him.
    """
    if len(known.said) < back:
        return known.said[-1].voice if known.said else None
    return replace(known.said[-back].voice, cue=None)


def presented(known: Speakers, carriers: Sequence[Carrier], number: int) -> Voice | None:
    """Who the sentence right before a bare quotation, in the same paragraph, tells of: its subject or who acts in its
    passive, if that is somebody; a subordinate clause's where the main one has nobody.
    """
    if number == 0 or carriers[number - 1].quotes or carriers[number - 1].paragraph != carriers[number].paragraph:
        return None
    first, last = carriers[number - 1].first, carriers[number - 1].last
    if any(first <= said.at < last for said in known.said):
        return None
    here = known.tree.words[first:last]
    able = [w for w in here if w.rel == "nsubj" or w.dep == "obl:agent"]
    able = [w for w in able if is_person(known.cast, w) or _somebody_again(known, w)]
    heads = [w for w in able if known.tree.words[w.head].rel in ("root", "parataxis", "conj")] or able
    if not heads:
        heads = [w for w in here if w.pos == "PROPN" and w.rel != "flat" and is_person(known.cast, w)]
    return replace(voice_of(known, heads[-1].i, None, None), span=None) if heads else None


def for_whom(known: Speakers, first: int, quote: int) -> Voice | None:
    """Whose a quotation is behind *pour Anne Leroy,*, at the head of a sentence or behind a headline's colon.

    `first` is the first word of the sentence, `quote` the first one quoted.
    """
    words, small = known.tree.words, known.cast.small
    at = _before_marks(known, first, quote)
    if at == quote - 1 or words[at + 1].form != ",":
        return None
    for i in range(at, max(first, at - _PHRASE) - 1, -1):
        if words[i].low in small.in_whose_eyes:
            opens = i == first or words[i - 1].form in (":", "-", "–", "—")
            head = next((w for w in words[i + 1 : at + 1] if w.pos in ("PROPN", "NOUN")), None)
            found = opens and head is not None and (_people(known, head) or somebody(known.cast, head))
            return voice_of(known, head.i, None, None) if found and head is not None else None
        if words[i].pos not in ("PROPN", "NOUN", "ADJ", "DET", "ADP", "PRON", "NUM") and words[i].rel != "acl":
            return None
    return None


def _people(known: Speakers, head: Word) -> bool:
    """A person, or a share of some: *39 % des personnes interrogées*."""
    counted = bool(kids(known.tree, head.i, "nummod"))
    return is_person(known.cast, head) or (
        counted and any(is_person(known.cast, k) for k in kids(known.tree, head.i, "nmod"))
    )


def before_colon(known: Speakers, first: int, quote: int) -> Voice | None:
    """Whose a quotation is behind the last part of a headline: *Budget - Anne Leroy à Paul Martin : « … »*."""
    words = known.tree.words
    colon = quote - 1
    while colon > first and words[colon].form != ":" and words[colon].pos in ("PUNCT", "SPACE"):
        colon -= 1
    start = colon
    while start > max(first, colon - _PHRASE) and words[start - 1].pos in ("PROPN", "DET", "ADP"):
        start -= 1
    parted = first < start and words[start - 1].form in ("-", "–", "—", ",", ":", "|")
    head = words[start]
    if words[colon].form != ":" or start == colon or not parted or head.pos != "PROPN":
        return None
    return voice_of(known, head.i, None, None) if somebody(known.cast, head) else None


def above_clause(known: Speakers, first: int, quote: int) -> Voice | None:
    """Whose a quotation is that makes up a subordinate clause: the subject's of the main clause before it.

    *Le préfet a fermé le pont, car « la pile penche »*. None where that subject is nobody who can speak.
    """
    words = known.tree.words
    mark = _before_marks(known, first, quote)
    if mark <= first or words[mark].pos != "SCONJ":
        return None
    for i in range(mark - 1, first - 1, -1):
        verb = words[i]
        if verb.pos == "VERB" and verb.rel in ("root", "conj", "parataxis"):
            heads = [k for k in kids(known.tree, i, "nsubj") if k.i < i and known.quoted[k.i] < 0]
            able = [k for k in heads if is_person(known.cast, k) or _somebody_again(known, k)]
            return voice_of(known, able[-1].i, None, None) if able else None
    return None


def _before_marks(known: Speakers, first: int, quote: int) -> int:
    """The last word before a quotation that is no mark or blank."""
    words = known.tree.words
    at = quote - 1
    while at > first and words[at].pos in ("PUNCT", "SPACE"):
        at -= 1
    return at


def person_last(known: Speakers) -> Voice | None:
    """The last person who spoke, for what only one person says (*je*); None where none has."""
    people = [said.voice for said in known.said if (said.voice.actor or "").startswith("person:")]
    return replace(people[-1], cue=None) if people else None


def _somebody_again(known: Speakers, word: Word) -> bool:
    """A pronoun that the chains give to a person."""
    who = known.chains.at.get(word.i)
    return is_pronoun(known, word) and who is not None and who.person and who.at != word.i
