"""The names that are known beforehand, and one pass that finds them in a text.

Countries, capitals, organisations, leaders, words for people. Matching is by words of the folded view (letters and
digits; hyphens, apostrophes and spaces between them are all one), longest name first, left to right. Time is linear in
the text; a name has at most a dozen words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from contrechamp.lang import read_list, read_table, read_toml
from contrechamp.model import ActorKind
from contrechamp.text.fold import Folded, fold, fold_words

_WORD = re.compile(r"[^\W_]+")
_ARTICLES = frozenset({"le", "la", "les", "l"})


@dataclass(frozen=True, slots=True)
class Entry:
    """One way to name an actor, or one word for a sort of people.

    `form` says which: `name`, `acronym`, `surname`, `capital`, `seat`, `adjective`, `group`, or a list of actors.toml
    (`office:state`, `function`, `institution:alone`). `case` is `exact` (capitals as in `said`), `capital` (a capital
    first), or `any`. `of` is the country or organisation led. `weak` entries are never enough by themselves.
    """

    key: str
    name: str
    kind: ActorKind
    form: str
    said: str = ""
    gender: str = ""
    number: str = "s"
    case: str = "capital"
    of: str = ""
    weak: bool = False


@dataclass(frozen=True, slots=True)
class Hit:
    """Entries whose words stand in the text from `start` to `end` (characters), the most specific forms first."""

    start: int
    end: int
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Office:
    """One term of one leader. `since` and `until` are months counted from year 0; `until` is None while in office."""

    key: str
    name: str
    of: str
    office: str
    leads: bool
    gender: str
    since: int
    until: int | None


class _Node(dict[str, "_Node"]):
    """One step of the dictionary's tree: the next words, and the entries that end here."""

    __slots__ = ("entries",)

    def __init__(self) -> None:
        super().__init__()
        self.entries: list[Entry] = []


def slug(name: str) -> str:
    """The last part of a key: `slug("Volodymyr Zelensky") == "volodymyr-zelensky"`."""
    return "-".join(_WORD.findall(fold_words(name))) or "x"


def find_known(text: str, language: str = "fr") -> tuple[Hit, ...]:
    """The known names in `text`, longest first, left to right, none inside another. O(n)."""
    folded = fold(text)
    words = _words(folded)
    tree, found, at = _tree(language), [], 0
    while at < len(words):
        hit, step = _longest(text, folded.text, words, at, tree)
        if hit:
            found.append(hit)
        at += step
    return tuple(found)


def _words(folded: Folded) -> list[tuple[str, int, int, int, int]]:
    """Folded form, place in the folded text, place in the text."""
    back = folded.back
    return [
        (m.group(), m.start(), m.end(), back[m.start()], back[m.end() - 1] + 1) for m in _WORD.finditer(folded.text)
    ]


def _longest(
    text: str, folded: str, words: list[tuple[str, int, int, int, int]], at: int, tree: _Node
) -> tuple[Hit | None, int]:
    node, best, last = tree, None, at
    reach = at
    while reach < len(words) and (reach == at or _joined(folded, words[last], words[reach])):
        following = node.get(words[reach][0])
        if following is None:
            break
        node, last = following, reach
        if node.entries:
            start, end = words[at][3], words[reach][4]
            fitting = tuple(e for e in node.entries if _case_fits(e, text[start:end]))
            if fitting:
                best = (Hit(start, end, fitting), reach - at + 1)
        reach += 1
    return best or (None, 1)


def _joined(folded: str, left: tuple[str, int, int, int, int], right: tuple[str, int, int, int, int]) -> bool:
    """Only a space, hyphen or apostrophe stands between; a full stop too, after a single letter."""
    gap = folded[left[2] : right[1]]
    if len(gap) > 3:
        return False
    bare = gap.strip(" ")
    return (
        bare in ("", "-", "'") or (bare == "." and left[2] - left[1] == 1) or (bare == "/" and right[2] - right[1] <= 4)
    )


def _case_fits(entry: Entry, said: str) -> bool:
    if entry.case == "any":
        return True
    if entry.case == "exact":
        return _shape(said) == _shape(entry.said) or (len(said) > 4 and said.isupper())
    words = re.split(r"[^\w]+", said)
    if entry.form == "acronym":
        return len(said) > 2 and any(char.isupper() for char in said)
    if fold_words(words[0]) in _ARTICLES and len(words) > 1:
        return words[1][:1].isupper()
    return any(word[:1].isupper() for word in words) or len(words) > 2


def _shape(said: str) -> list[bool]:
    return [char.isupper() for char in said if char.isalnum()]


# ---------------------------------------------------------------- building


@cache
def _tree(language: str) -> _Node:
    root = _Node()
    for entry in _entries(language):
        node = root
        for word in _WORD.findall(fold_words(entry.said)):
            node = node.setdefault(word, _Node())
        if entry not in node.entries:
            node.entries.append(entry)
    return root


def _entries(language: str) -> Iterator[Entry]:
    yield from _country_entries(language)
    yield from _organisation_entries(language)
    yield from _leader_entries(language)
    yield from _word_entries(language)


def _split(cell: str) -> list[str]:
    return [] if cell in ("-", "") else cell.split(";")


def _country_entries(language: str) -> Iterator[Entry]:
    for code, name, gender, others, adjectives, capitals, seats in _territories(language):
        key = code if ":" in code else f"country:{code}"
        kind = ActorKind(key.split(":")[0])
        sex, number = gender[:1].strip("-"), "p" if gender.endswith("p") else "s"
        for said in (name, *_split(others)):
            case = "exact" if said.startswith("=") else "capital"
            yield Entry(key, name, kind, "name", said.removeprefix("="), sex, number, case)
        for said in _split(capitals):
            yield Entry(key, name, kind, "capital", said, sex, number)
        for said in _split(seats):
            yield Entry(key, name, kind, "seat", said, sex, number)
        for pair in _split(adjectives):
            for said, gender_, number_ in inflect(pair):
                yield Entry(key, name, kind, "adjective", said, gender_, number_, "any")


def _territories(language: str) -> tuple[tuple[str, ...], ...]:
    return read_table(language, "countries") + read_table(language, "regions")


def _organisation_entries(language: str) -> Iterator[Entry]:
    for last, name, gender, acronyms, others, of in read_table(language, "organisations"):
        key, sex, number = f"organisation:{last}", gender[:1].strip("-"), "p" if gender.endswith("p") else "s"
        land = "" if of == "-" else f"country:{of}"
        for said in _split(acronyms):
            case = "exact" if said.startswith("=") else "capital"
            bare = said.removeprefix("=")
            yield Entry(key, name, ActorKind.ORGANISATION, "acronym", bare, sex, number, case, land)
        for said in (name, *_split(others)):
            form = "seat" if said.startswith("~") else "name"
            bare = said.lstrip("~=")
            case = "exact" if said.startswith("=") else "any" if bare.islower() else "capital"
            yield Entry(key, name, ActorKind.ORGANISATION, form, bare, sex, number, case, land)


def _leader_entries(language: str) -> Iterator[Entry]:
    for name, others, of, _, _, gender, *_ in read_table(language, "leaders"):
        key, land = f"person:{slug(name)}", _whole_key(of)
        yield Entry(key, name, ActorKind.PERSON, "name", name, gender, of=land)
        for said in _split(others):
            bare = said.lstrip("~=")
            short = len(_WORD.findall(bare)) == 1 or fold_words(name).endswith(fold_words(bare))
            form = "surname" if short else "name"
            yield Entry(key, name, ActorKind.PERSON, form, bare, gender, of=land, weak=said.startswith("~"))


def _whole_key(of: str) -> str:
    return of if ":" in of else f"country:{of}"


def _word_entries(language: str) -> Iterator[Entry]:
    data = read_toml(language, "actors")
    for office, nouns in data["offices"].items():
        yield from _nouns(nouns, f"office:{office}", ActorKind.PERSON)
    yield from _nouns(data["epithets"]["leads"], "office:leads", ActorKind.PERSON)
    yield from _nouns(data["functions"]["words"], "function", ActorKind.PERSON)
    for sort, nouns in data["institutions"].items():
        yield from _nouns(nouns, f"institution:{sort}", ActorKind.ORGANISATION)
    for line in read_list(language, "human_nouns"):
        lemma = line.split("/", 1)[0]
        for said, gender, number in inflect(line):
            if number == "p":
                yield Entry(f"group:{slug(lemma)}", lemma, ActorKind.GROUP, "group", said, gender, "p", "any")


def _nouns(nouns: list[str], form: str, kind: ActorKind) -> Iterator[Entry]:
    for pair in nouns:
        lemma = pair.split("/", 1)[0]
        for said, gender, number in inflect(pair):
            if number == "s" or form.startswith("institution"):
                yield Entry(slug(lemma), lemma, kind, form, said, gender if "/" in pair else "", number, "any")


def inflect(pair: str) -> Iterator[tuple[str, str, str]]:
    """The forms of `russe/russe` or `soldat/soldate`: form, gender, number. A third part gives an irregular plural."""
    masculine, feminine, *irregular = [*pair.split("/"), ""][:3] if "/" in pair else (pair, pair)
    feminine = feminine if feminine != "-" else ""
    yield masculine, "m", "s"
    yield irregular[0] if irregular and irregular[0] else _plural(masculine), "m", "p"
    if feminine:
        yield feminine, "f", "s"
        yield _plural(feminine), "f", "p"


def _plural(word: str) -> str:
    if word.endswith(("s", "x", "z")):
        return word
    if word.endswith(("eau", "eu")):
        return word + "x"
    if word.endswith("al"):
        return word[:-2] + "aux"
    return word + "s"


@cache
def offices(language: str = "fr") -> tuple[Office, ...]:
    """The terms of the leaders, in the order of leaders.tsv."""
    rows = read_table(language, "leaders")
    return tuple(
        Office(
            f"person:{slug(name)}", name, _whole_key(of), office, leads == "yes", gender, _month(since), _until(until)
        )
        for name, _, of, office, leads, gender, since, until in rows
    )


def _month(said: str) -> int:
    year, _, month = said.partition("-")
    return int(year) * 12 + int(month or 1) - 1


def _until(said: str) -> int | None:
    return None if said == "-" else _month(said)


@cache
def first_names(language: str = "fr") -> dict[str, str]:
    """Folded first name to its gender, `m` or `f`."""
    known: dict[str, str] = {}
    for line in read_list(language, "first_names"):
        gender, *names = line.split(" ")
        for name in names:
            folded = fold_words(name)
            known[folded] = gender if known.get(folded, gender) == gender else ""
    return known


@cache
def outlets(language: str = "fr") -> frozenset[str]:
    """Folded names of outlets and agencies."""
    data = read_toml(language, "outlets")
    entries = [entry for group in ("outlet", "agency") for entry in data.get(group, [])]
    return frozenset(fold_words(name) for entry in entries for name in (entry["name"], *entry.get("names", [])))


@cache
def titles(language: str = "fr") -> dict[str, str]:
    """Folded title before a name to the gender it tells: `m`, `f` or nothing."""
    return {
        fold_words(word): gender.replace("any", "")
        for gender, words in read_toml(language, "actors")["titles"].items()
        for word in words
    }


@cache
def country_names(language: str = "fr") -> dict[str, str]:
    """Key of a country or region to its name."""
    return {code if ":" in code else f"country:{code}": name for code, name, *_ in _territories(language)}


def is_power(key: str, language: str = "fr") -> bool:
    """Whether a key is that of a country, an organisation, or a capital (as a place)."""
    return key.startswith(("country:", "organisation:")) or key in _capitals(language)


@cache
def _capitals(language: str) -> frozenset[str]:
    return frozenset(f"place:{slug(said)}" for *_, capitals, _ in _territories(language) for said in _split(capitals))
