"""Is a well-formed identifier taken and a slip in one told?"""

from __future__ import annotations

import pytest
from hypothesis import given, strategies as st

from sinouk_innov.model.identifiers import malformed
from sinouk_innov.model.vocabularies import IdentifierScheme

_S = IdentifierScheme
_RORS = ("013meh722", "03cve4549", "05bqach95", "02v51f717", "041kmwe10")
_ISNIS = ("0000000121032683", "0000000121885934", "000000012146438X")


@pytest.mark.parametrize(
    ("scheme", "value"),
    [
        *((_S.ROR, value) for value in _RORS),
        *((_S.ISNI, value) for value in _ISNIS),
        (_S.GEONAMES, "1797929"),
        (_S.WIKIDATA, "Q16955"),
        (_S.GRID, "grid.5335.0"),
        (_S.GRID, "grid.12527.33"),
        (_S.CROSSREF_FUNDER, "501100000289"),
        (_S.CROSSREF_FUNDER, "0100000001"),
        (_S.ISO_3166_1, "GB"),
        (_S.ISO_3166_2, "CN-SD"),
        (_S.ISO_3166_2, "GB-ENG"),
        (_S.ISO_3166_2, "AT-9"),
        (_S.IASP_DIRECTORY, "6112"),
        (_S.OTHER, "any text at all"),
    ],
)
def test_what_registers_give_out_is_taken(scheme: IdentifierScheme, value: str) -> None:
    """Identifiers as they stand in the registers have nothing wrong with them."""
    assert malformed(scheme, value) is None


@pytest.mark.parametrize(
    ("scheme", "value", "reason"),
    [
        (_S.GEONAMES, "01797929", "an identifier of geonames is a number, not '01797929'"),
        (_S.GEONAMES, "\u0661", "is a number"),
        (_S.GEONAMES, "12\n", "is a number"),
        (_S.WIKIDATA, "16955", "is Q and a number"),
        (_S.WIKIDATA, "Q0", "is Q and a number"),
        (_S.ROR, "https://ror.org/013meh722", "is nine characters beginning with 0"),
        (_S.ROR, "113meh722", "is nine characters beginning with 0"),
        (_S.ROR, "013mih722", "is nine characters beginning with 0"),
        (_S.ROR, "013meh723", "the check digits of ror '013meh723' are wrong"),
        (_S.GRID, "grid.5335", "is grid., a number and a check character"),
        (_S.GRID, "grid-5335-0", "is grid., a number and a check character"),
        (_S.ISNI, "0000 0001 2103 2683", "is sixteen digits, the last possibly X"),
        (_S.ISNI, "000000012103268", "is sixteen digits"),
        (_S.ISNI, "00000001210X2683", "is sixteen digits"),
        (_S.ISNI, "000000012146438x", "is sixteen digits"),
        (_S.ISNI, "0000000121032684", "the check digits of isni '0000000121032684' are wrong"),
        (_S.CROSSREF_FUNDER, "10.13039/501100000289", "is a number"),
        (_S.ISO_3166_1, "gb", "is two capital letters"),
        (_S.ISO_3166_1, "GBR", "is two capital letters"),
        (_S.ISO_3166_2, "GB", "is a country's code, a hyphen and one to three characters"),
        (_S.ISO_3166_2, "GB-ENGL", "is a country's code, a hyphen"),
        (_S.IASP_DIRECTORY, "@6112", "is a number"),
        (_S.OTHER, "", "is some text"),
    ],
)
def test_what_no_register_gives_out_is_told(scheme: IdentifierScheme, value: str, reason: str) -> None:
    """Another form, an address for the bare identifier, or wrong check digits are told with what the form is."""
    assert reason in (malformed(scheme, value) or "")


@given(st.sampled_from([(_S.ROR, value) for value in _RORS] + [(_S.ISNI, value) for value in _ISNIS]), st.data())
def test_check_digits_catch_every_slip_of_one_character(
    entry: tuple[IdentifierScheme, str], data: st.DataObject
) -> None:
    """Whichever character is another, and whichever two neighbours change places, an identifier is no longer taken."""
    scheme, value = entry
    at = data.draw(st.integers(0, len(value) - 1))
    other = data.draw(st.sampled_from([c for c in "0123456789abcdefghjkmnpqrstvwxyzX" if c != value[at]]))
    assert malformed(scheme, value[:at] + other + value[at + 1 :]) is not None
    swapped = value[:at] + value[at : at + 2][::-1] + value[at + 2 :]
    assert swapped == value or malformed(scheme, swapped) is not None


@given(st.sampled_from(IdentifierScheme), st.text(max_size=20))
def test_any_text_is_judged(scheme: IdentifierScheme, value: str) -> None:
    """Whatever the text, the answer is None or a sentence that names the register."""
    assert str(scheme) in (malformed(scheme, value) or str(scheme))


def _iso_7064_mod_97_10(base: str) -> str:
    """Return ROR's check digits as ISO 7064 defines them: the number with them leaves 1 when divided by 97."""
    number = 0
    for character in base:
        number = number * 32 + "0123456789abcdefghjkmnpqrstvwxyz".index(character)
    return next(f"{check:02}" for check in range(2, 99) if (number * 100 + check) % 97 == 1)


@given(st.text("0123456789abcdefghjkmnpqrstvwxyz", min_size=6, max_size=6))
def test_check_digits_are_those_of_the_standard(slug: str) -> None:
    """Exactly one pair of check digits is taken for each ROR identifier: that of ISO 7064."""
    taken = [f"{check:02}" for check in range(100) if malformed(_S.ROR, f"0{slug}{check:02}") is None]
    assert taken == [_iso_7064_mod_97_10(f"0{slug}")]


@given(st.text("0123456789", min_size=15, max_size=15))
def test_each_isni_has_one_check_character(digits: str) -> None:
    """Exactly one check character is taken: by ISO 7064 MOD 11-2 the weighted sum with it leaves 1."""
    taken = [check for check in "0123456789X" if malformed(_S.ISNI, digits + check) is None]
    values = [int(digit) for digit in digits]
    weighted = sum(value * 2 ** (15 - at) for at, value in enumerate(values))
    assert taken == [check for at, check in enumerate("0123456789X") if (weighted + at) % 11 == 1]
