"""The name under which a room holds a reading, and whether the room of another name can still be alive."""

from __future__ import annotations

import os
from secrets import token_hex
from uuid import getnode


def own_name() -> str:
    """The machine, the process, and something that no other room of this process has."""
    return f"{getnode():x} {os.getpid()} {token_hex(4)}"


def has_ended(name: str) -> bool:
    """Whether the room of that name is known to have ended: its process, on this machine, is not there any more.

    False where that cannot be known: another machine, a system without such a question, a number given out again.
    """
    machine, _, rest = name.partition(" ")
    number = rest.partition(" ")[0]
    if os.name != "posix" or machine != f"{getnode():x}" or not number.isdigit():
        return False
    try:
        os.kill(int(number), 0)
    except ProcessLookupError:
        return True
    except OSError:
        return False
    return False
