"""Wording meant to push the reader: techniques of SemEval-2023 task 3, by cues, each with the voice that says it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from contrechamp.errors import DataMissing
from contrechamp.extract.actors import find_actors
from contrechamp.extract.actors.lexicon import is_power
from contrechamp.extract.techniques.patterns import Pattern, View, compile_pattern, match_at, starts
from contrechamp.extract.techniques.rhythm import find_rhythm
from contrechamp.extract.tree import Tree, Word, read_tree, word_at
from contrechamp.lang import has_list, read_list
from contrechamp.model import Actor, ActorKind, Claim, Evidence, Span, Technique, Voice, VoiceKind, record_id
from contrechamp.techniques import Cue, kinds
from contrechamp.text.fold import fold_words

if TYPE_CHECKING:
    from spacy.tokens import Doc

_AUTHOR = Voice(VoiceKind.AUTHOR)
_RHYTHM = "#"  # begins the names of cues that are no patterns: see rhythm.py
_BEFORE = frozenset({"«", "“", '"', ":", "—", "–", "-", "(", ".", "!", "?", "…", "•", "»"})
_BESIDE = _BEFORE | {",", ";"}


@dataclass(frozen=True, slots=True)
class _Ready:
    """A cue with its pattern, its lists folded, and the technique it is of."""

    name: str
    cue: Cue
    pattern: Pattern
    lists: dict[str, frozenset[str]]


@dataclass(frozen=True, slots=True)
class _Scene:
    """A text as the cues see it: `acting` are the words in mentions of actors."""

    tree: Tree
    view: View
    acting: frozenset[int]


def find_techniques(
    doc: Doc, *, language: str = "fr", account: str = "", claims: Sequence[Claim] = ()
) -> tuple[Technique, ...]:
    """The techniques in a parsed text, sorted by span; each a hint with its cue words, never a verdict.

    Precision comes before recall: only wording whose cues stand alone is marked. The voice is that of the innermost
    claim of `claims` that covers the words, the author's where there is none. O(n) in text length.
    """
    out = []
    for name, rule, span in _longest_each(find_hits(doc, language=language, account=account)):
        voice = voice_over(span, claims)
        evidence = Evidence(f"{name}/{rule}", (span,))
        out.append(Technique(record_id(account, "technique", span, name), span, name, voice, evidence))
    return tuple(sorted(out, key=lambda t: (t.span, t.name)))


def find_hits(doc: Doc, *, language: str = "fr", account: str = "") -> tuple[tuple[str, str, Span], ...]:
    """Technique, cue and span of all that any cue matches, also where several of one technique overlap."""
    tree = read_tree(doc)
    actors = doc.user_data.get("actors") or find_actors(doc, language=language, account=account)
    words = tree.words
    found = _hits(_look(tree, actors, language), language)
    return tuple((name, rule, _span(words, first, last)) for name, rule, first, last in found)


def _span(words: Sequence[Word], first: int, last: int) -> Span:
    """The stretch of the words, without the comma or the dash that a cue began with."""
    begin = next((i for i in range(first, last - 1) if words[i].form not in _BESIDE), last - 1)
    return Span(words[begin].start, words[last - 1].end)


def voice_over(span: Span, claims: Iterable[Claim]) -> Voice:
    """The voice of the smallest claim that covers `span`, the deepest of several; the author's where none does."""
    covering = [c for c in claims if c.span.start <= span.start and span.end <= c.span.end]
    if not covering:
        covering = [c for c in claims if c.span.start < span.end and span.start < c.span.end]
    if not covering:
        return _AUTHOR
    return min(covering, key=lambda c: (c.span.end - c.span.start, -_depth(c.voice), c.id)).voice


def _depth(voice: Voice) -> int:
    depth, above = 0, voice.within
    while above:
        depth, above = depth + 1, above.within
    return depth + (voice.kind is not VoiceKind.AUTHOR)


# ---------------------------------------------------------------- the text as the cues see it


def _look(tree: Tree, actors: Iterable[Actor], language: str) -> _Scene:
    acting: set[int] = set()
    names: set[int] = {word.i for word in tree.words if word.pos == "PROPN"}
    powers: set[int] = set()
    for actor in actors:
        inside = range(word_at(tree, actor.span.start), word_at(tree, actor.span.end - 1) + 1)
        if actor.via == "pronoun":
            acting.update(i for i in inside if tree.words[i].pos == "PRON")
        else:
            acting.update(inside)
            if actor.kind is not ActorKind.GROUP and actor.via != "epithet":
                own = [i for i in inside if tree.words[i].pos not in ("DET", "ADP", "ADJ")]
                names.update(own)
                powers.update(own if is_power(actor.key, language) else ())
    forms = [_form(word) for word in tree.words]
    lemmas = [word.key for word in tree.words]
    parts = [_part(tree, word) for word in tree.words]
    opening = frozenset(_openings(tree, language))
    return _Scene(tree, View(forms, lemmas, parts, frozenset(names), frozenset(powers), opening), frozenset(acting))


def _openings(tree: Tree, language: str) -> Iterator[int]:
    """The words with which a sentence, a quotation or what follows a colon begins, and those behind an opening *et*."""
    joining = frozenset(read_list(language, "openers"))
    for start, end in tree.sentences:
        begins = True
        for word in tree.words[start:end]:
            if begins:
                yield word.i
            begins = word.form in _BEFORE or (begins and word.bare in joining)


def _form(word: Word) -> str:
    """The folded form; a pronoun behind a hyphen without it (*-t-on*)."""
    return word.bare.removeprefix("-").removeprefix("t-") if len(word.bare) > 1 else word.bare


def _part(tree: Tree, word: Word) -> str:
    """The part of speech; a word with an article of its own is a noun, whatever the tagger says."""
    has_article = word.pos == "ADJ" and any(tree.words[k].rel == "det" for k in word.kids)
    return "NOUN" if has_article else word.pos


# ---------------------------------------------------------------- cues


@cache
def ready_cues(language: str) -> dict[tuple[str, str], tuple[_Ready, ...]]:
    """The cues of a language, by what they may begin with."""
    index: dict[tuple[str, str], list[_Ready]] = {}
    for kind in kinds():
        lists = {name: tuple(words) for name, words in kind.lists.get(language, {}).items()}
        for cue in kind.cue:
            if cue.language != language or cue.pattern.startswith(_RHYTHM):
                continue
            try:
                pattern = compile_pattern(cue.pattern, _Lists(lists, language), cue.gap)
            except ValueError as error:
                raise DataMissing(f"cue {cue.id}: {error}", where=f"techniques/{kind.name}.toml") from error
            folded = {name: frozenset(map(fold_words, words)) for name, words in lists.items()}
            ready = _Ready(kind.name, cue, pattern, folded)
            for start in dict.fromkeys(starts(pattern)):
                index.setdefault(start, []).append(ready)
    return {start: tuple(cues) for start, cues in index.items()}


class _Lists(dict[str, Sequence[str]]):
    """The lists of a technique, and behind them those of the language."""

    def __init__(self, own: dict[str, tuple[str, ...]], language: str) -> None:
        super().__init__(own)
        self.language = language

    def __contains__(self, name: object) -> bool:
        return super().__contains__(name) or (isinstance(name, str) and has_list(self.language, name))

    def __missing__(self, name: str) -> Sequence[str]:
        return read_list(self.language, name)


def _hits(scene: _Scene, language: str) -> Iterator[tuple[str, str, int, int]]:
    """Technique, cue, first word, word after the last, for each cue that matches, and for rhythm that no cue names."""
    found = list(_cue_hits(scene, language))
    yield from found
    taken = {(name, i) for name, _, first, after in found for i in range(first, after)}
    for name, rule, first, after in find_rhythm(scene.tree, scene.view, language):
        if not any((name, i) in taken for i in range(first, after)):
            yield name, rule, first, after


def _cue_hits(scene: _Scene, language: str) -> Iterator[tuple[str, str, int, int]]:
    index, tree, view = ready_cues(language), scene.tree, scene.view
    for word in tree.words:
        i = word.i
        end = tree.sentences[word.sentence][1]
        tried: list[_Ready] = []
        keys = (("form", view.forms[i]), ("lemma", view.lemmas[i]), ("part", view.parts[i]))
        for key in keys if i not in view.names else (*keys, ("part", "NAME")):
            for ready in index.get(key, ()):
                if any(ready is one for one in tried):
                    continue
                tried.append(ready)
                after = match_at(ready.pattern, view, i, end)
                if after is not None and after > i and _holds(ready, scene, i, after, word):
                    yield ready.name, ready.cue.id, i, after


def _holds(ready: _Ready, scene: _Scene, first: int, after: int, word: Word) -> bool:
    """Whether the conditions of the cue hold around the match."""
    cue, (start, end) = ready.cue, scene.tree.sentences[word.sentence]
    around = [*scene.view.lemmas[start:first], *scene.view.lemmas[after:end]]
    if cue.needs and not ready.lists[cue.needs].intersection(around):
        return False
    if cue.unless and ready.lists[cue.unless].intersection(around):
        return False
    if cue.about == "somebody":
        return any(said_of_somebody(scene.tree, scene.acting, i) for i in range(first, after))
    if cue.about == "object":
        return any(_done_to_somebody(scene, i) for i in range(first, after))
    return True


def said_of_somebody(tree: Tree, acting: frozenset[int], at: int) -> bool:
    """Whether a noun is said of an actor: beside its name, as its predicate, with its country or its people."""
    word = tree.words[at]
    if word.pos not in ("NOUN", "PROPN", "ADJ"):
        return False
    kids, head = [tree.words[k] for k in word.kids], tree.words[word.head]
    beside = any(kid.rel in ("nmod", "amod", "appos", "flat", "conj") and kid.i in acting for kid in kids)
    predicate = any(kid.rel == "cop" for kid in kids)  # whatever it is said of, the word is a judgement there
    pointed = any(kid.rel == "det" and "demonstrative" in kid.function for kid in kids)
    after = word.rel in ("appos", "conj", "xcomp", "acl", "obl", "dislocated") and head.i in acting
    listed = word.rel in ("appos", "conj") and any(k in acting for k in head.kids)
    return at in acting or beside or predicate or pointed or after or listed


def _done_to_somebody(scene: _Scene, at: int) -> bool:
    """Whether the object of a verb, or the subject of its passive, is an actor."""
    for k in scene.tree.words[at].kids:
        kid = scene.tree.words[k]
        if (kid.rel in ("obj", "iobj") or kid.dep == "nsubj:pass") and k in scene.acting:
            return True
    word = scene.tree.words[at]
    return "VerbForm=Part" in word.morph and word.rel in ("acl", "amod", "advcl") and word.head in scene.acting


def _longest_each(found: Iterable[tuple[str, str, Span]]) -> list[tuple[str, str, Span]]:
    """One mark where several of one technique overlap: the longest."""
    kept: list[tuple[str, str, Span]] = []
    last: dict[str, int] = {}
    for name, rule, span in sorted(found, key=lambda hit: (hit[2].start, -hit[2].end, hit[0], hit[1])):
        if span.start >= last.get(name, -1):
            kept.append((name, rule, span))
            last[name] = span.end
    return kept
