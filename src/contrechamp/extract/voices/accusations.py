"""What somebody is accused or suspected of: *accuse X d'avoir menti*, *soupçonné d'avoir volé*."""

from __future__ import annotations

from dataclasses import replace

from contrechamp.extract.tree import Tree, Word, below, is_finite, kids
from contrechamp.extract.voices.contents import (
    balanced,
    clause_span,
    is_infinitive,
)
from contrechamp.extract.voices.cues import Cue
from contrechamp.extract.voices.found import Found
from contrechamp.extract.voices.frame import Frame, trimmed
from contrechamp.extract.voices.marking import found_as, past_preposition
from contrechamp.extract.voices.words import VerbClass, VoiceWords
from contrechamp.model import Mode


def accusation(frame: Frame, word: Word, cue: Cue, number: int) -> list[Found]:
    """*accuse X d'avoir fait Y*: from X to the end of Y."""
    tree = frame.tree
    hung = [*kids(tree, word.i, "xcomp", "obl", "advcl", "ccomp")]
    hung += [k for target in kids(tree, word.i, "obj") for k in kids(tree, target.i, "acl") if is_infinitive(tree, k)]
    hung += [k for target in kids(tree, word.i, "obj") for k in _deeds_within(tree, target)]
    deed = next((k for k in hung if k.i > word.i and (k.pos == "VERB" or is_infinitive(tree, k))), None)
    if deed is None:
        return []
    target = next((k for k in kids(tree, word.i, "obj") if word.i < k.i < deed.i), None)
    low = tree.reach[target.i][0] if target is not None else tree.reach[deed.i][0]
    span = trimmed(
        tree.text, tree.words[low].start, tree.words[min(tree.reach[deed.i][1], frame.carriers[number].last - 1)].end
    )
    span = past_preposition(frame, span) if span is not None else None
    return found_as(frame, (balanced(frame, span),) if span else (), cue, "accusation", number, deed.i)


def _deeds_within(tree: Tree, target: Word) -> list[Word]:
    """Past infinitives with *de* that a parser hangs on a noun within whom one accuses: *accuse la mère de Léa d'avoir
    menti*.
    """
    nouns = [tree.words[i] for i in below(tree, target.i) if tree.words[i].rel in ("nmod", "flat", "conj", "appos")]
    deeds = [k for noun in nouns for k in kids(tree, noun.i, "acl") if is_infinitive(tree, k)]
    return [k for k in deeds if kids(tree, k.i, "aux")]


def suspicion(frame: Frame, word: Word, kind: VerbClass, number: int, words: VoiceWords) -> list[Found]:
    """*soupçonné d'avoir tué*, *accusés d'être partis*: what unnamed others, or the agent, say of whom it is said."""
    tree = frame.tree
    if "VerbForm=Part" not in word.morph or word.low.endswith("ant") or not (kind.accusation or kind.name == "suspect"):
        return []
    active = any("have" in k.function for k in kids(tree, word.i, "aux")) and not kids(tree, word.i, "nsubj:pass")
    hung = [*kids(tree, word.i, "xcomp", "ccomp", "csubj", "obl", "advcl")]
    hung += [k for whom in kids(tree, word.i, "obl", "iobj") for k in kids(tree, whom.i, "acl")]
    deed = next((k for k in hung if is_infinitive(tree, k)), None)
    if deed is None and not active:
        return _charge(frame, word, kind, number)
    if active or deed is None or deed.i < word.i:
        return []
    agent = agent_of(tree, word)
    span = clause_span(frame, deed.i, frame.carriers[number], words, after=word.i)
    cue = Cue("verb", word.i, word.i, word.i, kind, agent.i if agent is not None else None, rule="accusation")
    contents = (past_preposition(frame, span),) if span is not None else ()
    found = found_as(frame, contents, cue, "accusation", number, deed.i)
    return [replace(item, unnamed=agent is None) for item in found]


def _charge(frame: Frame, word: Word, kind: VerbClass, number: int) -> list[Found]:
    """*accusé par dix élus de « brimades »*: the quoted charge is the words of whoever accuses."""
    tree = frame.tree
    for i in range(word.i + 1, min(word.i + 16, frame.carriers[number].last - 1)):
        quote = frame.inside[i + 1]
        if is_finite(tree, i) or tree.words[i].form in (",", ";", ":"):
            return []
        if tree.words[i].key == "de" and frame.inside[i] < 0 <= quote and frame.ranges[quote][0] == i + 1:
            agent = agent_of(tree, word)
            cue = Cue("verb", word.i, word.i, word.i, kind, agent.i if agent else None, rule="accusation")
            found = Found((frame.quotes[quote].inner,), cue, Mode.MIXED, "accusation", number)
            return [replace(found, unnamed=agent is None)]
    return []


def agent_of(tree: Tree, word: Word) -> Word | None:
    """Who does what a participle says: *qualifié de « traître » par ses amis*."""
    return next((k for k in kids(tree, word.i, "obl") if k.dep == "obl:agent" or _by(tree, k)), None)


def _by(tree: Tree, word: Word) -> bool:
    return any("by" in k.function for k in kids(tree, word.i, "case"))
