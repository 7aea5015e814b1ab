"""What makes a check fail: `--fail-on confirmed:refusal,trigger` for a command line in CI.

    confirmed              any confirmed finding
    confirmed:FAMILY       one of that family
    observed[:FAMILY]      what the replies show, but the reader's answer does not say
    worse                  anything that is measured got worse
    worse:EFFECT           that did
    trigger                a trigger was found
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tuneteller.audit.effects import CAN_BE_WORSE
from tuneteller.audit.report import CONFIRMED, OBSERVED, Effect, Finding, Report
from tuneteller.diffs.card import CLEAN
from tuneteller.errors import ConfigError
from tuneteller.families.registry import families

VERDICTS = (CONFIRMED, OBSERVED)
KINDS = (*VERDICTS, "worse", "trigger")


@dataclass(frozen=True)
class Gate:
    """What a report must not have.

    Attributes:
        conditions: each a kind (see above), and a family's or an effect's name, or "" for any.
    """

    conditions: tuple[tuple[str, str], ...] = ()

    def finding(self, finding: Finding) -> bool:
        """Whether the gate is shut by a finding."""
        return finding.verdict in VERDICTS and self._has(finding.verdict, finding.family)

    def effect(self, effect: Effect) -> bool:
        """Whether it is by a side effect."""
        return bool(effect.worse) and self._has("worse", effect.name)

    def trigger(self, report: Report) -> bool:
        """Whether it is by what the search for a trigger found."""
        return report.trigger is not None and report.trigger.present and self._has("trigger", "")

    def fails(self, report: Report) -> bool:
        """Whether a report has any of it."""
        return (any(map(self.finding, report.findings)) or any(map(self.effect, report.effects))
                or self.trigger(report))

    def _has(self, kind: str, name: str) -> bool:
        return any((kind, named) in self.conditions for named in ("", name))


def gate(spec: str, *, searched: bool) -> Gate:
    """The gate that a specification describes.

    Args:
        searched: whether triggers are searched for.

    Raises:
        ConfigError: it describes none, or one that can never fail.
    """
    return Gate(tuple(_condition(part.strip(), searched) for part in spec.split(",")))


def _told() -> list[str]:
    """The families that findings can be of: what is told of a text of any kind is told of one of them."""
    return sorted(name for name, family in families().items() if family.alike not in families() and name != CLEAN)


def _condition(text: str, searched: bool) -> tuple[str, str]:
    kind, colon, name = (part.strip() for part in text.partition(":"))
    known: Sequence[str] = _told() if kind in VERDICTS else CAN_BE_WORSE if kind == "worse" else ()
    if kind not in KINDS or (colon and not known):
        raise ConfigError(f"--fail-on {text!r} is no condition; give some of confirmed, confirmed:FAMILY, observed, "
                          f"observed:FAMILY, worse, worse:EFFECT and trigger, with commas between them")
    if colon and name not in known:
        raise ConfigError(f"--fail-on {text!r}: {name!r} is no {'family' if kind in VERDICTS else 'effect'}; choose from: "
                          f"{', '.join(known)}")
    if kind == "trigger" and not searched:
        raise ConfigError("--fail-on trigger needs --trigger, as none is searched for without it")
    return kind, name
