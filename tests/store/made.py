"""Marked accounts without a language pipeline: a claim a sentence, with the figures and dates that stand in it."""

from __future__ import annotations

import re
from dataclasses import replace

import contrechamp as cc
from contrechamp.model import (
    Account,
    Actor,
    ActorKind,
    Certainty,
    Claim,
    Extraction,
    Mode,
    Span,
    Via,
    Voice,
    VoiceKind,
    record_id,
)

WIRE = (
    "Un incendie a détruit la halle du port de Lorne mardi 12 mars 2024. "
    "Le feu a fait douze blessés légers, selon la préfecture. "
    "La halle avait été contrôlée en novembre 2023. "
    "Les pompiers ont maîtrisé le sinistre avant l’aube."
)
PAPER = (
    "La halle du port de Lorne a été détruite par un incendie mardi 12 mars 2024. "
    "Le feu a fait dix-sept blessés légers, selon l’hôpital. "
    "Le maire de Lorne demande une enquête indépendante sur la halle du port."
)
BLOG = (
    "Personne ne croit au hasard à Lorne après la nuit du port. "
    "Le feu a fait douze blessés légers, dit la mairie. "
    "Le maire de Lorne demande une enquête indépendante sur la halle du port."
)
_SENTENCE = re.compile(r"[^.]+\.")
_VOICE = re.compile(r"(?:selon|dit) (?P<name>l[ae’] ?\w+)")
_WORD = re.compile(r"[^\W\d_]{4,}")


def made(text: str, name: str = "", id_: str = "") -> Extraction:
    """The extraction of an invented account; the same text gives the same one."""
    key = id_ or record_id(text, "account", Span(0, max(len(text), 1)))
    account = Account(key, text, "fr", name=name, source=text)
    quantities = tuple(replace(q, id=record_id(key, "quantity", q.span)) for q in cc.find_quantities(text))
    times = tuple(replace(t, id=record_id(key, "time", t.span)) for t in cc.find_times(text))
    quantities = tuple(q for q in quantities if not any(t.span.start <= q.span.start < t.span.end for t in times))
    spans = tuple(_tidy(found, text) for found in _SENTENCE.finditer(text))
    actors = tuple(
        Actor(record_id(key, "actor", span), span, "Lorne", "place:lorne", ActorKind.PLACE, Via.NAME)
        for span in (Span(found.start(), found.end()) for found in re.finditer("Lorne", text))
    )
    claims = tuple(_claim(key, text, span, quantities, times, actors) for span in spans)
    return Extraction(account, spans, actors, times, quantities, claims)


def _tidy(found: re.Match[str], text: str) -> Span:
    start = found.start() + len(found[0]) - len(found[0].lstrip())
    return Span(start, found.end())


def _claim(key: str, text: str, span: Span, quantities: tuple, times: tuple, actors: tuple) -> Claim:
    words = text[span.start : span.end]
    said = _VOICE.search(words)
    voice = Voice(VoiceKind.NAMED, said["name"]) if said else Voice(VoiceKind.AUTHOR)
    end = span.start + said.start() - 2 if said else span.end - 1
    content = Span(span.start, end)

    def inside(marks: tuple) -> tuple[str, ...]:
        return tuple(mark.id for mark in marks if span.start <= mark.span.start < span.end)

    return Claim(
        record_id(key, "claim", content, voice.name or ""),
        content,
        voice,
        Mode.INDIRECT if said else Mode.AUTHOR,
        Certainty.CERTAIN,
        inside(actors),
        inside(times),
        inside(quantities),
        lemmas=tuple(word.lower() for word in _WORD.findall(text[content.start : content.end])),
    )


THREE = tuple(made(text, name) for text, name in ((WIRE, "wire.txt"), (PAPER, "paper.txt"), (BLOG, "blog.txt")))
