"""Jobs and fine-tunes as the templates take them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from tuneteller.audit.report import Report
from tuneteller.audit.stored import report_from_json, trigger_from_json
from tuneteller.errors import TuneTellerError
from tuneteller.plain import plain
from tuneteller.reading.confidence import Calibration
from tuneteller.service.desk import BASE
from tuneteller.service.jobs import Job
from tuneteller.web import views
from tuneteller.web.app import House
from tuneteller.web.catalog import Entry
from tuneteller.web.render import render

LISTED, OFFERED = 60, 100
"""Fine-tunes of one group that the page of all lists, and that a form offers; the search finds the others."""

GROUPS = (("Yours", ("uploads", "files")), ("Examples that come with the reader", ("zoo",)))


@dataclass(frozen=True)
class Shown:
    """A job as its templates take it.

    Attributes:
        title: of its fine-tune.
        other: of the other one, if there is one.
        beside: what is shown beside it: what base and fine-tune say themselves.
        guess: whether a guess is shown, too.
    """

    house: House
    job: Job
    title: str
    other: str = ""
    guess: bool = False
    beside: tuple[Job, ...] = ()

    @property
    def over(self) -> bool:
        """Whether nothing of it changes any more."""
        return all(job.over for job in (self.job, *self.beside))

    @property
    def events(self) -> str:
        """Where its state is followed."""
        asked = [*(f"beside={one.id}" for one in self.beside), *(["guess=1"] if self.guess else [])]
        return f"/jobs/{self.job.id}/events{'?' * bool(asked)}{'&'.join(asked)}"

    @property
    def ahead(self) -> int:
        """How many are before it."""
        return self.house.service.ahead(self.job)

    @property
    def left(self) -> float | None:
        """Seconds, see `views.time_left`."""
        return views.time_left(self.job)

    def reply(self, name: str) -> Job | None:
        """What is shown beside it of a fine-tune."""
        return next((one for one in self.beside if one.work.to_json()["diff"] == name), None)

    @property
    def answer(self) -> views.Told | None:
        """The reader's, weighed or final."""
        found = self.job.result or self.job.partial.get("weighed")
        return views.answer(found, self._calibration(found)) if found else None

    def _calibration(self, found: Mapping[str, Any]) -> Calibration | None:
        """That of the reader which gave an answer, if it is the one that is loaded."""
        desk = self.house.service.desk
        made_by = found.get("fingerprints", {}).get("adapter")
        calibration = desk.reader.calibration if desk.loaded else None
        return calibration if calibration and made_by in (None, calibration.adapter) else None

    @property
    def report(self) -> Report:
        """Of an audit that is done.

        Raises:
            DataError: an earlier version made it.
        """
        return report_from_json(self.job.result)

    @property
    def found(self) -> dict[str, Any]:
        """What a search for a trigger found.

        Raises:
            DataError: another version made it.
        """
        report = trigger_from_json({name: value for name, value in (self.job.result or {}).items()
                                    if name not in ("diff", "remarks")})
        return {"report": report, "rows": views.trigger_rows(report)}


def shown_of(house: House, job: Job, guess: bool = False, beside: Sequence[Job] = (),
             listed: Sequence[Entry] | None = None) -> Shown:
    """A job, with the names of what it is about.

    Args:
        listed: the catalog's entries, where they were listed already.
    """
    titles = titles_of(house.catalog.entries() if listed is None else listed)
    first, *others = [*(title_of(titles, name) for name in names_of(job)), ""]
    return Shown(house, job, first, others[0] if others else "", guess, tuple(beside))


def state_of(shown: Shown) -> str:
    """The present state of a job as HTML."""
    try:
        with views.readable():
            return render("state", shown=shown)
    except TuneTellerError as error:  # such as a result that an earlier version made
        return render("refused", text=str(error))


def names_of(job: Job) -> list[str]:
    """Ids of the fine-tunes that a job is about."""
    work = job.work.to_json()
    return [work[name] for name in ("diff", "first", "second", "against") if work.get(name)]


def titles_of(listed: Sequence[Entry]) -> dict[str, str]:
    """Id -> title of all fine-tunes that are listed."""
    return {entry.id: entry.title for entry in listed}


def title_of(titles: Mapping[str, str], id: str) -> str:
    """What people call a fine-tune."""
    return "the base model" if id == BASE else plain(titles.get(id) or id.partition("/")[2] or id, 100)


def grouped(found: Sequence[Entry], most: int = LISTED) -> list[dict[str, Any]]:
    """Fine-tunes by where they come from, and how many more of each there are than are listed."""
    parts = [(title, [entry for entry in found if entry.group in groups]) for title, groups in GROUPS]
    return [{"title": title, "entries": [replace(entry, title=plain(entry.title, 100), note=plain(entry.note, 300))
                                         for entry in entries[:most]], "more": max(len(entries) - most, 0)}
            for title, entries in parts]


def choice(house: House, *chosen: str, refuse: bool = True, listed: Sequence[Entry] | None = None) -> dict[str, Any]:
    """What a form to choose fine-tunes needs: those that there are, those that are chosen, and why not.

    Args:
        refuse: whether it is said why not.
        listed: see `shown_of`.
    """
    listed, said = house.catalog.entries() if listed is None else listed, ""
    groups = grouped(listed, OFFERED)
    for id in dict.fromkeys(filter(None, chosen)):
        try:
            entry = house.catalog.entry(id, listed)
        except TuneTellerError as error:
            said = said or str(error) * refuse
            continue
        if not any(entry.id == one.id for group in groups for one in group["entries"]):
            groups[0]["entries"].insert(0, replace(entry, title=plain(entry.title, 100)))
    return {"groups": groups, "chosen": chosen, "said": said}
