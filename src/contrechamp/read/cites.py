"""The outlets and agencies that a text names as its sources, and the names behind web addresses."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from urllib.parse import urlsplit

from contrechamp.lang import read_toml
from contrechamp.lang.function_words import forms_of
from contrechamp.text.fold import fold_words

_LINK = re.compile(r"(?:https?://|www\.)[^\s<>\"“”«»{}|\\^`\[\]]{3,2000}", re.I)
_DOMAIN = re.compile(r"(?:www\.)?((?:[a-z0-9](?:[a-z0-9-]{0,62}[a-z0-9])?\.){1,4}[a-z]{2,10})\b(?!@)", re.I)
_TRAILING = ".,;:!?…)'’»”"
_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_LONGEST_LABEL = 200


@dataclass(frozen=True, slots=True)
class Outlets:
    """What the language knows of outlets: domains, names with their canonical form, cues on both sides of a name."""

    domains: dict[str, str]
    names: dict[str, str]
    agencies: frozenset[str]
    pattern: re.Pattern[str]
    before: tuple[str, ...]
    after: tuple[str, ...]
    label: re.Pattern[str]
    broadcast: str
    not_said: tuple[str, ...]
    said_when: tuple[str, ...]
    participles: tuple[str, ...]
    listed: frozenset[str]
    article: re.Pattern[str]


@cache
def outlets(language: str) -> Outlets:
    """The outlets of `lang/<language>/outlets.toml`, ready for search."""
    data = read_toml(language, "outlets")
    entries = [*data.get("agency", []), *data.get("outlet", [])]
    domains = {domain: entry["name"] for entry in entries for domain in entry.get("domains", [])}
    names = {name: entry["name"] for entry in entries for name in _forms(entry)}
    agencies = frozenset(name for entry in data.get("agency", []) for name in _forms(entry))
    longest = sorted(names, key=lambda name: (-len(name), name))
    spelled = "|".join(re.escape(name).replace("'", "['’]").replace(r"\ ", r"\s") for name in longest)
    labels = "|".join(re.escape(label) for label in data["labels"] if label.isalpha())
    return Outlets(
        domains=domains,
        names=names,
        agencies=agencies,
        pattern=re.compile(rf"(?<!\w)(?:{spelled})(?![\w]|-[^\W\d]{_unless(entries)})"),
        before=tuple(fold_words(cue) for cue in (*data["before"], *data["after"])),
        after=tuple(fold_words(cue) for cue in data["after"]),
        label=re.compile(rf"\W{{0,3}}(?:{labels})\s*:\s*", re.I),
        broadcast=fold_words(data["broadcast"]),
        not_said=tuple(fold_words(word) for word in data["not_said"]),
        said_when=tuple(fold_words(word) for word in data["said_when"]),
        participles=tuple(data["participles"]),
        listed=frozenset(data["listed"]),
        article=re.compile(rf"\s(?:{'|'.join(forms_of(language, 'definite'))})$"),
    )


def _unless(entries: Sequence[dict[str, object]]) -> str:
    """A branch of the pattern for what must not follow a name: the race *24 Heures du Mans* is no paper."""
    words = [str(word) for entry in entries for word in entry.get("unless", [])]  # type: ignore[attr-defined]
    return f"|\\s(?:{'|'.join(map(re.escape, words))})" if words else ""


def _forms(entry: dict[str, object]) -> list[str]:
    listed = entry.get("names", [])
    return [str(entry["name"]), *map(str, listed if isinstance(listed, list) else [])]


def find_links(text: str) -> tuple[str, ...]:
    """The web addresses in a text, in order, each once, without the point or bracket that follows them."""
    found = (_trim(match[0]) for match in _LINK.finditer(text))
    return tuple(dict.fromkeys(link for link in found if "." in link))


def _trim(link: str) -> str:
    while link and link[-1] in _TRAILING and not (link[-1] == ")" and link.count("(") >= link.count(")")):
        link = link[:-1]
    return link


def outlet_of(url: str, language: str) -> str | None:
    """The outlet behind an address: its known name, else its domain without `www.`; None for what is no web address."""
    try:
        host = (urlsplit(url if "//" in url else f"//{url}").hostname or "").lower()
    except ValueError:
        return None
    if "." not in host:
        return None
    known, labels = outlets(language).domains, host.removeprefix("www.").split(".")
    for at in range(len(labels) - 1):
        if name := known.get(".".join(labels[at:])):
            return name
    return ".".join(labels)


def find_cites(text: str, links: Sequence[str], language: str, own: str | None = None) -> tuple[str, ...]:
    """The sources that a text names, each once, in the order of first mention; `own` is the account's own outlet.

    An agency is cited by being named; a paper or channel when a cue stands beside its name (*dans Le Figaro*,
    *Le Figaro écrit*), when a line says `Source : …`, or when the text links to it.
    """
    places = [*_labelled(text, language), *_named(text, language), *_linked(text, links, language)]
    ordered = dict.fromkeys(name for _, name in sorted(places))
    return tuple(name for name in ordered if name != own)


def _linked(text: str, links: Sequence[str], language: str) -> Iterator[tuple[int, str]]:
    for link in links:
        at = text.find(link)
        if name := outlet_of(link, language):
            yield (at if at >= 0 else len(text), name)


def _labelled(text: str, language: str) -> Iterator[tuple[int, str]]:
    """Names behind `Source :` at the start of a line, also those that no list knows: domains, capitalised words."""
    at = 0
    for line in text.split("\n"):
        if len(line) <= _LONGEST_LABEL and (label := outlets(language).label.match(line)):
            for part in re.split(r"\s*[,;/&]\s*|\s+et\s+", line[label.end() :]):
                if name := _source_name(part.strip(" .()"), language):
                    yield at + label.end(), name
        at += len(line) + 1


def _source_name(part: str, language: str) -> str | None:
    known = outlets(language)
    if found := known.pattern.search(part):
        return known.names[_spelling(found[0])]
    if _LINK.match(part) or _DOMAIN.fullmatch(part):
        return outlet_of(part, language)
    words = part.split()
    return part if 1 <= len(words) <= 5 and part[:1].isupper() else None


def _spelling(name: str) -> str:
    return " ".join(name.replace("’", "'").split())


def _named(text: str, language: str) -> Iterator[tuple[int, str]]:
    """Agencies, and outlets with a cue; one that follows a cited one after *et* or a comma is cited with it."""
    known, cited_to = outlets(language), -1
    for found in known.pattern.finditer(text):
        spelled = _spelling(found[0])
        with_last = cited_to >= 0 and text[cited_to : found.start()] in known.listed
        if with_last or spelled in known.agencies or _has_cue(text, found.start(), found.end(), known):
            yield found.start(), known.names[spelled]
            cited_to = found.end()
        else:
            cited_to = -1


def _has_cue(text: str, start: int, end: int, known: Outlets) -> bool:
    before = known.article.sub("", fold_words(text[max(0, start - 60) : start]).rstrip(' "('))
    after = fold_words(text[end : end + 40]).lstrip(' "),')
    if before.endswith(known.before) and any(_ends(before, cue) for cue in known.before):
        return True
    if after.startswith(known.after) and any(_begins(after, cue) for cue in known.after):
        return True
    return _is_said_on(before, known)


def _is_said_on(before: str, known: Outlets) -> bool:
    """Whether a participle and *sur* stand there: *a assuré sur RTL*, but not *diffusé sur France 2*."""
    words = before.split()
    if not words or words[-1] != known.broadcast:
        return False
    if len(words) < 2 or words[-2][-1] in '.!?"' or words[-2] in known.said_when:
        return True
    return words[-2].endswith(known.participles) and words[-2].strip(",") not in known.not_said


def _ends(words: str, cue: str) -> bool:
    return words.endswith(cue) and not words[: -len(cue)][-1:].isalnum()


def _begins(words: str, cue: str) -> bool:
    return words.startswith(cue) and not words[len(cue) :][:1].isalnum()
