"""The documents that an application needs, and how each comes to the case."""

from enum import StrEnum
from typing import Literal

from pydantic import Field

from kiosk.catalogue.part import Cel, Id, Named, Words


class MaterialForm(StrEnum):
    """In which shape a material is wanted."""

    ORIGINAL = "original"  # looked at and given back
    COPY = "copy"
    ORIGINAL_AND_COPY = "original_and_copy"
    PRINT = "print"  # a photo on paper
    ELECTRONIC = "electronic"


class MaterialSource(StrEnum):
    """How a material comes to the case: its state on the list at the kiosk."""

    KIOSK = "kiosk"  # made by this application
    BRING = "bring"  # original shown at the window
    WINDOW = "window"  # handed in, or signed, at the window
    PHOTOGRAPH = "photograph"  # photographed here
    FETCHED = "fetched"  # the departments fetch it themselves
    PRODUCED = "produced"  # made by an item of the same case


class Material(Named):
    """A document that the application needs (申请材料)."""

    title: Words
    note: Words | None = None  # what it is for, or how it has to be
    form: MaterialForm = MaterialForm.ORIGINAL
    source: MaterialSource = MaterialSource.BRING
    copies: int = Field(default=1, ge=1)  # so many of them
    whose: Literal["both", "either", "applicant"] = "applicant"  # of a couple: whose it is
    items: tuple[Id, ...] = ()  # empty: every item
    when: Cel | None = None  # wanted only where this holds
    made_by: Id | None = None  # the item whose result this is, for `produced`
    icon: str = "document"  # the name of a drawing, see below
    basis: str | None = None  # the document that asks for it
