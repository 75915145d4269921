"""The errors that Dateline raises: one root, each message saying what came, what is allowed and what to try."""


class DatelineError(Exception):
    """Root of all errors that Dateline raises on purpose.

    >>> raise DatelineError("no such report: r12")
    Traceback (most recent call last):
    ...
    dateline.errors.DatelineError: no such report: r12
    """


class SpanError(DatelineError):
    """A span that is no half-open stretch of the text it claims to come from."""


class RecordError(DatelineError):
    """A record, or plain data meant to become one, that breaks the record contract."""


class TableError(DatelineError):
    """A line of a code-book table that its loader refuses; the message names file and line."""


class InputRefused(DatelineError):
    """Input that is not read; the message is the reason that is recorded for it."""


class BookError(DatelineError):
    """A book that cannot be opened, written or trusted."""


class NotFound(DatelineError):
    """Nothing carries the id that was asked for."""


class EngineError(DatelineError):
    """An engine that is not known, cannot be reached, or went while it worked."""


class LakeError(DatelineError):
    """A lake that cannot be written, asked or trusted."""
