"""What a verb of judging says of its object: *juge l'effort « insuffisant »*, *qualifie X de « traître »*."""

from __future__ import annotations

from contrechamp.extract.tree import Tree, Word, below, kids
from contrechamp.extract.voices.contents import is_infinitive
from contrechamp.extract.voices.frame import Frame, trimmed
from contrechamp.extract.voices.words import VerbClass
from contrechamp.model import Span

_STATES = ("ADJ", "VERB")


def attributed(frame: Frame, verb: int, kind: VerbClass) -> tuple[Span, Word] | None:
    """Object and attribute of a judging verb as one span: *juge l'effort « considérable »*, *qualifie X de Y*."""
    tree = frame.tree
    objects = [k for k in kids(tree, verb, "obj", "ccomp") if k.pos != "PRON"]
    attributes = [
        k
        for k in kids(tree, verb, "xcomp", "obl")
        if k.pos in ("ADJ", "NOUN", "VERB") and (not is_infinitive(tree, k) or frame.inside[k.i] >= 0)
    ]
    plain = [k for k in attributes if k.rel == "xcomp" and not _marked(tree, k)]
    attributes = [k for k in attributes if k in plain or (_marked(tree, k) and _quoted(frame, k))]
    if not attributes:
        return quoted_attribute(frame, verb, kind)
    members = [i for k in (*objects[:1], attributes[0]) for i in below(tree, k.i)]
    members = [i for i in members if i > verb]
    if not members or max(members) - min(members) > 60:
        return None
    span = trimmed(tree.text, tree.words[min(members)].start, tree.words[max(members)].end)
    return (span, attributes[0]) if span is not None else None


def said_of_oneself(frame: Frame, verb: int) -> tuple[Span, Word] | None:
    """What one says one is: *s'est dit favorable à une trêve*, *se déclare « consternée »*; one plain word is none."""
    tree = frame.tree
    if not any("Reflex=Yes" in k.morph for k in kids(tree, verb, "expl", "obj", "iobj")):
        return None
    said = next((k for k in kids(tree, verb, "xcomp", "advcl", "acl", "amod") if k.i > verb and k.pos in _STATES), None)
    if said is None or is_infinitive(tree, said):
        return None
    quote = frame.inside[said.i]
    low, high = tree.reach[said.i] if quote < 0 else (frame.ranges[quote][0], frame.ranges[quote][1] - 1)
    if low <= verb or (quote < 0 and high <= said.i):
        return None
    if quote >= 0:
        return frame.quotes[quote].inner, said
    span = trimmed(tree.text, tree.words[low].start, tree.words[high].end)
    return (span, said) if span is not None else None


def _quoted(frame: Frame, word: Word) -> bool:
    """Whether a phrase holds a quotation: *décrit comme une « bombe »*."""
    low, high = frame.tree.reach[word.i]
    return any(frame.inside[i] >= 0 for i in range(low, high + 1))


def quoted_attribute(frame: Frame, verb: int, kind: VerbClass) -> tuple[Span, Word] | None:
    """Object and attribute where the tree hangs a quoted participle or adjective on the object: *juge le projet
    « daté »*.
    """
    tree = frame.tree
    for noun in kids(tree, verb, "obj")[:1]:
        if any("Definite=Ind" in k.morph for k in kids(tree, noun.i, "det")):
            return None  # "lance un numéro « anti-arnaques »"
        beside = kids(tree, noun.i, "acl", "amod", "appos")
        beside += [k for k in kids(tree, noun.i, "nmod") if kind.attribute and _marked(tree, k)]
        quoted = [k for k in beside if _opens_marks(frame, noun.i, tree.reach[k.i][0], k.i)]
        if quoted and noun.i > verb and noun.pos != "PRON":
            last = frame.ranges[frame.inside[quoted[0].i]][1] - 1
            span = trimmed(tree.text, tree.words[tree.reach[noun.i][0]].start, tree.words[last].end)
            return (span, quoted[0]) if span is not None else None
    return None


def _opens_marks(frame: Frame, noun: int, first: int, word: int) -> bool:
    """Whether the phrase of a word behind its noun opens a quotation that begins behind the noun."""
    q = frame.inside[word]
    return noun < first <= word and q >= 0 and noun < frame.ranges[q][0] and first <= frame.ranges[q][0] + 1


def _marked(tree: Tree, word: Word) -> bool:
    """The attribute of *qualifier de*, *considérer comme*: with that preposition, and without an article."""
    case = kids(tree, word.i, "case", "mark")
    return any(k.function & {"of", "as"} for k in case) and not any(
        "definite" in k.function for k in kids(tree, word.i, "det")
    )
