"""What a running desk holds: the book's path, its secrets, the day it is, and the texts that were pasted and not stored."""

import getpass
import hashlib
import threading
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from dateline.api import desk
from dateline.api.book import Book
from dateline.errors import NotFound
from dateline.records import Reading
from dateline.views.web.guard import Tokens

MOST_PASTED = 20  # readings kept in memory; the oldest goes first


@dataclass(frozen=True, slots=True)
class Pasted:
    """A text or file that was read and not stored."""

    raw: bytes
    name: str
    published: str
    outlet: str
    reading: Reading


@dataclass(slots=True)
class Desk:
    """One book on a desk. `today` is a function, so that tests and archives can say which day it is."""

    path: Path
    tokens: Tokens = field(default_factory=Tokens)
    today: Callable[[], date] = date.today
    read_only: bool = False
    pasted: OrderedDict[str, Pasted] = field(default_factory=OrderedDict)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def book(self, write: bool = False) -> Book:
        """The book, opened for one request."""
        return Book(self.path, read_only=not write)

    def joined(self) -> Book:
        """The book for questions that join first what still waits, which writes; by what is joined where the desk is
        read-only."""
        return self.book(write=True) if not self.read_only else Book(self.path, read_only=True, as_joined=True)

    def paste(self, raw: bytes, name: str, published: str, outlet: str) -> str:
        """Read a text or file now; returns the key under which it is kept until the desk ends or 20 more came."""
        key = hashlib.sha256(b"\x1f".join((raw, name.encode(), published.encode(), outlet.encode()))).hexdigest()[:16]
        with self.lock:  # one reading at a time: the language model takes a processor for itself
            if key not in self.pasted:
                self.pasted[key] = Pasted(raw, name, published, outlet, desk.read_given(raw, name, published, outlet))
                while len(self.pasted) > MOST_PASTED:
                    self.pasted.popitem(last=False)
        return key

    def of_key(self, key: str) -> Pasted:
        """What was pasted under a key; raises NotFound."""
        found = self.pasted.get(key)
        if found is None:
            raise NotFound("this text was pasted earlier and is not kept any more; paste it again")
        return found


def user() -> str:
    """Whose name stands under judgements."""
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return "unknown"
