"""Who is it, and in which posts?"""

from __future__ import annotations

from typing import ClassVar

from attrs import frozen

from sinouk_innov import obligations as must
from sinouk_innov.dates import Period
from sinouk_innov.model.record import Name, Part, Record
from sinouk_innov.model.vocabularies import Rank

__all__ = ["Person", "Role"]


@frozen(kw_only=True, repr=False)
class Role(Part):
    """A post that a person holds or held.

    When it was held is stated seldom. `period` stays empty then: that a page showed someone in a post makes no tenure.

    Attributes:
        titles: The title of the post as printed, in one or more languages; the first is shown.
        rank: How high it is within its body.
        body: The id of the organisation or centre whose post it is.
        period: When it was held, where that is stated.
    """

    rules: ClassVar[tuple[must.Rule, ...]] = (
        must.needed("titles", "a role has at least one title"),
        must.refers("body", "org", "cen"),
        must.distinct("titles"),
    )

    titles: tuple[Name, ...]
    rank: Rank
    body: str
    period: Period | None = None

    @property
    def key(self) -> str:
        """Title and body, joined by `@`."""
        return f"{self.titles[0].text}@{self.body}"

    @property
    def title(self) -> str:
        """The title that is shown."""
        return self.titles[0].text

    def __str__(self) -> str:
        return f"{' / '.join(title.text for title in self.titles)}, {self.body}"


@frozen(kw_only=True, repr=False)
class Person(Record):
    """Someone who appears in a public or corporate post, as reported.

    Attributes:
        names: What the person is called; the first is shown. Each keeps the order of its source.
        honorific: How the source addresses the person, as printed, such as `Ms`.
        roles: The posts.
    """

    prefix: ClassVar[str] = "per"
    kind_name: ClassVar[str] = "person"
    rules: ClassVar[tuple[must.Rule, ...]] = (
        must.needed("names", "at least one name is needed"),
        must.text("honorific"),
    )

    names: tuple[Name, ...]
    honorific: str | None = None
    roles: tuple[Role, ...] = ()

    @property
    def label(self) -> str:
        """The first name."""
        return self.names[0].text
