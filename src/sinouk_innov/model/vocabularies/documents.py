"""What sort of document is a source, who published it, and how much of it was read?"""

from __future__ import annotations

from sinouk_innov.terms import Term

__all__: list[str] = []  # the package gives it out


class SourceKind(Term):
    """What sort of document is a source?"""

    PRESS_RELEASE = "press_release", "an announcement by one of those whom it is about"
    NEWS = "news", "a report by a news medium or a body's own news page"
    POST = "post", "a post on the site of a network, association or firm"
    DIRECTORY_ENTRY = "directory_entry", "an entry in a directory of members, parks or firms"
    WEB_PAGE = "web_page", "a standing page of a site"
    OFFICIAL_DOCUMENT = "official_document", "a notice, plan, law or decision of a public body"
    DATASET = "dataset", "a published data file or a record in one"
    SOFTWARE_PACKAGE = "software_package", "a software package that carries reference data"
    ENCYCLOPEDIA = "encyclopedia", "an article in an encyclopedia, or a copy of one"
    OTHER = "other", "something else, said in the note"


class PublisherKind(Term):
    """What sort of body publishes a source?"""

    GOVERNMENT = "government", "a government or one of its departments"
    PARTY = "party", "a political party or one of its departments"
    UNIVERSITY = "university", "a university, college or academy"
    PARK = "park", "a science park, innovation centre or zone, or its operator"
    COMPANY = "company", "any other firm"
    ASSOCIATION = "association", "an association or network with members"
    MEDIA = "media", "a news medium"
    STATE_MEDIA = "state_media", "a news medium that a state owns"
    REPOSTER = "reposter", "a site that repeats texts of others"
    REFERENCE = "reference", "a registry, an encyclopedia or a maintainer of reference data"
    OTHER = "other", "something else, said in the note"


class Extent(Term):
    """How much of a source was read when it was entered?"""

    WHOLE = "whole", "the whole text"
    BEGINNING = "beginning", "the beginning only; what is said further down is not entered"
    EXTRACT = "extract", "a passage, an entry or a field of it"
