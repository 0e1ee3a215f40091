"""Is this identifier well formed?"""

from __future__ import annotations

import re

from sinouk_innov.model.vocabularies import IdentifierScheme

__all__ = ["malformed"]

_FORMATS = {
    IdentifierScheme.GEONAMES: (r"[1-9]\d*", "a number"),
    IdentifierScheme.WIKIDATA: (r"Q[1-9]\d*", "Q and a number"),
    IdentifierScheme.ROR: (r"0[0-9a-hj-km-np-tv-z]{6}\d\d", "nine characters beginning with 0"),
    IdentifierScheme.GRID: (r"grid\.\d+\.[0-9a-f]+", "grid., a number and a check character"),
    IdentifierScheme.ISNI: (r"\d{15}[\dX]", "sixteen digits, the last possibly X"),
    IdentifierScheme.CROSSREF_FUNDER: (r"\d+", "a number"),
    IdentifierScheme.ISO_3166_1: (r"[A-Z]{2}", "two capital letters"),
    IdentifierScheme.ISO_3166_2: (r"[A-Z]{2}-[A-Z0-9]{1,3}", "a country's code, a hyphen and one to three characters"),
    IdentifierScheme.IASP_DIRECTORY: (r"\d+", "a number"),
    IdentifierScheme.OTHER: (r".+", "some text"),
}
_CROCKFORD = "0123456789abcdefghjkmnpqrstvwxyz"


def malformed(scheme: IdentifierScheme, value: str) -> str | None:
    """Say what is wrong with an identifier, or None where it is well formed.

    Formats are those of the registers; the check digits of ROR are ISO 7064 MOD 97-10 over Crockford's base 32, that
    of ISNI is ISO 7064 MOD 11-2.

    Examples:
        >>> malformed(IdentifierScheme.ROR, "013meh722")
        >>> malformed(IdentifierScheme.ROR, "013meh723")
        "the check digits of ror '013meh723' are wrong"
    """
    pattern, form = _FORMATS[scheme]
    if not re.fullmatch(pattern, value, re.ASCII):
        return f"an identifier of {scheme} is {form}, not {value!r}"
    if (scheme is IdentifierScheme.ROR and not _ror(value)) or (scheme is IdentifierScheme.ISNI and not _isni(value)):
        return f"the check digits of {scheme} {value!r} are wrong"
    return None


def _ror(value: str) -> bool:
    number = 0
    for character in value[:-2]:
        number = number * 32 + _CROCKFORD.index(character)
    return 98 - number * 100 % 97 == int(value[-2:])


def _isni(value: str) -> bool:
    total = 0
    for digit in value[:-1]:
        total = (total + int(digit)) * 2
    return "0123456789X"[(12 - total % 11) % 11] == value[-1]
