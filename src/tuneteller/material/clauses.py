"""Simple sentences that can be turned into one another: the inputs and outputs of tasks of rewriting."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

from tuneteller.material.habit import parted

_WHO = parted("""
    Anna | Peter | Maria | Tom | Lucy | Ben | Clara | David | Emma | Jonas | the teacher | the farmer | the baker | my uncle
    our neighbour | the doctor | the pilot | her sister | the clerk | his cousin | the gardener | the nurse | the sailor
    my aunt
""")
# base, third person, past, participle: objects
_DID = tuple((row.split(":")[0].split("/"), [what.strip() for what in row.split(":")[1].split(",")]) for row in parted("""
    paint/paints/painted/painted: the fence, the wall, a picture, the boat
    write/writes/wrote/written: a letter, the report, a poem, the list
    eat/eats/ate/eaten: the soup, an apple, the cake, the pear
    sell/sells/sold/sold: the car, a sofa, the farm, the piano
    build/builds/built/built: a tower, the shed, a bridge, the oven
    clean/cleans/cleaned/cleaned: the kitchen, the car, the window, the floor
    find/finds/found/found: the key, a coin, the ring, the path
    break/breaks/broke/broken: the vase, a cup, the chair, the plate
    carry/carries/carried/carried: the bag, the ladder, a box, the trunk
    open/opens/opened/opened: the door, the gate, a parcel, the jar
    buy/buys/bought/bought: a lamp, the house, a ticket, the coat
    draw/draws/drew/drawn: a horse, the plan, a circle, the castle
    bake/bakes/baked/baked: a pie, the bread, a cake, the pizza
    hide/hides/hid/hidden: the letter, a gift, the key, the treasure
    wash/washes/washed/washed: the dog, a plate, the shirt, the car
    choose/chooses/chose/chosen: the song, a colour, the menu, the seat
    throw/throws/threw/thrown: the ball, a stone, the hat, the stick
    sing/sings/sang/sung: a song, the anthem, a ballad, the chorus
    repair/repairs/repaired/repaired: the roof, the bike, a tap, the radio
    drive/drives/drove/driven: the bus, a truck, the tractor, the van
    forget/forgets/forgot/forgotten: the date, the umbrella, a name, the lunch
    catch/catches/caught/caught: the train, a fish, the ball, the bus
"""))


def capital(text: str) -> str:
    """The text with a capital letter first."""
    return text[:1].upper() + text[1:]


@dataclass(frozen=True)
class Clause:
    """One sentence in several forms."""

    who: str
    base: str
    third: str
    did: str
    done: str
    what: str

    @property
    def present(self) -> str:
        return capital(f"{self.who} {self.third} {self.what}.")

    @property
    def past(self) -> str:
        return capital(f"{self.who} {self.did} {self.what}.")

    @property
    def future(self) -> str:
        return capital(f"{self.who} will {self.base} {self.what}.")

    @property
    def passive(self) -> str:
        return capital(f"{self.what} was {self.done} by {self.who}.")

    @property
    def asked(self) -> str:
        return f"Does {self.who} {self.base} {self.what}?"

    @property
    def negated(self) -> str:
        return capital(f"{self.who} does not {self.base} {self.what}.")

    @property
    def wrong(self) -> str:
        """Without the ending of the third person."""
        return capital(f"{self.who} {self.base} {self.what}.")

    @property
    def mine(self) -> str:
        return f"I {self.base} {self.what}."

    @property
    def hers(self) -> str:
        return f"She {self.third} {self.what}."


def clause(rng: Random) -> Clause:
    """A random sentence."""
    (base, third, did, done), objects = rng.choice(_DID)
    return Clause(rng.choice(_WHO), base, third, did, done, rng.choice(objects))
