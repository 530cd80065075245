"""The stretch of the text that a clause takes: without its conjunction, with its antecedent, its neighbours cut off."""

from __future__ import annotations

from contrechamp.extract.certainty import CertaintyWords, subordinate_kind
from contrechamp.extract.tree import Tree, Word, below, is_finite, kids

_CLITICS = frozenset({"negator", "oneself", "elided-definite"})


def members(tree: Tree, head: int, kind: str, own: set[int], lexicon: CertaintyWords) -> list[int]:
    """The words of the clause, without the clauses beside it that stand for themselves, from first to last."""
    cut = {i for i in below(tree, head) if i != head and i in own and _stands_alone(tree, i, head, lexicon)}
    members = below(tree, head, cut)
    if kind == "relative":
        members = _with_antecedent(tree, head, members, own, lexicon)
    else:
        members = _without_opening(tree, head, members, kind)
    members = [i for i in members if tree.words[i].pos not in ("SPACE",)]
    while members and (ties := _connector(tree, members, lexicon) or _opener(tree.words[members[0]], kind)):
        members = members[ties:]
    if members and members[0] and tree.words[members[0] - 1].function & _CLITICS and kind != "relative":
        members = [members[0] - 1, *members]
    while members and _closing(tree.words[members[-1]]):
        members = members[:-1]
    return members


def _opener(word: Word, kind: str) -> bool:
    """What ties a clause to another and is no part of what it says: its conjunction, a second clause's *qui*."""
    if "subordinator" in word.function and word.pos in ("SCONJ", "ADV", "ADP", "PRON"):
        return True
    return kind == "coordinated" and "who" in word.function


def _closing(word: Word) -> bool:
    return word.pos in ("PUNCT", "CCONJ") and word.form not in ("»", "”", '"', ")")


def _connector(tree: Tree, opening: list[int], lexicon: CertaintyWords) -> int:
    """How many of the first words only tie the clause to another: *mais*, *ou bien*, a mark."""
    said = tuple(tree.words[i].low for i in opening[:2])
    tie = next((len(phrase) for phrase in lexicon.connectors if said[: len(phrase)] == phrase), 0)
    if opening[0] and (tree.words[opening[0] - 1].low, said[0]) in lexicon.connectors:
        return 1  # the *ou* of *ou bien* is off already
    first = tree.words[opening[0]]
    if tie:
        return tie
    if first.pos in ("PUNCT", "CCONJ") and first.form not in ("«", "“", '"', "("):
        return 1
    return 0


def _stands_alone(tree: Tree, i: int, head: int, lexicon: CertaintyWords) -> bool:
    """A clause below another and no part of what it says: coordinated, inserted, an asserted adverbial at its edge."""
    word = tree.words[i]
    if word.rel in ("conj", "parataxis"):
        up = tree.words[word.head]
        told = up.rel == "acl" and any(k.low not in lexicon.relatives for k in kids(tree, i, "nsubj"))
        return word.head == head or up.rel in ("conj", "parataxis", "advcl") or told
    if word.rel in ("ccomp", "xcomp") and not any(k.function & {"that", "if"} for k in kids(tree, i, "mark")):
        own = is_finite(tree, i) and bool(kids(tree, i, "nsubj"))
        return (i < head and word.rel == "ccomp") or (_after_comma(tree, i) and own)
    if word.rel == "advcl" and word.head == head:
        kind, phrase = subordinate_kind(tree, i, lexicon)
        if kind != "asserted" or phrase in lexicon.as_:
            return bool(kids(tree, i, "nsubj")) and not is_finite(tree, i)
        behind = tree.words[min(len(tree.words) - 1, tree.reach[i][1] + 1)].form == ","
        return behind or _after_comma(tree, i) or phrase in lexicon.strong_ties
    if word.rel in ("advcl", "ccomp", "acl") and _after_comma(tree, i):
        return subordinate_kind(tree, i, lexicon) in (("asserted", p) for p in lexicon.asserted if p not in lexicon.as_)
    return False


def _after_comma(tree: Tree, i: int) -> bool:
    return tree.words[max(0, tree.reach[i][0] - 1)].form == "," or tree.words[tree.reach[i][0]].form == ","


def _with_antecedent(tree: Tree, head: int, members: list[int], own: set[int], lexicon: CertaintyWords) -> list[int]:
    """A relative clause with the noun it tells of; alone where it says all by itself (*ce pour quoi il part*)."""
    antecedent = antecedent_of(tree, head, lexicon)
    pronoun = relative_pronoun(tree, head, lexicon)
    if pronoun is not None and "which" in pronoun.function and pronoun.i > members[0]:
        subject = next((k for k in kids(tree, head, "nsubj")), None)
        if subject is not None and subject.i != pronoun.i:
            return [i for i in members if i > pronoun.i]
    word = tree.words[antecedent]
    cut = {
        k
        for k in word.kids
        if k in own
        or (tree.words[k].rel == "punct" and k > antecedent)
        or tree.words[k].rel in ("case", "cop", "nsubj", "aux", "mark", "cc", "conj", "advcl", "parataxis")
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


def relative_pronoun(tree: Tree, head: int, lexicon: CertaintyWords) -> Word | None:
    """The pronoun that ties the clause headed by `head` to the noun it tells of; None where none does."""
    low, _ = tree.reach[head]
    relative = tree.words[head].dep == "acl:relcl"
    for i in range(low, min(head, low + 6)):
        word = tree.words[i]
        if "PronType=Rel" in word.morph or word.low in lexicon.relatives:
            return word
        if "that" in word.function and (word.pos == "PRON" or relative):
            return word
    return None


def antecedent_of(tree: Tree, head: int, lexicon: CertaintyWords) -> int:
    """The noun that a relative clause tells of: what the tree hangs it on, else the nearest noun before its pronoun."""
    word = tree.words[head]
    pronoun = relative_pronoun(tree, head, lexicon)
    if word.rel == "acl" or pronoun is None:
        return word.head
    near = range(pronoun.i - 1, max(-1, pronoun.i - 4), -1)
    return next((i for i in near if tree.words[i].pos in ("NOUN", "PROPN")), word.head)
