"""How voices are called, and which voices of different accounts are the same one."""

from __future__ import annotations

from dataclasses import dataclass

from contrechamp.model import Account, Claim, Voice, VoiceKind
from contrechamp.show.index import Index, chain, label, said
from contrechamp.show.strings import Words

AUTHOR = ""
"""Key of the account's own voice, before its account is added."""


@dataclass(frozen=True, slots=True)
class Speaker:
    """One voice across the accounts. `code` is its small letter in the texts, empty for authors."""

    key: str
    code: str
    name: str
    kind: VoiceKind
    claims: tuple[str, ...]


def key(ix: Index, voice: Voice, account: str) -> str:
    """The same for the same speaker in every account: by actor, else by name; an author by its account."""
    if voice.kind is VoiceKind.AUTHOR:
        return f"author:{account}"
    if voice.actor:
        return voice.actor
    name = (voice.name or voice.outlet or _words(ix, voice, account) or voice.kind.value).casefold()
    return f"{voice.kind.value}:{name}" + ("" if voice.kind is VoiceKind.NAMED else f":{account}")


def name(ix: Index, words: Words, voice: Voice, account: str) -> str:
    """What the voice is called in the interface: `Marc Aubrée`, `témoins`, `auteur de A`."""
    if voice.kind is VoiceKind.AUTHOR:
        return words("author_of", letter=ix.letters[account])
    called = voice.name or (ix.names.get(voice.actor) if voice.actor else None) or voice.outlet
    called = called or _words(ix, voice, account)
    return called or words(f"voice_kind.{voice.kind}")


def full_name(ix: Index, words: Words, voice: Voice, account: str) -> str:
    """The chain of voices that reports the words: `Le Figaro › témoins (sans nom)`; empty for the author's own."""
    links = chain(voice)
    said_by = " › ".join(name(ix, words, link, account) for link in links)
    bare = not links or links[-1].kind is not VoiceKind.UNNAMED or said_by.endswith(words("voice_kind.unnamed"))
    return said_by if bare else f"{said_by} ({words('unnamed_suffix')})"


def _words(ix: Index, voice: Voice, account: str) -> str:
    return said(ix.accounts[account], voice.span) if voice.span else ""


def speakers(ix: Index, words: Words) -> tuple[Speaker, ...]:
    """Every voice with its claims: authors in the order of the accounts, then the others by how much they say."""
    held: dict[str, list[Claim]] = {}
    where: dict[str, str] = {}
    for extraction in ix.comparison.extractions:
        for claim in extraction.claims:
            found = key(ix, claim.voice, extraction.account.id)
            held.setdefault(found, []).append(claim)
            where.setdefault(found, extraction.account.id)
    authors = [k for a in ix.comparison.accounts if (k := f"author:{a.id}") in held]
    others = sorted((k for k in held if k not in authors), key=lambda k: (-len(held[k]), k))
    codes = {k: _code(at) for at, k in enumerate(others)}
    return tuple(
        Speaker(
            k,
            codes.get(k, ""),
            name(ix, words, held[k][0].voice, where[k]),
            held[k][0].voice.kind,
            tuple(claim.id for claim in held[k]),
        )
        for k in (*authors, *others)
    )


def _code(at: int) -> str:
    """Small letters: a … z, then a2 … z2, so that a code is never taken for an account's letter."""
    round_, place = divmod(at, 26)
    return chr(97 + place) + (str(round_ + 1) if round_ else "")


def author(account: Account) -> str:
    """Who signs an account, for its heading."""
    return account.byline or label(account)
