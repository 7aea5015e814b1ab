"""Every error TuneTeller raises on purpose.

    TuneTellerError
    ├── ConfigError        a setting is out of range or contradicts another
    ├── ModelError         a base model cannot be found, loaded or run
    │   └── TemplateError  it has no chat template, or one that cannot be rendered exactly
    ├── DiffError          a weight diff or adapter cannot be read or does not fit
    │   ├── BaseMismatch   it was made for another base model
    │   └── NothingRead    it changes nothing, or only what cannot be read
    │       └── Unchanged  its weights are the base model's own
    ├── LibraryError       a diff library is damaged, incomplete or made with another config
    ├── DataError          labels or texts are missing or unusable
    ├── SourceError        a text source (model or endpoint) failed
    ├── StorageError       a file could not be written whole
    ├── InUse              another process writes in the same place
    ├── Busy               a service has as much to do as it takes
    ├── Cancelled          a job was ended by who asked for it
    ├── ProcessLost        one of several processes that work together has ended
    └── ToldElsewhere      another of them was refused, and says why

A message says what was given, what was expected and what to do. The command line prints it without a
traceback and exits with status 2 (130 for Ctrl-C); a library user catches `TuneTellerError`.
"""

from collections.abc import Sequence

_SHOWN = 2000


def few(names: Sequence[str], n: int = 5, total: int | None = None) -> str:
    """The first n names, and how many more there are, of all that are given or of so many."""
    total = len(names) if total is None else total
    return ", ".join(map(str, names[:n])) + (f" and {total - n} more" if total > n else "")


def in_one_line(error: BaseException) -> str:
    """What another library's error says, all of it: its lines joined, the cause often stands in the last; or its type."""
    said = " ".join(str(error).split()).rstrip(".")
    if len(said) > _SHOWN:
        return f"{said[:_SHOWN]} … ({len(said) - _SHOWN} more characters)"
    return said or type(error).__name__


class TuneTellerError(Exception):
    """Base of all errors raised on purpose."""


class ConfigError(TuneTellerError, ValueError):
    """A setting is out of range or contradicts another."""


class ModelError(TuneTellerError):
    """A base model cannot be found, loaded or run."""


class TemplateError(ModelError):
    """The base model has no chat template, or one that cannot be rendered exactly."""


class DiffError(TuneTellerError):
    """A weight diff or adapter cannot be read, or does not fit the base model."""


class BaseMismatch(DiffError):
    """A weight diff or adapter was made for another base model."""


class NothingRead(DiffError):
    """A fine-tune that changes nothing, or only parts of the model that cannot be read: there is nothing to ask about."""


class Unchanged(NothingRead):
    """All of a fine-tune could be read, and its weights are the base model's own.

    Attributes:
        remarks: what its card would remark, such as settings that are not the base model's.
    """

    def __init__(self, message: str, remarks: Sequence[str] = ()) -> None:
        super().__init__(message)
        self.remarks = tuple(remarks)


class LibraryError(TuneTellerError):
    """A diff library is damaged, incomplete or was made with another config."""


class DataError(TuneTellerError):
    """Labels or texts are missing or unusable."""


class SourceError(TuneTellerError):
    """A text source (a model or an endpoint) failed."""


class StorageError(TuneTellerError):
    """A file could not be written whole; nothing half-written was left."""


class InUse(TuneTellerError):
    """Another process writes in the same place."""


class Busy(TuneTellerError):
    """A service has as much to do as it takes, or has ended."""


class Cancelled(TuneTellerError):
    """A job was ended by who asked for it, or with its service."""


class ProcessLost(TuneTellerError):
    """One of several processes that work together has ended, or never came."""


class ToldElsewhere(TuneTellerError):
    """Another of several processes that work together was refused; the first of them says why."""
