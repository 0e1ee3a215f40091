"""To which register, sector or larger thing does something belong?

These parts stand apart from those that every record has, so that a look-up which meets none of them makes no classes.
"""

from __future__ import annotations

from typing import ClassVar

from attrs import frozen

from sinouk_innov import obligations as must
from sinouk_innov.model.record import Part
from sinouk_innov.model.vocabularies import IdentifierScheme, Sector, Standing

__all__ = ["Identifier", "PartOf", "SectorLink"]


def _malformed(identifier: Identifier) -> str | None:
    # The formats cost start-up time, and few look-ups meet an identifier.
    from sinouk_innov.model import identifiers  # noqa: PLC0415

    return identifiers.malformed(identifier.scheme, identifier.value)


@frozen(kw_only=True, repr=False)
class Identifier(Part):
    """The entry of something in a public register.

    Attributes:
        scheme: The register.
        value: The identifier, in its canonical form.
    """

    rules: ClassVar[tuple[must.Rule, ...]] = (
        must.text("value"),
        must.Rule(_malformed, "_malformed(made) is None", _malformed=_malformed),
    )

    scheme: IdentifierScheme
    value: str

    @property
    def key(self) -> str:
        """Scheme and value, joined by a colon."""
        return f"{self.scheme}:{self.value}"


@frozen(kw_only=True, repr=False)
class SectorLink(Part):
    """A field of technology or business in which a body works.

    Attributes:
        sector: The sector.
        standing: What part it plays for the body.
        wording: How the source calls it.
    """

    rules: ClassVar[tuple[must.Rule, ...]] = (
        must.needs("sector", Sector.OTHER, "wording", "another sector needs its wording"),
        must.text("wording"),
    )

    sector: Sector
    standing: Standing
    wording: str | None = None

    @property
    def key(self) -> str:
        """Sector and standing, joined by a colon; another sector's wording besides."""
        key = f"{self.sector}:{self.standing}"
        return f"{key}:{self.wording}" if self.sector is Sector.OTHER else key


@frozen(kw_only=True, repr=False)
class PartOf(Part):
    """That something is a part of something larger.

    Attributes:
        whole: The id of the larger thing.
        qualifier: In what way, such as `core area of`.
    """

    rules: ClassVar[tuple[must.Rule, ...]] = (must.refers("whole", "pla", "org", "cen"), must.text("qualifier"))

    whole: str
    qualifier: str | None = None

    @property
    def key(self) -> str:
        """The id of the larger thing."""
        return self.whole
