"""Which items are chosen: what the citizen ticked, and what that brings along."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from kiosk.cases.given import is_given
from kiosk.catalogue.schema import Item, JointService, Need
from kiosk.texts import Text

_SAY = Text(
    zh="办“{by}”要先办“{item}”，已帮您选上。",
    en="'{by}' needs '{item}' first: we have ticked it for you.",
)


@dataclass(frozen=True, slots=True)
class Brought:
    """An item that was added because another one, `by`, needs it.

    `proof` is the field that would do instead, if there is one: "I already have it".
    """

    item: str
    by: str
    say: Text
    proof: str | None = None


class Rivals:
    """Which items are other ways of the same thing, so that only one of them is chosen."""

    def __init__(self, service: JointService) -> None:
        pairs = (frozenset((one.id, other)) for one in service.items for other in one.excludes)
        self._pairs = tuple(dict.fromkeys(pairs))

    def among(self, items: Collection[str]) -> tuple[frozenset[str], ...]:
        """Return the pairs that are chosen both."""
        return tuple(pair for pair in self._pairs if pair <= set(items))


@dataclass(frozen=True, slots=True)
class Choice:
    """The items in the service's order, what was brought, the fields that prove a result."""

    items: tuple[str, ...]
    brought: tuple[Brought, ...]
    proofs: frozenset[str]


def choice(
    service: JointService,
    wanted: Collection[str],
    waived: Collection[str],
    answers: Mapping[str, object],
) -> Choice:
    """Bring along what the wanted items need, until nothing more is needed.

    A need is settled without its item when the citizen said so (`waived`) or has typed the
    proof; but an item that was ticked is done, whatever was typed before.
    """
    known = {item.id: item for item in service.items}
    chosen = {name for name in wanted if name in known}
    queue = [known[name] for name in known if name in chosen]
    brought: list[Brought] = []
    while queue:
        by = queue.pop(0)
        for name, need in _asked_by(by):
            if name in chosen or name not in known or _settled(need, waived, answers):
                continue
            chosen.add(name)
            queue.append(known[name])
            brought.append(_brought(known[name], by, need))
    return Choice(
        items=tuple(name for name in known if name in chosen),
        brought=tuple(brought),
        proofs=_proofs(service, chosen),
    )


def without_rivals(
    service: JointService,
    order: Iterable[str],
    waived: Collection[str],
    answers: Mapping[str, object],
) -> tuple[str, ...]:
    """Return what of these can be wanted together, with all they bring; the first ones stay."""
    rivals = Rivals(service)
    kept: tuple[str, ...] = ()
    for name in order:
        together = choice(service, (*kept, name), waived, answers)
        if not rivals.among(together.items):
            kept = (*kept, name)
    return kept


def _proofs(service: JointService, chosen: Collection[str]) -> frozenset[str]:
    """Return the fields that prove what no chosen item will bring."""
    needs = [need for item in service.items if item.id in chosen for need in item.needs]
    open_ = [need.unless for need in needs if need.item not in chosen]
    return frozenset(proof for proof in open_ if proof is not None)


def _asked_by(item: Item) -> tuple[tuple[str, Need | None], ...]:
    together = tuple((name, None) for name in item.must_with)
    return tuple((need.item, need) for need in item.needs) + together


def _settled(need: Need | None, waived: Collection[str], answers: Mapping[str, object]) -> bool:
    if need is None or need.unless is None:
        return False
    return need.item in waived or is_given(answers.get(need.unless))


def _brought(item: Item, by: Item, need: Need | None) -> Brought:
    said = need.say if need is not None else None
    say = said or Text(
        zh=_SAY.zh.format(by=by.title.zh, item=item.title.zh),
        en=_SAY.en.format(by=by.title.en, item=item.title.en),
    )
    return Brought(item.id, by.id, say, need.unless if need is not None else None)
