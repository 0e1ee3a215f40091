"""What is wrong with a value, in the words that users read: an id, a text, a tag, an address?"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sinouk_innov.terms import Term

__all__ = [
    "id_pattern",
    "is_id",
    "prefix_of",
    "repeated",
    "unexplained",
    "wrong_address",
    "wrong_ids",
    "wrong_language",
    "wrong_text",
]

_SLUG = r"-[a-z0-9]+(?:-[a-z0-9]+)*"
_ID = re.compile(rf"(src|pla|org|per|cen|ini|evt|rel|sta|rem){_SLUG}", re.ASCII)
# These are compiled when they are first asked for.
_LANGUAGE = r"[a-z]{2,3}(-[A-Z][a-z]{3})?(-[A-Z]{2}|-[0-9]{3})?"
_WEB = r"https?://[^\s/]\S*"


def id_pattern(*prefixes: str) -> str:
    """Return the pattern of an id with one of several prefixes."""
    return f"(?:{'|'.join(prefixes)}){_SLUG}"


def is_id(text: object, *prefixes: str) -> bool:
    """Tell whether a value is an id, and if prefixes are given, of one of their kinds."""
    found = _ID.fullmatch(text) if isinstance(text, str) else None
    return found is not None and (not prefixes or found.group(1) in prefixes)


@lru_cache(1 << 14)
def prefix_of(text: str) -> str | None:
    """Return the prefix of an id, None of what is none; what others refer to comes again and again."""
    found = _ID.fullmatch(text)
    return None if found is None else found.group(1)


def wrong_ids(field: str, values: tuple[object, ...], *prefixes: str) -> str | None:
    """Say which values of a field are no ids of the kinds that it takes."""
    for value in values:
        if value is not None and not (isinstance(value, str) and prefix_of(value) in prefixes):
            return f"{field} takes an id that begins with {' or '.join(f'{prefix}-' for prefix in prefixes)}: {value!r}"
    return None


def wrong_text(field: str, value: str | None) -> str | None:
    """Say what is wrong with a text: blank, or white space at its ends."""
    if value is not None and (not value or value != value.strip()):
        return f"{field} is blank or has white space at its ends"
    return None


@lru_cache(1 << 8)
def wrong_language(tag: str) -> str | None:
    """Say what is wrong with the tag of a language: language, script and region of BCP 47 are taken."""
    if not re.fullmatch(_LANGUAGE, tag, re.ASCII):
        return f"a language is a BCP 47 tag such as en or zh-Latn, not {tag!r}"
    return None


def wrong_address(field: str, value: str | None) -> str | None:
    """Say what is wrong with a web address: only http and https are taken."""
    if value is not None and not re.fullmatch(_WEB, value, re.ASCII):
        return f"{field} is no http or https address: {value!r}"
    return None


def repeated(field: str, keys: tuple[str, ...]) -> str | None:
    """Say which value of a field stands there twice."""
    if len(set(keys)) == len(keys):
        return None
    again = next(key for at, key in enumerate(keys) if key in keys[:at])
    return f"{field} has {again!r} twice"


def unexplained(term: Term, note: str | None) -> str | None:
    """Say that a term `other` has no note that tells what is meant."""
    return "other needs a note that says what is meant" if term == "other" and not note else None
