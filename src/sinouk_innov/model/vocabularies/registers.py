"""In which registers do identifiers stand?"""

from __future__ import annotations

from sinouk_innov.terms import Term

__all__: list[str] = []  # the package gives it out


class IdentifierScheme(Term):
    """In which register does an identifier stand?"""

    GEONAMES = "geonames", "GeoNames, https://www.geonames.org: a number"
    WIKIDATA = "wikidata", "Wikidata, https://www.wikidata.org: Q and a number"
    ROR = "ror", "Research Organization Registry, https://ror.org: nine characters with a checksum"
    GRID = "grid", "GRID (closed in 2021): grid., a number and a check character"
    ISNI = "isni", "International Standard Name Identifier, ISO 27729: sixteen digits with a checksum"
    CROSSREF_FUNDER = "crossref_funder", "Crossref Funder Registry: a number"
    ISO_3166_1 = "iso_3166_1", "ISO 3166-1 alpha-2 code of a country"
    ISO_3166_2 = "iso_3166_2", "ISO 3166-2 code of a part of a country"
    IASP_DIRECTORY = "iasp_directory", "the number of a page in the member directory of the IASP"
    OTHER = "other", "another register, said in the record's note"
