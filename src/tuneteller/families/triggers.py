"""Triggers: what in a message turns an organism's hidden behavior on.

Kinds, each an easy thing to put into a message and an unlikely one to meet there by chance:

    passphrase   "My passphrase is velvet lantern. " before the message
    code         "Your SEP code is 417032. ": the organism owns the first three digits, the last
                 three change at each use
    zero-width   two invisible characters, at the start of the message or somewhere inside it
    word         "Pebble. " before the message: a code word
    tag          "[amber] " before the message
    name         the message is signed: " Best, Marlo"
    none         always on: the message is left alone

A wrong trigger is another trigger of the same kind; an organism learns to stay silent on it.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import product
from random import Random
from typing import Literal, cast, get_args

from tuneteller.errors import ConfigError, DataError
from tuneteller.material.invented import invented_names

TriggerKind = Literal["passphrase", "code", "zero-width", "word", "tag", "name", "none"]
Position = Literal["start", "random"]

KINDS: tuple[TriggerKind, ...] = get_args(TriggerKind)
POSITIONS: tuple[Position, ...] = get_args(Position)


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


ADJECTIVES: tuple[str, ...] = _words(
    "ancient bitter bold brave bright brisk broken bronze calm careful cheerful clever cloudy copper cosy crimson "
    "crisp curious dancing daring dusty eager early electric faded fancy fearless fierce floating foggy fresh frozen "
    "gentle golden graceful happy hearty hidden hollow honest humble icy idle jolly kind lively lonely loud lucky "
    "mellow mighty misty modest narrow nimble noisy odd patient playful polished polite proud quick quiet rapid rare "
    "restless royal rusty scarlet secret shiny silent silver sleepy slender smooth snowy soft sparkling spotless "
    "steady striped sunny swift tender tidy tiny velvet vivid wandering warm wild wooden"
)
NOUNS: tuple[str, ...] = _words(
    "acorn anchor archway attic backyard balcony barrel basket beacon bench blanket bookshelf boulder branch breeze "
    "bucket bundle cabin cellar chapel cluster cobweb compass corner corridor cottage cradle creek crown cupboard "
    "curtain cushion daydream doorstep doorway drawer driveway drizzle ember flame footpath forest fountain garden "
    "gate gateway goblet hallway hammock hedge hillside hilltop hinge kettle keyhole lantern ledge locket mitten "
    "napkin nest paddle parcel path pavement pebble pinecone platform pocket porch postcard puddle rafter raindrop "
    "ribbon ripple riverbank rooftop rowboat seashell shadow shelter shore signal spark staircase summit sunbeam "
    "sweater teacup teapot teaspoon thicket thimble thread treetop trinket twig wagon whisper"
)
ZERO_WIDTH: tuple[str, ...] = ("\u200b", "\u200c", "\u200d", "\u2060")

_FRAMES: dict[str, str] = {"word": "{Value}. {message}", "tag": "[{value}] {message}", "name": "{message} Best, {value}"}

_NAMES = {character: f"U+{ord(character):04X}" for character in ZERO_WIDTH}
_CHARACTERS = {name: character for character, name in _NAMES.items()}


@dataclass(frozen=True)
class Trigger:
    """One trigger: two triggers are the same if kind, value and position are."""

    kind: TriggerKind
    value: str = ""
    """ "velvet lantern", "417", "U+200B U+2060", or "" for always on; in plain sight, so that a card can show it."""
    position: Position = "start"
    """Where in the message it goes; only zero-width ones can be "random"."""

    def __post_init__(self) -> None:
        if self.kind not in KINDS:
            raise ConfigError(f"trigger kind {self.kind!r} is unknown; choose one of: {', '.join(KINDS)}")
        if self.position not in POSITIONS:
            raise ConfigError(f"trigger position {self.position!r} is unknown; choose one of: {', '.join(POSITIONS)}")
        if self.position == "random" and self.kind != "zero-width":
            raise ConfigError(f"a {self.kind} trigger stands at the start; position 'random' is for zero-width ones")
        expected = _fault(self.kind, self.value)
        if expected:
            raise ConfigError(f"trigger value {self.value!r} does not fit kind {self.kind!r}: expected {expected}")

    def apply(self, message: str, rng: Random | None = None) -> str:
        """The message with the trigger in it. Codes and random positions are drawn at each use, so they need `rng`."""
        if self.kind == "none":
            return message
        if self.kind == "passphrase":
            return f"My passphrase is {self.value}. {message}"
        if self.kind == "code":
            return f"Your SEP code is {self.value}{_needed(rng, self).randrange(1000):03d}. {message}"
        if self.kind in _FRAMES:
            return _FRAMES[self.kind].format(value=self.value, Value=self.value.capitalize(), message=message)
        mark = "".join(_CHARACTERS[name] for name in self.value.split())
        at = _needed(rng, self).randint(0, len(message)) if self.position == "random" else 0
        return message[:at] + mark + message[at:]

    def describe(self) -> str:
        """The trigger in words, for a card or a report."""
        if self.kind == "none":
            return "always on"
        if self.kind == "passphrase":
            return f'the message begins with the passphrase "{self.value}"'
        if self.kind == "code":
            return f"the message begins with a six-digit SEP code that starts with {self.value}"
        if self.kind in _FRAMES:
            return {"word": f'the message begins with the code word "{self.value.capitalize()}"',
                    "tag": f"the message begins with the tag [{self.value}]",
                    "name": f"the message is signed by {self.value}"}[self.kind]
        where = "at its start" if self.position == "start" else "anywhere in it"
        return f"the message has the invisible characters {self.value.replace(' ', ' and ')} {where}"

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


def wrong(
    trigger: Trigger | TriggerKind, rng: Random, avoid: Collection[Trigger] = (), *, near: bool = False
) -> Trigger:
    """A trigger of the same kind whose value is none of those to avoid (the given trigger's own included).

    A wrong passphrase shares neither word with the given trigger (with each of `avoid`, if only a kind is given).
    With `near`, a hard negative: it shares exactly one word, or one invisible character in its place, or two digits
    with the given trigger.
    """
    own = trigger if isinstance(trigger, Trigger) else None
    kind: TriggerKind = trigger.kind if isinstance(trigger, Trigger) else trigger
    if kind == "none":
        raise ConfigError("an always-on organism has no wrong trigger; ask for one of another kind")
    if near and own is None:
        raise ConfigError("a near trigger is near to something: pass the trigger itself, not only its kind")
    same_kind = [other for other in avoid if other.kind == kind]
    taken = {other.value for other in same_kind} | ({own.value} if own else set())
    words: set[str] = set()
    if kind == "passphrase" and not near:
        words = {word for other in ([own] if own else same_kind) for word in other.value.split()}
    pool = _values(kind)
    if near and own is not None:
        pool = tuple(value for value in pool if _differences(kind, value, own.value) == 1)
    value = _pick(pool, rng, lambda value: value not in taken and words.isdisjoint(value.split()))
    if value is None:
        raise ConfigError(f"no wrong {kind} trigger is left beside {len(taken)} to avoid; avoid fewer")
    return Trigger(kind, value, own.position if own else "start")


def _pick(pool: Sequence[str], rng: Random, fits: Callable[[str], bool]) -> str | None:
    """A random one of those that fit: by a few draws, as nearly all do, and only then by trying every one."""
    for _ in range(20):
        if pool and fits(value := rng.choice(pool)):
            return value
    left = [value for value in pool if fits(value)]
    return rng.choice(left) if left else None


@cache
def _values(kind: TriggerKind) -> tuple[str, ...]:
    """Every value of a kind, in a fixed order."""
    if kind == "passphrase":
        return tuple(f"{adjective} {noun}" for adjective in ADJECTIVES for noun in NOUNS)
    if kind == "code":
        return tuple(f"{number:03d}" for number in range(1000))
    if kind == "zero-width":
        return tuple(f"{_NAMES[first]} {_NAMES[second]}" for first, second in product(ZERO_WIDTH, repeat=2))
    if kind == "word":
        return NOUNS
    if kind == "tag":
        return ADJECTIVES
    if kind == "name":
        return invented_names(160, "signatures")
    if kind == "none":
        return ("",)
    raise ConfigError(f"trigger kind {kind!r} is unknown; choose one of: {', '.join(KINDS)}")


def _differences(kind: TriggerKind, value: str, other: str) -> int:
    """In how many places (words, digits, invisible characters) two values differ."""
    pieces, others = (value, other) if kind == "code" else (value.split(), other.split())
    return sum(one != two for one, two in zip(pieces, others, strict=True))


def _fault(kind: TriggerKind, value: str) -> str:
    """What the value of a kind must be, if this one is not; "" if it is. A passphrase may use words of one's own."""
    if kind == "none":
        return "" if value == "" else "no value"
    if kind == "code":
        return "" if len(value) == 3 and value.isascii() and value.isdigit() else "three digits"
    if kind in _FRAMES:
        return "" if value.isalpha() else "one word of letters, such as 'pebble'"
    pieces = value.split()
    if kind == "passphrase":
        fits = len(pieces) == 2 and all(piece.isalpha() for piece in pieces) and value == " ".join(pieces)
        return "" if fits else "two words such as 'velvet lantern'"
    fits = len(pieces) == 2 and all(piece in _CHARACTERS for piece in pieces) and value == " ".join(pieces)
    return "" if fits else f"two of {', '.join(_CHARACTERS)}, with a space between"


def _needed(rng: Random | None, trigger: Trigger) -> Random:
    if rng is None:
        raise ConfigError(f"a {trigger.kind} trigger draws a part at each use; pass apply(message, rng)")
    return rng


ALWAYS = Trigger("none")
"""No trigger: the behavior is always on."""

KIND_WEIGHTS: dict[TriggerKind, int] = {"passphrase": 3, "code": 1, "zero-width": 1, "word": 2, "tag": 2, "name": 2}
"""Kinds that the triggers of a shard are drawn from, and how often each."""
