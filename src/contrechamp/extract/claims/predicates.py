"""What a clause says of whom: its predicate with its participants, as claims are aligned by them."""

from __future__ import annotations

from collections.abc import Sequence

from contrechamp.extract.certainty import CertaintyWords
from contrechamp.extract.tree import Tree, Word, below, is_finite, kids, span_of
from contrechamp.model import Actor, Argument, Predicate

CONTENT = frozenset(("NOUN", "PROPN", "VERB", "ADJ", "NUM"))
_DENIALS = frozenset({"negator", "not", "no-more"})


def predicate_of(
    tree: Tree, head: int, lexicon: CertaintyWords, actors: Sequence[Actor], *, negated: bool
) -> Predicate:
    """The predicate of the clause headed by `head`: a copula with its attribute, a passive with subject and agent.

    A modal verb or one of aspect (*pouvoir*, *commencer à*) gives way to its infinitive and keeps only the subject.
    A verb coordinated without a subject takes that of the first.
    """
    main = _past_modals(tree, head, lexicon)
    word = tree.words[main]
    copula = next((k for k in kids(tree, main, "cop")), None)
    arguments = _subject(tree, head, main, actors) + _others(tree, main, actors)
    if copula is not None:
        arguments.append(_argument(tree, word, "attribute", actors, _attribute_words(tree, main)))
        span, lemma = span_of(tree, [copula.i]), copula.lemma
    else:
        verbs = [main, *(k.i for k in kids(tree, main, "aux") if abs(k.i - main) <= 6)]
        span, lemma = span_of(tree, verbs), word.lemma
    arguments.sort(key=lambda a: (a.span.start, a.span.end, a.role))
    return Predicate(span, lemma, negated, tuple(arguments))


def content_lemmas(tree: Tree, first: int, last: int) -> tuple[str, ...]:
    """The content lemmas of words `first` to `last` (both included), each once, in the order of the text."""
    found: dict[str, None] = {}
    for word in tree.words[first : last + 1]:
        if (
            word.pos in CONTENT
            and word.rel not in ("aux", "cop")
            and "light" not in word.function
            and any(c.isalnum() for c in word.lemma)
        ):
            found.setdefault(word.lemma.lower() if word.pos != "PROPN" else word.lemma)
    return tuple(found)


def _past_modals(tree: Tree, head: int, lexicon: CertaintyWords) -> int:
    for _ in range(4):
        word = tree.words[head]
        if not any(word.key in kind for kind in (lexicon.modal, lexicon.aspect, lexicon.averted)):
            break
        below_it = next(
            (k for k in kids(tree, head, "xcomp") if k.pos in ("VERB", "AUX", "NOUN", "ADJ") and k.i > head), None
        )
        if below_it is None:
            break
        head = below_it.i
    return head


def _subject(tree: Tree, head: int, main: int, actors: Sequence[Actor]) -> list[Argument]:
    for at in dict.fromkeys((main, head)):
        found = next((k for k in kids(tree, at, "nsubj", "csubj")), None)
        if found is not None:
            return [_argument(tree, _antecedent(tree, head, found), "subject", actors)]
    word = tree.words[head]
    for _ in range(5):
        if (
            word.rel not in ("conj", "xcomp", "advcl", "ccomp")
            or word.head == word.i
            or (word.rel in ("advcl", "ccomp") and is_finite(tree, word.i))
        ):
            break
        word = tree.words[word.head]
        found = next((k for k in kids(tree, word.i, "nsubj")), None)
        if found is not None:
            return [_argument(tree, _antecedent(tree, word.i, found), "subject", actors)]
    if word.rel == "acl" and not is_finite(tree, word.i):
        return [_argument(tree, tree.words[word.head], "subject", actors)]
    return []


def _antecedent(tree: Tree, clause: int, subject: Word) -> Word:
    """The noun that a relative *qui* stands for."""
    word = tree.words[clause]
    for _ in range(3):
        if word.rel == "acl":
            break
        if word.rel != "conj":
            return subject
        word = tree.words[word.head]
    relative = subject.function & {"who", "which"}
    return tree.words[word.head] if relative and word.rel == "acl" else subject


def _others(tree: Tree, main: int, actors: Sequence[Actor]) -> list[Argument]:
    out = []
    for kid in map(tree.words.__getitem__, tree.words[main].kids):
        role = _role(tree, main, kid)
        if role:
            out.append(_argument(tree, _relative_of(tree, main, kid), role, actors))
    return out


def _relative_of(tree: Tree, main: int, kid: Word) -> Word:
    if "that" in kid.function and kid.rel == "obj" and tree.words[main].rel == "acl":
        return tree.words[tree.words[main].head]
    return kid


def _role(tree: Tree, main: int, kid: Word) -> str:
    if kid.rel in ("obj", "xcomp", "ccomp"):
        return "object" if not (kid.rel == "xcomp" and kid.pos == "ADJ") else "attribute"
    if kid.dep == "obl:agent":
        return "agent"
    if kid.rel in ("iobj", "obl"):
        return "adverbial" if kid.dep == "obl:mod" else "oblique"
    if kid.rel == "advmod" and not kid.function & (_DENIALS | {"never"}):
        return "adverbial"
    return ""


def _argument(tree: Tree, word: Word, role: str, actors: Sequence[Actor], members: list[int] | None = None) -> Argument:
    words = members or _phrase(tree, word.i)
    span = span_of(tree, words)
    key = next((a.key for a in actors if a.span.start < word.end and word.start < a.span.end), None)
    if key is None:
        key = next(
            (
                a.key
                for a in actors
                if span.start <= a.span.start
                and a.span.end <= span.end
                and word.pos in ("NOUN", "PROPN")
                and a.span.start <= word.start
            ),
            None,
        )
    return Argument(role, span, word.lemma, key)


def _phrase(tree: Tree, head: int) -> list[int]:
    """The words of a participant without its relative clauses, nor the punctuation around it."""
    cut = {
        i
        for i in below(tree, head)
        if i != head and tree.words[i].rel in ("acl", "parataxis", "advcl") and is_finite(tree, i)
    }
    members = below(tree, head, cut)
    members = [i for i in members if tree.words[i].pos not in ("PUNCT", "SPACE") or members[0] < i < members[-1]]
    if head not in members:
        return [head]
    low = high = members.index(head)
    while low > 0 and members[low] - members[low - 1] <= 2:
        low -= 1
    while high + 1 < len(members) and members[high + 1] - members[high] <= 2:
        high += 1
    return members[low : high + 1] or [head]


def _attribute_words(tree: Tree, main: int) -> list[int]:
    """An attribute without its copula, subject and clauses."""
    cut = {
        k.i
        for k in map(tree.words.__getitem__, tree.words[main].kids)
        if k.rel
        in (
            "cop",
            "nsubj",
            "csubj",
            "aux",
            "mark",
            "cc",
            "advcl",
            "conj",
            "parataxis",
            "punct",
            "expl",
            "obl",
            "discourse",
            "ccomp",
            "acl",
        )
        or (k.rel == "advmod" and k.function & _DENIALS)
    }
    members = list(below(tree, main, cut))
    return members or [main]
