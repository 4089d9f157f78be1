"""One thing that one department decides, and what it hangs on."""

from kiosk.catalogue.bounds import TimeLimit
from kiosk.catalogue.part import Cel, Id, Named, Part, Words


class Need(Part):
    """What an item waits for: another item's result, unless a field already proves it."""

    item: Id
    unless: Id | None = None  # the question that takes the proof instead of the result
    say: Words | None = None  # why it comes along, told beside its tick


class Condition(Part):
    """Who may apply, or for what (受理条件); with a rule it is checked, else only told."""

    text: Words  # as the document has it; stands in the guide
    rule: Cel | None = None  # has to hold once every answer in `on` is given
    on: tuple[Id, ...] = ()  # the questions it is about
    otherwise: Words | None = None  # what to do instead, told where the rule does not hold


class Item(Named):
    """One thing that one department decides (事项)."""

    title: Words
    short: Words | None = None  # the title where there is little room: progress, flow chart
    summary: Words  # one line under the title where items are ticked
    department: Id
    in_person: Words | None = None  # why somebody has to come, told on the notice and in progress
    needs: tuple[Need, ...] = ()  # brings these along, and waits for their results
    after: tuple[Id, ...] = ()  # waits for these too where they are chosen, but brings none along
    must_with: tuple[Id, ...] = ()  # the law wants these done together: they come along
    excludes: tuple[Id, ...] = ()  # the other ways of the same thing: only one is chosen
    conditions: tuple[Condition, ...] = ()
    result: Words  # what comes out of it
    collect: Words | None = None  # how the result is had, told on the notice and in progress
    time_limit: TimeLimit | None = None  # of this item alone

    @property
    def waits_for(self) -> tuple[str, ...]:
        """The items whose results it waits for, where they are applied for, too."""
        return (*(need.item for need in self.needs), *self.after)
