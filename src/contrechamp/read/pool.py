"""A warm child process that reads foreign files, with limits on its time, memory and output."""

from __future__ import annotations

import atexit
import contextlib
import os
import selectors
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

from contrechamp.errors import AccountError, ReaderDied, TooMuchMemory, TooMuchOutput, TooMuchTime, said
from contrechamp.model import Account, Warned
from contrechamp.read.limits import Limits
from contrechamp.read.source import Raw
from contrechamp.read.worker import LENGTH

_START_S = 60.0
_CHUNK = 1 << 16
_GRACE_MB = 50
_OUT_OF_MEMORY = (signal.SIGTRAP, signal.SIGABRT, signal.SIGILL) if hasattr(signal, "SIGTRAP") else ()
"""How PDFium and C++ libraries end a process when memory is refused to them."""


class Child:
    """One child process: started when first needed, replaced after it was killed. Safe to use from several threads."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None
        self._lock = threading.Lock()

    def read(self, raw: Raw, limits: Limits, language: str | None) -> list[Account | Raw | AccountError | Warned]:
        """What is in the file; a coded error when reading it took too long, too much, or killed the child."""
        with self._lock:
            found = self._attempt(raw, limits, language)
            if found is None:  # killed from outside, perhaps before it saw this file: a new child may read it
                found = self._attempt(raw, limits, language)
            return [_died(raw.name, -signal.SIGKILL)] if found is None else found

    def _attempt(
        self, raw: Raw, limits: Limits, language: str | None
    ) -> list[Account | Raw | AccountError | Warned] | None:
        """What is in the file, or the error; None when the child was killed by someone else."""
        import msgspec

        from contrechamp.read.wire import pack_job, unpack_items

        try:
            return unpack_items(self._exchange(pack_job(raw, limits, language), limits))
        except TimeoutError:
            self.stop()
            return [_too_slow(raw.name, limits)]
        except OverflowError:
            self.stop()
            return [_too_much(raw.name, limits)]
        except (EOFError, OSError):
            code = self._code()
            self.stop()
            return None if code == -signal.SIGKILL else [_died(raw.name, code)]
        except (msgspec.DecodeError, ValueError):
            self.stop()
            return [_died(raw.name, None)]
        except BaseException:
            self.stop()
            raise

    def ready(self) -> None:
        """Starts the child if none is running, and waits until it is warm."""
        with self._lock:
            self._running()

    def _exchange(self, job: bytes, limits: Limits) -> bytes:
        process = self._running()
        until = time.monotonic() + limits.seconds
        assert process.stdin is not None
        assert process.stdout is not None
        _write(process.stdin.fileno(), LENGTH.pack(len(job)) + job, until)
        return _receive(process.stdout.fileno(), until, limits.output + _GRACE_MB * 1_000_000)

    def _running(self) -> subprocess.Popen[bytes]:
        if self._process is None or self._process.poll() is not None:
            self.stop()
            self._process = _start()
            assert self._process.stdout is not None
            _receive(self._process.stdout.fileno(), time.monotonic() + _START_S, 0)
        return self._process

    def _code(self) -> int | None:
        if self._process is None:
            return None
        with contextlib.suppress(subprocess.TimeoutExpired):
            return self._process.wait(1.0)
        return None

    def stop(self) -> None:
        """Kills the child, if there is one."""
        process, self._process = self._process, None
        if process is None:
            return
        with contextlib.suppress(OSError):
            process.kill()
        process.wait()
        for stream in (process.stdin, process.stdout):
            if stream is not None:
                with contextlib.suppress(OSError):
                    stream.close()


def _start() -> subprocess.Popen[bytes]:
    """A new child, with nothing of this process's environment but what Python needs."""
    root = str(Path(__file__).parents[2])
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "SYSTEMROOT", "VIRTUAL_ENV") if name in os.environ}
    environment = kept | {"PYTHONPATH": root, "PYTHONHASHSEED": "0", "PYTHONUTF8": "1", "PYTHONDONTWRITEBYTECODE": "1"}
    process = subprocess.Popen(
        [sys.executable, "-W", "ignore", "-c", "from contrechamp.read.worker import main; main()"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=environment,
        bufsize=0,
        start_new_session=True,
    )
    for stream in (process.stdin, process.stdout):
        if stream is not None:
            os.set_blocking(stream.fileno(), False)
    return process


def _write(fd: int, data: bytes, until: float) -> None:
    view = memoryview(data)
    with selectors.DefaultSelector() as selector:
        selector.register(fd, selectors.EVENT_WRITE)
        while view:
            try:
                view = view[os.write(fd, view[:_CHUNK]) :]
            except BlockingIOError:
                _wait(selector, until)


def _receive(fd: int, until: float, most: int) -> bytes:
    with selectors.DefaultSelector() as selector:
        selector.register(fd, selectors.EVENT_READ)
        length = LENGTH.unpack(_read(fd, LENGTH.size, selector, until))[0]
        if length > most:
            raise OverflowError
        return _read(fd, length, selector, until)


def _read(fd: int, length: int, selector: selectors.BaseSelector, until: float) -> bytes:
    parts, missing = [], length
    while missing:
        try:
            part = os.read(fd, min(missing, _CHUNK * 16))
        except BlockingIOError:
            _wait(selector, until)
            continue
        if not part:
            raise EOFError
        parts.append(part)
        missing -= len(part)
    return b"".join(parts)


def _wait(selector: selectors.BaseSelector, until: float) -> None:
    left = until - time.monotonic()
    if left <= 0 or not selector.select(left):
        raise TimeoutError


def _too_slow(name: str, limits: Limits) -> AccountError:
    return TooMuchTime(
        said(f"not read within {limits.seconds:g} s, stopped", f"pas lu en {limits.seconds:g} s, arrêté"),
        where=name,
        kept=said("nothing", "rien"),
        remedy=said("if you trust the file, raise Limits.seconds", "si le fichier est sûr, relever Limits.seconds"),
    )


def _too_much(name: str, limits: Limits) -> AccountError:
    return TooMuchOutput(
        said("it gives more text than the limit", "il donne plus de texte que la limite"),
        where=name,
        remedy=said("if you trust the file, raise Limits.output", "si le fichier est sûr, relever Limits.output"),
    )


def _died(name: str, code: int | None) -> AccountError:
    by = ""
    if code is not None and code < 0:
        by = f" ({signal.Signals(-code).name})"
        if -code in _OUT_OF_MEMORY:
            return TooMuchMemory(
                said(f"reading it ran out of memory{by}", f"la lecture a manqué de mémoire{by}"),
                where=name,
                kept=said("everything else", "tout le reste"),
                remedy=said(
                    "if you trust the file, raise Limits.memory", "si le fichier est sûr, relever Limits.memory"
                ),
            )
    return ReaderDied(
        said(f"the process that read it died{by}", f"le processus qui le lisait est mort{by}"),
        where=name,
        kept=said("everything else", "tout le reste"),
        remedy=said("convert it to text or HTML, and report it", "le convertir en texte ou HTML, et le signaler"),
    )


_shared: Child | None = None
_making = threading.Lock()


def shared_child() -> Child:
    """The child that all calls of this process share; it ends with the process."""
    global _shared  # noqa: PLW0603 — one warm child a process is the point
    with _making:
        if _shared is None:
            _shared = Child()
            atexit.register(_shared.stop)
            if hasattr(os, "register_at_fork"):
                os.register_at_fork(after_in_child=_forget)
        return _shared


def _forget() -> None:
    """After a fork the child belongs to the parent: this process starts its own."""
    global _shared  # noqa: PLW0603
    _shared = None
