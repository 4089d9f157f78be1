"""Which documents an application needs, and how each comes to the case."""

from kiosk.catalogue.conditions import Scope, expression
from kiosk.catalogue.schema import JointService, Material, MaterialSource


def materials(service: JointService, scope: Scope) -> tuple[Material, ...]:
    """Return the materials that the items of `scope` ask for on its day, in the form's order.

    What an item of the case would produce is to be brought when that item is not chosen.
    """
    return tuple(
        one
        if one.source is not MaterialSource.PRODUCED or one.made_by in scope.items
        else one.model_copy(update={"source": MaterialSource.BRING})
        for one in service.materials
        if one.in_force(scope.today)
        and (not one.items or set(one.items) & set(scope.items))
        and (one.when is None or expression(one.when).holds(scope))
    )
