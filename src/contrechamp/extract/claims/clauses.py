"""The clauses of a text that can be agreed with or denied, one at a time, each as one stretch of the text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from contrechamp.extract.certainty import CertaintyWords, is_command, subordinate_kind
from contrechamp.extract.tree import Tree, Word, below, finite_verb, is_finite, kids
from contrechamp.extract.voices.frame import trimmed
from contrechamp.model import Span

_LONGEST = 600  # words; what the parser gives as a longer sentence is none, and is kept as one claim
_OPENERS = frozenset(("que", "qu'", "parce", "puisque", "lorsque", "tandis", "quoique", "lors", "dès"))
_QUESTION = ("?", "?!", "!?", "??")


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
    split = _split_subjects(tree, own)
    for head in heads:
        if head in split.values():
            continue
        kind = "main" if head in split else _kind(tree, head)
        members = _members(tree, split.get(head, head), kind, own - {head}, lexicon)
        if members:
            found.append(Clause(head, members[0], members[-1], kind))
    return sorted(found, key=lambda c: (c.first, -c.last, c.head))


def _split_subjects(tree: Tree, own: set[int]) -> dict[int, int]:
    """Verbs whose subject the parser took for a sentence of its own: the verb's word with that of the noun phrase."""
    found = {}
    for first, last in tree.sentences:
        root = next((w for w in tree.words[first:last] if w.head == w.i and w.i in own), None)
        if root is None or root.pos not in ("NOUN", "PROPN", "PRON") or kids(tree, root.i, "cop", "nsubj"):
            continue
        for kid in map(tree.words.__getitem__, reversed(root.kids)):
            loose = kid.rel in ("parataxis", "conj", "ccomp", "advcl", "dep") or (
                kid.rel == "acl" and not _relative_pronoun(tree, kid.i)
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
    if word.rel != "acl" or not any(tree.words[k].low == "qui" for k in word.kids):
        return False
    noun = tree.words[word.head]
    while noun.rel in ("appos", "flat") and noun.head != noun.i:
        noun = tree.words[noun.head]
    beside = [tree.words[k] for k in noun.kids if k < noun.i]
    return any(k.rel == "cop" for k in beside) and any(k.low in ("ce", "c'") for k in beside)


def _kind(tree: Tree, head: int) -> str:
    word = tree.words[head]
    if word.rel == "conj":
        return "coordinated"
    if word.rel == "acl" and is_finite(tree, head):
        return "relative" if _relative_pronoun(tree, head) is not None else "complement"
    if word.rel == "root":
        return "main" if _verbal(tree, word) else "nominal"
    return {"advcl": "adverbial", "parataxis": "inserted"}.get(word.rel, "complement")


def _relative_pronoun(tree: Tree, head: int) -> Word | None:
    low, _ = tree.reach[head]
    for i in range(low, min(head, low + 6)):
        word = tree.words[i]
        if "PronType=Rel" in word.morph or word.low in (
            "qui",
            "dont",
            "où",
            "lequel",
            "laquelle",
            "lesquels",
            "lesquelles",
            "duquel",
            "auquel",
        ):
            return word
        if word.low in ("que", "qu'") and word.pos == "PRON":
            return word
    return None


def _members(tree: Tree, head: int, kind: str, own: set[int], lexicon: CertaintyWords) -> list[int]:
    """The words of the clause, without the clauses beside it that stand for themselves, from first to last."""
    cut = {i for i in below(tree, head) if i != head and i in own and _stands_alone(tree, i, head, lexicon)}
    members = below(tree, head, cut)
    if kind == "relative":
        members = _with_antecedent(tree, head, members, own)
    else:
        members = _without_opening(tree, head, members, kind)
    members = [i for i in members if tree.words[i].pos not in ("SPACE",)]
    while members and (_droppable(tree.words[members[0]]) or _opener(tree.words[members[0]], kind)):
        members = members[1:]
    if (
        members
        and members[0]
        and tree.words[members[0] - 1].low in ("ne", "n'", "s'", "se", "l'")
        and kind != "relative"
    ):
        members = [members[0] - 1, *members]
    while members and _closing(tree.words[members[-1]]):
        members = members[:-1]
    return members


def _opener(word: Word, kind: str) -> bool:
    """What ties a clause to another and is no part of what it says: its conjunction, the *qui* of a second relative
    clause.
    """
    if word.low in _OPENERS and word.pos in ("SCONJ", "ADV", "ADP", "PRON"):
        return True
    return kind == "coordinated" and word.low == "qui"


def _closing(word: Word) -> bool:
    return word.pos in ("PUNCT", "CCONJ") and word.form not in ("»", "”", '"', ")")


def _droppable(word: Word) -> bool:
    return (word.pos in ("PUNCT", "CCONJ") and word.form not in ("«", "“", '"', "(")) or word.low in (
        "or",
        "car",
        "mais",
        "et",
        "ou",
        "donc",
        "ni",
    )


def _stands_alone(tree: Tree, i: int, head: int, lexicon: CertaintyWords) -> bool:
    """A clause below another that is not part of what it says: coordinated, inserted, or an asserted adverbial at
    its edge.
    """
    word = tree.words[i]
    if word.rel == "ccomp":
        return i < head and not any(k.low in ("que", "qu'", "si") for k in kids(tree, i, "mark"))
    if word.rel in ("conj", "parataxis"):
        return word.head == head or tree.words[word.head].rel in ("conj", "parataxis", "advcl")
    if word.rel == "advcl" and word.head == head:
        kind, phrase = subordinate_kind(tree, i, lexicon)
        if kind != "asserted" or phrase == "comme":
            return bool(kids(tree, i, "nsubj")) and not is_finite(tree, i)
        comma = (
            tree.words[max(0, tree.reach[i][0] - 1)].form == ","
            or tree.words[min(len(tree.words) - 1, tree.reach[i][1] + 1)].form == ","
        )
        return comma or phrase in ("parce que", "puisque", "alors que", "tandis que")
    return False


def _with_antecedent(tree: Tree, head: int, members: list[int], own: set[int]) -> list[int]:
    """A relative clause with the noun it tells of; alone where it says all by itself (*la raison pour laquelle il
    part*).
    """
    antecedent = tree.words[head].head
    pronoun = _relative_pronoun(tree, head)
    if (
        pronoun is not None
        and pronoun.low in ("laquelle", "lequel", "lesquelles", "lesquels")
        and pronoun.i > members[0]
    ):
        subject = next((k for k in kids(tree, head, "nsubj")), None)
        if subject is not None and subject.i != pronoun.i:
            return [i for i in members if i > pronoun.i]
    word = tree.words[antecedent]
    cut = {
        k
        for k in word.kids
        if k in own
        or tree.words[k].rel in ("case", "punct", "cop", "nsubj", "aux", "mark", "cc", "conj", "advcl", "parataxis")
    }
    left = [i for i in below(tree, antecedent, cut) if i <= antecedent and antecedent - i <= 12]
    start = antecedent
    while start - 1 in left:
        start -= 1
    return [*range(start, members[0]), *members] if members[0] > start else members


def _without_opening(tree: Tree, head: int, members: list[int], kind: str) -> list[int]:
    """A complement without its *que*, an adverbial clause without its conjunction, any clause without *Mais*, *Or*."""
    marks = {k.i for k in kids(tree, head, "mark", "cc")}
    if kind == "coordinated":
        inside = [i for i in members if i < head and tree.words[i].rel == "cc" and tree.words[i].head == head]
        members = [i for i in members if i > inside[-1]] if inside else members
    if kind in ("complement", "adverbial", "coordinated", "inserted", "main"):
        low = [i for i in members if i < head and i in marks]
        if (
            low
            and kind != "main"
            and all(
                tree.words[i].rel in ("mark", "cc", "advmod", "fixed", "punct", "case") for i in members if i < low[-1]
            )
        ):
            return [i for i in members if i > low[-1]]
    return members


def asserts(tree: Tree, clause: Clause, lexicon: CertaintyWords) -> bool:  # noqa: PLR0911  (a list of cases, one a line)
    """Whether the clause says something at all: no question, command, wish, purpose, nor bare relative (*ce qui*)."""
    word = tree.words[clause.head]
    finite = finite_verb(tree, clause.head)
    if clause.kind in ("main", "coordinated", "inserted") and is_command(tree, clause.head):
        return False
    if clause.kind == "nominal" and not _nominal_says(tree, clause):
        return False
    if (
        word.key == "avoir"
        and clause.kind != "main"
        and clause.last - clause.first < 7
        and any(k.low == "y" for k in kids(tree, word.i, "expl"))
    ):
        return False  # "il y a peu", "il y a dix ans": a time, not a claim
    if clause.kind in ("main", "coordinated", "inserted", "nominal") and is_question(tree, clause):
        return False
    if clause.kind == "adverbial":
        kind, phrase = subordinate_kind(tree, clause.head, lexicon)
        return kind in ("asserted", "denied") or phrase in ("si", "s'") or not kind
    if clause.kind == "relative":
        return "Mood=Sub" not in finite.morph and _asserting_antecedent(tree.words[word.head])
    return not (
        clause.kind == "main"
        and not is_finite(tree, clause.head)
        and word.pos in ("VERB", "AUX")
        and "VerbForm=Inf" in word.morph
    )


def _nominal_says(tree: Tree, clause: Clause) -> bool:
    """A sentence without a verb says something: not a signature, a link, a label, a list of names."""
    words = [w for w in tree.words[clause.first : clause.last + 1] if w.pos not in ("PUNCT", "SPACE")]
    if any("://" in w.form or "www." in w.low for w in words) or words[0].key in ("source", "lire", "voir", "photo"):
        return False
    return sum(w.pos in ("NOUN", "VERB", "ADJ") for w in words) >= 2 or words[0].key in ("erreur", "faux", "mensonge")


def _asserting_antecedent(word: Word) -> bool:
    return word.low not in (
        "ce",
        "celui",
        "celle",
        "ceux",
        "celles",
        "quiconque",
        "tout",
        "tous",
        "toute",
        "toutes",
        "personne",
        "rien",
        "quelqu'un",
        "aucun",
        "aucune",
        "c'",
        "c’",
        "là",
        "y",
    )


def is_question(tree: Tree, clause: Clause) -> bool:
    """A question mark follows the clause within its sentence, before any other strong mark."""
    for i in range(clause.last, min(len(tree.words), clause.last + 60)):
        form = tree.words[i].form
        if form in _QUESTION:
            return True
        if form in (".", "!", "…", "...", ";") or "\n" in form or (form in ("»", "”") and i > clause.last):
            return False
        if i > clause.last and tree.words[i].sentence != tree.words[clause.last].sentence:
            return False
    return False


def clause_text_span(tree: Tree, clause: Clause, low: int, high: int) -> Span | None:
    """The span of a clause inside offsets `low` to `high`, without punctuation at its ends."""
    start, end = max(low, tree.words[clause.first].start), min(high, tree.words[clause.last].end)
    return trimmed(tree.text, start, end) if start < end else None


def sentences_of(tree: Tree) -> Iterator[tuple[int, int, bool]]:
    """Each sentence's words (half-open) and whether it asks."""
    for first, last in tree.sentences:
        asks = any(tree.words[i].form in _QUESTION for i in range(max(first, last - 4), last))
        yield first, last, asks
