"""A small service for one applicant, about somebody else too."""

from typing import Any

from kiosk.cases.filling import Filling
from kiosk.catalogue.schema import JointService
from tests.cases.wedding import COUPLE, DAY, WEDDING, change, filled


def _alone(service: dict[str, Any]) -> None:
    applicant, child = service["people"][0], service["people"][1]
    applicant.update(id="applicant", sex=None)
    child.update(id="child", sex=None, signature=None)
    service["items"] = [one for one in service["items"] if one["id"] == "birth"]
    service["materials"] = service["materials"][:1]
    service["rules"] = []
    couple, signing = service["pages"][0], service["pages"][-1]
    signing["fields"] = [one for one in signing["fields"] if one["id"] != "f_sign"]
    service["pages"] = [couple, signing]


ALONE: JointService = change(WEDDING, _alone)


def whole() -> Filling:
    return filled(Filling.start(ALONE, DAY).choose(["birth"]), COUPLE)
