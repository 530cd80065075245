"""The names that the pipeline sees, made whole: without titles, with their surnames, under one label in a text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from functools import cache

from contrechamp.extract.actors.lexicon import first_names, titles
from contrechamp.extract.tree import Tree, Word, word_at
from contrechamp.lang import read_toml
from contrechamp.text.fold import fold_words

Entity = tuple[int, int, str]
"""Start, end (characters) and label: PER, LOC or ORG."""

_LABELS = frozenset({"PER", "LOC", "ORG"})
_EDGES = " \t\n,;:.!?\"'«»“”()[]’-–—\u00ad"
_ACRONYM = re.compile(r"\((?P<short>[A-ZÉ][A-Za-zÉé.-]{1,9})\)")
_LIFE = re.compile(r" ?\(1\d{3}-(?:1|20)\d{2,3}\)")  # Colbert (1619-1683)
_SURE = 5  # votes of other labels that a full name or the years of a life outweigh
_LONGEST = 120  # characters; longer ones are lists or runaway readings


def clean_entities(tree: Tree, entities: Iterable[Entity], language: str) -> list[Entity]:
    """The entities in order, trimmed, relabelled by their first word, and marked wherever they come again."""
    seen = [found for entity in entities if (found := _trimmed(tree, *entity, language))]
    seen = [found for found in seen if not _noise(tree, *found, language)]
    seen = _with_first_names(tree, seen, language)
    seen = _introduced(tree, seen, language)
    seen = _with_acronyms(tree, seen, language)
    seen = [found for one in seen if (found := _labelled(tree, *_whole(tree, *one, language), language))]
    return _everywhere(tree, seen)


def cover(found: Iterable[Entity]) -> dict[int, Entity]:
    """Each character of the found stretches, with its stretch."""
    return {at: one for one in found for at in range(one[0], one[1])}


def _trimmed(tree: Tree, start: int, end: int, label: str, language: str) -> Entity | None:
    """An entity without titles and articles before it and signs around it; None where no name is left."""
    text, known = tree.text, titles(language)
    while True:
        while start < end and text[start] in _EDGES:
            start += 1
        while start < end and text[end - 1] in _EDGES:
            end -= 1
        if start >= end:
            return None
        first = tree.words[word_at(tree, start)]
        word = fold_words(first.form).rstrip(".")
        small = first.form[0].islower() and (label == "PER" or first.pos in ("DET", "ADP"))
        if not (small or (label == "PER" and word in known)) or first.end >= end:
            break
        start = first.end
    loose_end = _loose_end(language).search(text[start:end])
    if loose_end and not any(char.isupper() for char in text[start + loose_end.start() : end]):
        end = start + loose_end.start()
    if label not in _LABELS or not any(char.isupper() for char in text[start:end]) or end - start > _LONGEST:
        return None
    return start, end, label


def _noise(tree: Tree, start: int, end: int, label: str, language: str) -> bool:
    """What the pipeline takes for a name and is none: a model number, a participle or noun that begins a sentence."""
    said, first = tree.text[start:end], tree.words[word_at(tree, start)]
    if said.isupper() and tree.text[end : end + 2].strip()[:1].isdigit():
        return True  # a road, a model: RN 12
    if first.end < end:
        return label == "PER" and (any(char.isdigit() for char in said) or _of_a_work(tree, first, language))
    if fold_words(said) in _words(language, "ordinary") or first.pos in ("VERB", "AUX", "ADV", "PRON", "SCONJ"):
        return True
    if label != "PER":
        return False
    before = tree.words[max(0, first.i - 2) : first.i]
    if any(word.pos == "DET" and "elided" not in word.function for word in before if word.pos in ("DET", "ADJ")):
        return True  # un jeune Angevin, le Serbe: of somewhere, not a name
    starts = first.i == tree.sentences[first.sentence][0] or tree.words[first.i - 1].form in '"«“'
    odd = any(char.isdigit() for char in said) or (said.isupper() and len(said) < 5)
    return odd or first.pos not in ("PROPN", "X", "NOUN") or (starts and first.pos != "PROPN")


def _of_a_work(tree: Tree, first: Word, language: str) -> bool:
    """*l'émission Le Grand Quai*: what the noun right before it tells to be a work, its article aside."""
    before = first.i - 1
    if before > 0 and "definite" in tree.words[before].function and tree.words[before].form[0].isupper():
        before -= 1
    return before >= 0 and fold_words(tree.words[before].low) in _words(language, "works")


def _whole(tree: Tree, start: int, end: int, label: str, language: str) -> Entity:
    """With the word after an article that ends it (*La Roseraie*) and the capital before it (*Aston Martin*).

    Not with a title (*Me Nolan*), nor with the place that an office is of (*le maire de Lens Paul Martin*).
    """
    first = word_at(tree, start)
    start = _without_place(tree, first, end, language) if label == "PER" else start
    first = word_at(tree, start)
    before = tree.words[first - 1] if first else None
    if (
        before
        and not (label == "PER" and _apart(tree, before, language))
        and before.pos == "PROPN"
        and before.form[0].isupper()
        and before.end + 1 == start
        and (len(before.form) > 3 or label == "PER")
    ):
        start = before.start
    last = word_at(tree, end - 1)
    article = "definite" in tree.words[last].function and tree.words[last].form[0].isupper()
    if article and last + 1 < len(tree.words):
        following = tree.words[last + 1]
        end = following.end if following.form[0].isupper() else end
    return start, end, label


def _labelled(tree: Tree, start: int, end: int, label: str, language: str) -> Entity | None:
    """The same with the label that its first word tells; None for events, laws and works."""
    said = tree.text[start:end]
    first, _, rest = said.partition(" ")
    head = fold_words(first)
    event = rest and (head in _words(language, "events") or fold_words(said) in _words(language, "events"))
    small = head in _words(language, "ordinary") and not any(char.isupper() for char in rest)
    if event or small:
        return None  # la Coupe du monde, l'État du mandarin
    if rest and rest[0].isupper() and head in _words(language, "bearers"):
        return start + len(first) + 1, end, "PER"
    acronym = said.isupper() and 1 < len(said) < 7 and said.isalnum()
    if (
        (label == "PER" and not rest and _home_of_somebody(tree, word_at(tree, start), language))
        or head in _words(language, "places")
        or fold_words(re.split(r"[\s-]", said, maxsplit=1)[0]) in _inside(language, "places")
    ):
        label = "LOC"  # une jeune fille de Darova, la place Bellecour
    elif (rest and head in _words(language, "organisations")) or (acronym and label != "ORG"):
        label = "ORG"
    return start, end, label


def _home_of_somebody(tree: Tree, at: int, language: str) -> bool:
    """Whether a lone name that nobody bears as a first name stands where a place does: *une jeune fille de Darova*."""
    words = tree.words
    if at < 2 or "of" not in words[at - 1].function or words[at].bare in first_names(language):
        return False
    return words[at - 2].bare in _words(language, "inhabitants")


def _apart(tree: Tree, before: Word, language: str) -> bool:
    """Whether a capital before a person's name is none of it: a title, or the end of what an office is of."""
    return before.bare.rstrip(".") in titles(language) or bool(before.i and tree.words[before.i - 1].pos == "ADP")


def _without_place(tree: Tree, first: int, end: int, language: str) -> int:
    """Where a person's name begins that the place of an office was taken into: *Brignac Paul Durieux* behind *de*."""
    words, known = tree.words, first_names(language)
    before = words[first - 1] if first else None
    apart = before is not None and (
        before.pos in ("ADP", "DET") or (before.pos == "PROPN" and before.form[0].isupper())
    )
    if not apart or words[first].bare in known:
        return words[first].start
    for i in range(first + 1, min(first + 4, len(words) - 1)):
        if words[i].bare in known and words[i].form[0].isupper() and words[i + 1].end <= end:
            return words[i].start
    return words[first].start


@cache
def _words(language: str, sort: str) -> frozenset[str]:
    return frozenset(fold_words(word) for word in read_toml(language, "actors")["heads"][sort])


@cache
def _inside(language: str, sort: str) -> frozenset[str]:
    return frozenset(read_toml(language, "actors")["inside"][sort])


@cache
def _loose_end(language: str) -> re.Pattern[str]:
    ends = "|".join(read_toml(language, "actors")["inside"]["never"]).replace("'", "['’]")
    return re.compile(rf" (?:{ends})\b")


# ---------------------------------------------------------------- names that the pipeline missed


def _with_first_names(tree: Tree, seen: list[Entity], language: str) -> list[Entity]:
    """The same with the persons that the pipeline missed or cut: a known first name and capitals after it."""
    known, covering = first_names(language), cover(seen)
    found: list[Entity] = []
    for word in tree.words:
        if not word.form[0].isupper() or fold_words(word.form) not in known or (found and word.start < found[-1][1]):
            continue
        before = tree.words[word.i - 1] if word.i else None
        if before and before.form[0].isupper() and before.pos == "PROPN" and before.end + 1 >= word.start:
            continue  # Aston Martin
        end, around = _surname_end(tree, word, language), covering.get(word.start)
        if end and not (around and (around[1] >= end or around[2] == "ORG" or around[0] < word.start)):
            found.append((word.start, end, "PER"))
    return sorted([one for one in seen if not any(s <= one[0] < e for s, e, _ in found)] + found)


def _introduced(tree: Tree, seen: list[Entity], language: str) -> list[Entity]:
    """The same with names that a word before them tells: *Mme Roux*, *la revue Science*, *place de l'Étoile*."""
    covering = cover(seen)
    media, places = _words(language, "introducing"), _words(language, "places")
    found: list[Entity] = []
    for word in tree.words[:-1]:
        low, after = fold_words(word.low).rstrip("."), tree.words[word.i + 1]
        if word.low in _inside(language, "titles") and word.form[0].isupper():
            label, first = "PER", after
        elif low in media and word.pos == "NOUN" and (name := _after_adjective(tree, after)):
            label, first = "ORG", name
        elif low in places and word.form[0].islower() and (name := _after_of(tree, word.i)):
            label, first = "LOC", name
        else:
            continue
        end = _capitals_end(tree, first)
        start = word.start if label == "LOC" else first.start
        around = covering.get(first.start)
        if end and (around is None or (around[2] != label and around[1] <= end and label != "LOC")):
            found.append((start, end, label))
    kept = [one for one in seen if not any(s < one[1] and one[0] < e for s, e, _ in found)]
    return sorted(kept + found)


def _after_adjective(tree: Tree, word: Word) -> Word | None:
    """The word itself where it has a capital, or the next one after an adjective: *la revue américaine Science*."""
    if word.pos == "ADJ" and word.form[0].islower() and word.i + 1 < len(tree.words):
        word = tree.words[word.i + 1]
    return word if word.form[0].isupper() else None


def _after_of(tree: Tree, at: int) -> Word | None:
    """The capital after *place*, *rue de la*: within three words of the place's kind, articles and *de* between."""
    for i in range(at + 1, min(at + 4, len(tree.words))):
        word = tree.words[i]
        if word.form[0].isupper():
            return word if i > at + 1 or word.pos == "PROPN" else None
        if not word.function & {"of", "of-the", "definite"}:
            return None
    return None


def _capitals_end(tree: Tree, first: Word) -> int:
    """Where the capitals that begin at a word end; 0 where there are none."""
    end, i = 0, first.i
    while i < len(tree.words) and tree.words[i].form[0].isupper() and i < first.i + 4:
        if i > first.i and tree.words[i].start - tree.words[i - 1].end > 1:
            break
        end = tree.words[i].end
        i += 1
    return end


def _surname_end(tree: Tree, word: Word, language: str) -> int:
    """Where the surname after a first name ends: *Marine Le Pen*, *Charles de Gaulle*; 0 where there is none."""
    end, i = 0, word.i + 1
    while i < len(tree.words) and i < word.i + 5:
        following = tree.words[i]
        gap, form = tree.text[tree.words[i - 1].end : following.start], following.form.lstrip("\u00ad")
        if gap not in (" ", "") or not form[:1].isalpha() or any(char.isdigit() for char in form):
            break
        if form[0].isupper() or following.form != form:
            end = following.end
        elif following.low not in _inside(language, "particles"):
            break
        i += 1
    return end


def _everywhere(tree: Tree, seen: list[Entity]) -> list[Entity]:
    """Each name under the label it mostly has here, and marked wherever its words come again."""
    votes: dict[tuple[str, ...], Counter[str]] = {}
    for start, end, label in seen:
        forms = _forms(tree, start, end)
        votes.setdefault(forms, Counter())[label] += 1
        if label == "PER" and len(forms) > 1:  # the surname of somebody named in full is his
            votes.setdefault(forms[1:], Counter())[label] += _SURE
        if _LIFE.match(tree.text, end):
            votes[forms]["PER"] += _SURE
    chosen = {forms: max(sorted(votes[forms]), key=lambda label: votes[forms][label]) for forms in votes}
    times = Counter(_forms(tree, start, end)[-1] for start, end, _ in seen)
    same = [(s, e, chosen[_forms(tree, s, e)]) for s, e, _ in seen if not _stray(tree, s, e, times)]
    return sorted(same + _again(tree, chosen, cover(same)))


def _stray(tree: Tree, start: int, end: int, times: Counter[str]) -> bool:
    """A single word that begins a sentence and comes only once: more often a noun than a name."""
    word = tree.words[word_at(tree, start)]
    starts = word.i == tree.sentences[word.sentence][0] or tree.words[word.i - 1].form in '"«“:-'
    following = tree.words[word.i + 1].pos if word.i + 1 < len(tree.words) else ""
    return word.end >= end and starts and times[word.form] == 1 and following not in ("VERB", "AUX", "PRON")


def _forms(tree: Tree, start: int, end: int) -> tuple[str, ...]:
    first, last = word_at(tree, start), word_at(tree, end - 1)
    return tuple(tree.words[i].form for i in range(first, last + 1))


def _again(tree: Tree, chosen: dict[tuple[str, ...], str], covering: dict[int, Entity]) -> list[Entity]:
    """Where names stand again that the pipeline saw once."""
    begin: dict[str, list[tuple[str, ...]]] = {}
    for forms in chosen:
        if (sum(map(len, forms)) > 3 or forms[0].isupper()) and forms[0][0].isupper():
            begin.setdefault(forms[0], []).append(forms)
    found: list[Entity] = []
    for word in tree.words:
        for forms in sorted(begin.get(word.form, ()), key=len, reverse=True):
            last = word.i + len(forms) - 1
            if last < len(tree.words) and all(tree.words[word.i + k].form == form for k, form in enumerate(forms)):
                start, end = word.start, tree.words[last].end
                if not any(at in covering for at in (start, end - 1)) and not (found and found[-1][1] > start):
                    found.append((start, end, chosen[forms]))
                break
    return found


# ---------------------------------------------------------------- acronyms


def _with_acronyms(tree: Tree, seen: list[Entity], language: str) -> list[Entity]:
    """The same with the organisations whose acronym the text explains, long form and acronym."""
    found: list[Entity] = []
    for _, start, end in explained_acronyms(tree.text, language):
        bracket = tree.text.find("(", end)
        found += [(start, end, "ORG"), (bracket + 1, tree.text.find(")", bracket), "ORG")]
    kept = [one for one in seen if not any(s < one[1] and one[0] < e for s, e, _ in found)]
    return sorted(kept + found)


def explained_acronyms(text: str, language: str) -> list[tuple[str, int, int]]:
    """Acronyms explained in brackets: the folded acronym, and where its long form stands (after Schwartz and Hearst).

    `la Fédération des pêcheurs du lac (FPL)` gives `("fpl", 3, 33)`.
    """
    found = []
    for match in _ACRONYM.finditer(text):
        short = fold_words(match["short"]).replace(".", "").replace("-", "")
        start = max(0, match.start() - 150)
        start = max([start, *(text.rfind(sign, start, match.start()) + 1 for sign in ".;:!?()")])
        words = list(re.finditer(r"[^\W_]+", text[start : match.start()]))
        count = _long_form(short, [word.group() for word in words], language)
        if count and words[-count].group()[0].isupper():
            found.append((short, start + words[-count].start(), start + words[-1].end()))
    return found


def _long_form(short: str, words: list[str], language: str) -> int:
    """How many of the last words the acronym stands for; 0 when its letters are not theirs."""
    letters = list(short)
    for taken, word in enumerate(reversed(words[-12:]), start=1):
        folded = fold_words(word)
        if folded[0] == letters[-1]:
            letters.pop()
            if not letters:
                return taken
        elif folded not in _inside(language, "skipped"):
            return 0
    return 0
