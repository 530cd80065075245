"""The clauses of a text that can be agreed with or denied, one at a time, each as one stretch of the text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from contrechamp.extract.certainty import CertaintyWords
from contrechamp.extract.claims.spans import members as members_of
from contrechamp.extract.claims.spans import relative_pronoun
from contrechamp.extract.tree import Tree, Word, is_finite, kids
from contrechamp.extract.voices.frame import trimmed
from contrechamp.model import Span

_LONGEST = 600  # words; what the parser gives as a longer sentence is none, and is kept as one claim
QUESTION = ("?", "?!", "!?", "??")


@dataclass(frozen=True, slots=True)
class Clause:
    """One clause: the word that heads it, its words `first` to `last`, and its kind.

    `kind` is `main`, `coordinated`, `complement`, `relative`, `adverbial`, `inserted` or `nominal`.
    """

    head: int
    first: int
    last: int
    kind: str


def find_clauses(tree: Tree, lexicon: CertaintyWords, reported: frozenset[int]) -> list[Clause]:
    """The asserting clauses, in the order of the text. `reported` are heads of reported infinitives, which count
    too.
    """
    long = {n for n, (first, last) in enumerate(tree.sentences) if last - first > _LONGEST}
    heads = [word.i for word in tree.words if word.sentence not in long and _is_head(tree, word, reported)]
    own = set(heads)
    found = []
    split = split_subjects(tree, own, lexicon)
    for head in heads:
        if head in split.values():
            continue
        kind = "main" if head in split else _kind(tree, head, lexicon)
        members = members_of(tree, split.get(head, head), kind, own - {head}, lexicon)
        if members:
            found.append(Clause(head, members[0], members[-1], kind))
    return _rejoined(tree, sorted(found, key=lambda c: (c.first, -c.last, c.head)))


def _is_head(tree: Tree, word: Word, reported: frozenset[int]) -> bool:  # noqa: PLR0911  (a list of cases, one a line)
    if word.i in reported:
        return True
    if word.pos in ("PUNCT", "SPACE"):
        return False
    if word.rel == "root":
        return True
    if _cleft(tree, word):
        return False
    finite = is_finite(tree, word.i)
    if word.rel == "conj":
        return _coordinated(tree, word, finite)
    if word.rel in ("parataxis", "ccomp", "csubj", "advcl", "acl"):
        absolute = word.rel == "advcl" and bool(kids(tree, word.i, "nsubj")) and "VerbForm=Part" in word.morph
        return (finite and _verbal(tree, word)) or absolute
    return (
        finite
        and word.rel in ("appos", "dep", "obj", "obl", "nmod", "xcomp", "discourse", "dislocated")
        and bool(kids(tree, word.i, "nsubj"))
    )


def _verbal(tree: Tree, word: Word) -> bool:
    return word.pos in ("VERB", "AUX") or bool(kids(tree, word.i, "cop"))


def _coordinated(tree: Tree, word: Word, finite: bool) -> bool:
    """A verb coordinated with a clause's head: finite, or a participle that shares the auxiliary of the first."""
    if not _verbal(tree, word):
        return False
    first = tree.words[word.head]
    for _ in range(6):
        if first.rel != "conj" or first.head == first.i:
            break
        first = tree.words[first.head]
    if finite:
        return True
    shares = "VerbForm=Part" in word.morph and bool(kids(tree, first.i, "aux"))
    return shares and first.rel in ("root", "parataxis", "ccomp", "advcl", "acl", "conj") and is_finite(tree, first.i)


def _cleft(tree: Tree, word: Word) -> bool:
    """Whether it is the *qui* clause of *ce n'est pas Nantes qui paiera*: apart from its *c'est* it says the contrary.

    Parsers often take it for a relative clause of the noun, or of what stands in apposition to it.
    """
    if word.dep == "advcl:cleft":
        return True
    if word.rel != "acl" or not any("who" in tree.words[k].function for k in word.kids):
        return False
    noun = tree.words[word.head]
    while noun.rel in ("appos", "flat") and noun.head != noun.i:
        noun = tree.words[noun.head]
    return _presented(tree, noun)


def _presented(tree: Tree, noun: Word) -> bool:
    """The noun of *c'est Nantes*, *ce n'est pas la ville*."""
    beside = [tree.words[k] for k in noun.kids if k < noun.i]
    return any(k.rel == "cop" for k in beside) and any("this" in k.function for k in beside)


def _kind(tree: Tree, head: int, lexicon: CertaintyWords) -> str:
    word = tree.words[head]
    if word.rel == "conj":
        told = any("PronType=Rel" in k.morph for k in kids(tree, head, "nsubj"))
        return "relative" if told and tree.words[word.head].rel != "acl" else "coordinated"
    if word.rel == "acl" and is_finite(tree, head):
        told = relative_pronoun(tree, head, lexicon) is not None and not _presented(tree, tree.words[word.head])
        return "relative" if told else "complement"
    if word.rel == "root":
        return "main" if _verbal(tree, word) else "nominal"
    return {"advcl": "adverbial", "parataxis": "inserted"}.get(word.rel, "complement")


def clause_text_span(tree: Tree, clause: Clause, low: int, high: int) -> Span | None:
    """The span of a clause inside offsets `low` to `high`, without punctuation at its ends."""
    start, end = max(low, tree.words[clause.first].start), min(high, tree.words[clause.last].end)
    return trimmed(tree.text, start, end) if start < end else None


def sentences_of(tree: Tree) -> Iterator[tuple[int, int, bool]]:
    """Each sentence's words (half-open) and whether it asks."""
    for first, last in tree.sentences:
        asks = any(tree.words[i].form in QUESTION for i in range(max(first, last - 4), last))
        yield first, last, asks


def _rejoined(tree: Tree, clauses: list[Clause]) -> list[Clause]:
    """Clauses with the pieces that the parser cut off where no mark ends a sentence: a piece without a verb is none."""
    out: list[Clause] = []
    for clause in clauses:
        before = out[-1] if out else None
        if before is not None and _cut_in_two(tree, before, clause):
            if before.kind == "nominal":
                out[-1] = replace(clause, first=before.first)
                continue
            if clause.kind == "nominal":
                out[-1] = replace(before, last=clause.last)
                continue
        out.append(clause)
    return out


def _cut_in_two(tree: Tree, left: Clause, right: Clause) -> bool:
    """Whether the second follows at once in the next of two sentences, with no mark and no line break between them."""
    words = tree.words
    return (
        right.first == left.last + 1
        and words[left.last].sentence != words[right.first].sentence
        and (words[left.last].pos != "PUNCT" and words[right.first].pos != "PUNCT")
    )


def split_subjects(tree: Tree, own: set[int], lexicon: CertaintyWords) -> dict[int, int]:
    """Verbs whose subject the parser took for a sentence of its own: the verb's word with that of the noun phrase."""
    found = {}
    for first, last in tree.sentences:
        root = next((w for w in tree.words[first:last] if w.head == w.i and w.i in own), None)
        if root is None:
            continue
        taken = next((k for k in kids(tree, root.i, "conj") if _at_once(tree, root, k) and k.i in own), None)
        if taken is not None:
            found[taken.i] = root.i
            continue
        if root.pos not in ("NOUN", "PROPN", "PRON") or kids(tree, root.i, "cop", "nsubj"):
            continue
        for kid in map(tree.words.__getitem__, reversed(root.kids)):
            loose = kid.rel in ("parataxis", "conj", "ccomp", "advcl", "dep") or (
                kid.rel == "acl" and not relative_pronoun(tree, kid.i, lexicon)
            )
            if (
                kid.i > root.i
                and loose
                and kid.i in own
                and _verbal(tree, kid)
                and not kids(tree, kid.i, "nsubj", "mark")
            ):
                found[kid.i] = root.i
                break
    return found


def _at_once(tree: Tree, root: Word, verb: Word) -> bool:
    """A second finite verb without a subject right behind the first, with no *et* and no mark: the first is none, but
    part of the subject (*Le monde émergent est …*).
    """
    low = tree.reach[verb.i][0]
    free = not kids(tree, verb.i, "cc", "nsubj", "mark") and is_finite(tree, verb.i)
    return free and low == root.i + 1 and tree.words[low].pos != "PUNCT"
