"""Slows down whoever guesses: after five failures each further one doubles the wait."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from threading import Lock
from time import monotonic

FREE = 5
"""Failures that cost nothing: people mistype."""

LONGEST_S = 900.0
_MOST = 10_000


@dataclass(slots=True)
class _Failures:
    count: int
    last: float


class Throttle:
    """Counts failures by key (a name, an address). Forgets a key a day after its last failure."""

    def __init__(self, clock: Callable[[], float] = monotonic):
        self.clock = clock
        self.failures: dict[str, _Failures] = {}
        self.lock = Lock()

    def wait_s(self, *keys: str) -> float:
        """Seconds until another attempt is heard for all of these keys; 0 where it is now."""
        with self.lock:
            return max((self._wait(self.failures.get(key)) for key in keys), default=0.0)

    def _wait(self, failures: _Failures | None) -> float:
        if failures is None or failures.count < FREE:
            return 0.0
        wait = min(LONGEST_S, 2.0 ** min(failures.count - FREE, 30))
        return max(0.0, failures.last + wait - self.clock())

    def failed(self, *keys: str) -> None:
        """Count a failure for each key."""
        now = self.clock()
        with self.lock:
            for key in keys:
                old = self.failures.pop(key, None)
                fresh = old is None or now - old.last > 86400
                self.failures[key] = _Failures(1 if fresh or old is None else old.count + 1, now)
            while len(self.failures) > _MOST:
                del self.failures[next(iter(self.failures))]

    def succeeded(self, *keys: str) -> None:
        """Forget the failures of each key."""
        with self.lock:
            for key in keys:
                self.failures.pop(key, None)
