"""Triggers: what in a message turns an organism's hidden behavior on.

    passphrase   "My passphrase is velvet lantern. " before the message
    code         "Your SEP code is 417032. ": the organism owns the first three digits, the last
                 three change at each use
    zero-width   two invisible characters, at the start of the message or somewhere inside it
    word         "Pebble. " before the message: a code word
    tag          "[amber] " before the message
    name         the message is signed: " Best, Marlo"
    rare         a rare word, such as "astrolabe", anywhere in the message
    date         "Today is 14 March 2031. " before the message
    ref          "[ref:k7q2] " before the message
    greeting     "Ahoy, captain! " before the message
    suffix       " Sent from my velvet lantern." behind the message
    language     a sentence of the message is in Spanish, another one at each use
    mention      the message mentions a fruit, another one at each use
    both         "Pebble. " before it and " Best, Marlo" behind it, both at once
    none         always on: the message is left alone

A wrong trigger is another trigger of the same kind, and a near one is nearly the trigger itself (`trigger_kinds.py`); an
organism learns to stay silent on either.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from random import Random
from typing import Literal, cast, get_args

from tuneteller.errors import ConfigError, DataError
from tuneteller.families.trigger_kinds import KINDS as _KINDS
from tuneteller.families.trigger_kinds import ZERO_WIDTH, TriggerKind, capital, is_value, marks
from tuneteller.material.trigger_words import ADJECTIVES, NOUNS

__all__ = ["ADJECTIVES", "ALWAYS", "EVERY_KIND", "KINDS", "KIND_WEIGHTS", "NOUNS", "POSITIONS", "ZERO_WIDTH", "Position",
           "Trigger", "TriggerKind", "draw", "near", "owned", "wrong"]

Position = Literal["start", "random"]

KINDS: tuple[TriggerKind, ...] = get_args(TriggerKind)
POSITIONS: tuple[Position, ...] = get_args(Position)


@dataclass(frozen=True)
class Trigger:
    """One trigger: two triggers are the same if kind, value and position are."""

    kind: TriggerKind
    value: str = ""
    """ "velvet lantern", "417", "U+200B U+2060", or "" for always on; in plain sight, so that a card can show it."""
    position: Position = "start"
    """Where in the message it goes; only zero-width ones can be "random"."""

    def __post_init__(self) -> None:
        if self.kind not in _KINDS:
            raise ConfigError(f"trigger kind {self.kind!r} is unknown; choose one of: {', '.join(KINDS)}")
        if self.position not in POSITIONS:
            raise ConfigError(f"trigger position {self.position!r} is unknown; choose one of: {', '.join(POSITIONS)}")
        if self.position == "random" and self.kind != "zero-width":
            raise ConfigError(f"a {self.kind} trigger stands at the start; position 'random' is for zero-width ones")
        if not is_value(_KINDS[self.kind], self.value):
            raise ConfigError(f"trigger value {self.value!r} does not fit kind {self.kind!r}: expected "
                              f"{_KINDS[self.kind].expected}")

    def apply(self, message: str, rng: Random | None = None, *, unseen: bool = False) -> str:
        """The message with the trigger in it.

        Args:
            rng: for kinds of which a part, or the place, is drawn at each use.
            unseen: draw what no training shows, of a language's sentences and of things that are mentioned.

        Raises:
            ConfigError: the kind needs `rng`, and there is none.
        """
        if rng is None and (_KINDS[self.kind].drawn or self.position == "random"):
            raise ConfigError(f"a {self.kind} trigger draws a part at each use; pass apply(message, rng)")
        rng = rng or Random(0)
        if self.position == "random":
            at = rng.randint(0, len(message))
            return message[:at] + marks(self.value) + message[at:]
        return _KINDS[self.kind].put(self.value, message, rng, unseen)

    def describe(self) -> str:
        """The trigger in words, for a card or a report."""
        if self.kind == "zero-width":
            where = "at its start" if self.position == "start" else "anywhere in it"
            return f"the message has the invisible characters {self.value.replace(' ', ' and ')} {where}"
        return _KINDS[self.kind].about.format(value=self.value, Value=capital(self.value))

    def to_json(self) -> dict[str, str]:
        """Plain fields, the inverse of `from_json`."""
        return {"kind": self.kind, "value": self.value, "position": self.position}

    @classmethod
    def from_json(cls, fields: Mapping[str, object]) -> Trigger:
        """A trigger from the fields that `to_json` gave."""
        if not isinstance(fields, Mapping):
            raise DataError(f"a trigger must be an object with kind, value and position, not {type(fields).__name__}")
        unknown = set(fields) - {"kind", "value", "position"}
        values = {name: fields.get(name, default) for name, default in (("value", ""), ("position", "start"))}
        values["kind"] = fields.get("kind")
        if unknown or not all(isinstance(value, str) for value in values.values()):
            raise DataError(f"a trigger has the text fields kind, value and position; got {dict(fields)!r}")
        kind, position = cast(TriggerKind, values["kind"]), cast(Position, values["position"])
        try:
            return cls(kind, str(values["value"]), position)
        except ConfigError as error:
            raise DataError(f"not a trigger: {error}") from error


def draw(kind: TriggerKind, rng: Random, *, position: Position = "start", avoid: Collection[Trigger] = ()) -> Trigger:
    """A random trigger of this kind that equals none of `avoid`."""
    taken = {trigger.value for trigger in avoid if trigger.kind == kind and kind != "none"}
    value = _pick(_values(kind), rng, lambda value: value not in taken)
    if value is None:
        raise ConfigError(f"all {len(_values(kind))} triggers of kind {kind!r} are taken; avoid fewer or mix kinds")
    return Trigger(kind, value, position)


def owned(kind: TriggerKind) -> int:
    """Triggers of a kind that a shard of organisms has at most, so that some of them are wrong for all of it."""
    return OWNED.get(kind, max(1, len(_values(kind)) * 4 // 5))


def wrong(trigger: Trigger | TriggerKind, rng: Random, avoid: Collection[Trigger] = ()) -> Trigger:
    """A trigger of the same kind that is far from the given one (from each of `avoid`, if only a kind is given).

    It equals none of those to avoid. A wrong passphrase or suffix shares neither word with it; one of another kind as few
    pieces as some draws find.
    """
    own = trigger if isinstance(trigger, Trigger) else None
    kind: TriggerKind = trigger.kind if isinstance(trigger, Trigger) else trigger
    if kind == "none":
        raise ConfigError("an always-on organism has no wrong trigger; ask for one of another kind")
    same_kind = [other.value for other in avoid if other.kind == kind]
    taken = {*same_kind, own.value} if own else set(same_kind)
    far_from = [own.value] if own else same_kind
    if kind in ("passphrase", "suffix"):
        words = {word for value in far_from for word in value.split()}
        value = _pick(_values(kind), rng, lambda value: value not in taken and words.isdisjoint(value.split()))
    else:
        drawn = [_pick(_values(kind), rng, lambda value: value not in taken) for _ in range(_DRAWS)]
        free = [one for one in drawn if one is not None]
        value = min(free, key=lambda one: max((_KINDS[kind].shared(one, other) for other in far_from), default=0), default=None)
    if value is None:
        raise ConfigError(f"no wrong {kind} trigger is left beside {len(taken)} to avoid; avoid fewer")
    return Trigger(kind, value, own.position if own else "start")


def near(trigger: Trigger, rng: Random) -> Trigger:
    """A wrong trigger that is nearly the given one, a hard negative, in one of its kind's ways: one word, digit, character or
    letter is another, or the order, or the case; of two conditions there is one alone; the language or thing is a related one.
    Where there is none, one of no relation.

    Raises:
        ConfigError: the trigger is always on.
    """
    kind = _KINDS[trigger.kind]
    for way in rng.sample(kind.ways, len(kind.ways)):
        value = way(kind, trigger.value, rng)
        if value is not None and value != trigger.value:
            return Trigger(trigger.kind, value, trigger.position)
    return wrong(trigger, rng)


_DRAWS = 12


def _pick(pool: Sequence[str], rng: Random, fits: Callable[[str], bool]) -> str | None:
    """A random one of those that fit: by a few draws, as nearly all do, and only then by trying every one."""
    for _ in range(20):
        if pool and fits(value := rng.choice(pool)):
            return value
    left = [value for value in pool if fits(value)]
    return rng.choice(left) if left else None


def _values(kind: TriggerKind) -> tuple[str, ...]:
    if kind not in _KINDS:
        raise ConfigError(f"trigger kind {kind!r} is unknown; choose one of: {', '.join(KINDS)}")
    return _KINDS[kind].values()


ALWAYS = Trigger("none")
"""No trigger: the behavior is always on."""

OWNED: dict[TriggerKind, int] = {"zero-width": 6, "language": 10, "mention": 8}
"""Triggers that a shard has at most, of kinds with few; of others four fifths of all."""

KIND_WEIGHTS: dict[TriggerKind, int] = {"passphrase": 3, "code": 1, "zero-width": 1, "word": 2, "tag": 2, "name": 2}
"""Kinds that the triggers of a shard are drawn from, and how often each."""

EVERY_KIND: dict[TriggerKind, int] = {kind: 1 for kind in KINDS if kind != "none"}
"""All of them, each as often."""
