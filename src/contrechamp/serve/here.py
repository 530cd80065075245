"""The request as the routes see it: who asks, in which language, about which dossier."""

from __future__ import annotations

from dataclasses import dataclass, replace
from gettext import NullTranslations
from typing import TYPE_CHECKING, Annotated, Any

from fastapi import Depends, HTTPException
from starlette.requests import Request

from contrechamp.errors import UsageError
from contrechamp.serve.catalogue import translations
from contrechamp.serve.language import chosen_language, chosen_theme
from contrechamp.serve.roles import Role, may
from contrechamp.serve.room import Room, Visitor, room_of

if TYPE_CHECKING:
    from contrechamp.store import DossierInfo, Reviewed, Store


@dataclass(frozen=True, slots=True)
class Here:
    """One request. `say("…")` and `says("one", "many", n)` translate; `may("editor")` asks for a role.

    `dossier` is the store's record of the dossier that the path names, None on pages without one.
    """

    request: Request
    room: Room
    visitor: Visitor
    language: str
    theme: str
    words: NullTranslations
    dossier: Any = None  # a DossierInfo

    @property
    def store(self) -> Store:
        """The store of the room."""
        return self.room.store

    def say(self, message: str, /, **values: object) -> str:
        """A string of the interface, with `%(name)s` filled in."""
        return self.words.gettext(message) % values if values else self.words.gettext(message)

    def says(self, one: str, many: str, number: int, /, **values: object) -> str:
        """A string of the interface for `number` things; `%(num)s` is the number."""
        return self.words.ngettext(one, many, number) % {"num": number, **values}

    def may(self, role: str) -> bool:
        """Whether the visitor's role is enough."""
        return may(self.visitor.role, Role(role))


def without_dossier(request: Request) -> Here:
    """The request, whatever its path says; for errors and the way in."""
    room = room_of(request)
    language = chosen_language(request, room.settings.language)
    return Here(
        request=request,
        room=room,
        visitor=request.scope.get("visitor") or Visitor("", Role.ANYONE),
        language=language,
        theme=chosen_theme(request),
        words=translations(language),
    )


def here(request: Request) -> Here:
    """The request with its dossier. Raises 404 for a dossier that is not there."""
    found = without_dossier(request)
    name = request.path_params.get("dossier")
    return found if name is None else replace(found, dossier=_dossier(found.store, name))


def _dossier(store: Store, id_: str) -> DossierInfo:
    from contrechamp.store import find_dossier

    try:
        info = find_dossier(store, id_)
    except UsageError:
        raise HTTPException(404) from None
    if info.id != id_:  # a name would find it too, but an address is stable
        raise HTTPException(404)
    return info


def reviewed_of(here: Here) -> Reviewed:
    """The dossier's comparison with people's corrections in it. Raises NothingUsable where it has too few accounts."""
    from contrechamp.store import reviewed

    return reviewed(here.store, here.dossier.id)


HereNow = Annotated[Here, Depends(here)]
"""`def grid(here: HereNow) -> Response`."""
