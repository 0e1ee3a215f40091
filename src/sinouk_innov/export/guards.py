"""How does hostile text stay harmless in the files of others?

A spreadsheet takes a text that begins with `=`, `+`, `-`, `@`, a tab or a carriage return for a formula or a command
(OWASP, CSV injection). XML takes few control characters. A name may try to leave its folder.
"""

from __future__ import annotations

import re
from urllib.parse import urlsplit
from xml.etree import ElementTree as ET

__all__ = [
    "NO_WEB_ADDRESS",
    "file_stem",
    "guarded_cell",
    "inert_json",
    "is_web_address",
    "unguarded_cell",
    "xml_document",
    "xml_text",
]

NO_WEB_ADDRESS = "no web address with a host, or one with characters that no address has"
"""Why an address is not told where whoever reads it would follow it."""

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "\x00", "\uff1d", "\uff0b", "\uff0d", "\uff20")
_GUARD = "'"
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_NOT_INERT = re.compile("[<>\u2028\u2029\ud800-\udfff]")
_UNSAFE = re.compile(r"[^0-9A-Za-z._-]+")
_ADDRESS = re.compile(
    r"""
    https?://
    ( [0-9A-Za-z_\u0080-\U0010ffff] [-0-9A-Za-z._\u0080-\U0010ffff]* | \[ [0-9A-Fa-f:.]+ \] ) ( : [0-9]{0,5} )?
    ( [/?] ( [-0-9A-Za-z._~!$&'()*+,;=:@/?\u0080-\U0010ffff] | %[0-9A-Fa-f]{2} )* )?
    ( \# ( [-0-9A-Za-z._~!$&'()*+,;=:@/?\u0080-\U0010ffff] | %[0-9A-Fa-f]{2} )* )?
    """,
    re.VERBOSE | re.IGNORECASE,
)


def guarded_cell(text: str) -> str:
    """Return a text that no spreadsheet takes for a formula: with an apostrophe before what could begin one.

    A text that begins with apostrophes and then such a character gets one more, so that `unguarded_cell` gives each
    text back.

    Examples:
        >>> guarded_cell("=1+1"), guarded_cell("Qingdao"), guarded_cell("'=1")
        ("'=1+1", 'Qingdao', "''=1")
    """
    bare = text.lstrip(_GUARD)
    risky = bare.startswith(_FORMULA) or (bool(bare) and ord(bare[0]) < 0x20)  # noqa: PLR2004  the first printable
    return _GUARD + text if risky else text


def unguarded_cell(text: str) -> str:
    """Return the text that `guarded_cell` guarded.

    Examples:
        >>> unguarded_cell("'=1+1"), unguarded_cell("'tis")
        ('=1+1', "'tis")
    """
    return text[1:] if text.startswith(_GUARD) and guarded_cell(text[1:]) == text else text


def xml_text(text: str) -> str:
    r"""Return a text without the characters that XML 1.0 cannot hold, each replaced by U+FFFD.

    Markup is not escaped here: whoever writes the XML does that.

    Examples:
        >>> xml_text("a\x00b")
        'a\ufffdb'
    """
    return _NOT_XML.sub("\ufffd", text)


def xml_document(root: ET.Element) -> str:
    r"""Return an element as an XML file, indented.

    A carriage return in a text is written as a reference, since readers take it for a line end (XML 1.0, section 2.11).

    Examples:
        >>> from xml.etree import ElementTree as ET
        >>> root = ET.Element("a")
        >>> root.text = "<\r"
        >>> print(xml_document(root))
        <?xml version="1.0" encoding="UTF-8"?>
        <a>&lt;&#13;</a>
    """
    ET.indent(root)
    # In attributes it is written so anyway, and in markup there is none.
    text = ET.tostring(root, encoding="unicode").replace("\r", "&#13;")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{text}\n'


def inert_json(text: str) -> str:
    r"""Return a JSON text for the same data that can stand in a page, since nothing in it begins or ends markup.

    Angle brackets, the line ends that only Unicode knows, and halves of surrogate pairs, which no file can hold, are
    written as escapes; outside its texts JSON has none of them.

    Examples:
        >>> print(inert_json('{"title": "</script>"}'))
        {"title": "\u003c/script\u003e"}
    """
    return _NOT_INERT.sub(lambda found: f"\\u{ord(found.group()):04x}", text)


def file_stem(name: str) -> str:
    """Return a name for a file that stays in its folder on every system: letters, figures, dots, hyphens, underscores.

    Examples:
        >>> file_stem("../../etc/passwd"), file_stem("per-kevin-lin"), file_stem("")
        ('etc-passwd', 'per-kevin-lin', 'unnamed')
    """
    return _UNSAFE.sub("-", name).strip("-.") or "unnamed"


def is_web_address(text: str) -> bool:
    """Tell whether a text is an address that a browser may follow as it stands, whatever it is written into.

    It is a URI of RFC 3986 with the scheme `http` or `https`, and a host that is a name of the DNS (section 3.2.2) or
    an address in brackets; so no space, quote, angle bracket, brace, backslash, backtick, `^` or `|` stands in it, and
    each `%` begins a code. Letters and signs beyond ASCII may stand as they are, as in an IRI of RFC 3987, except what
    is not shown, such as marks that turn the direction of what follows (its section 4.1). A user or password before
    the host, which serves to pass one address off as another, is refused (RFC 9110, section 4.2.4).

    A format that takes fewer characters in an address encodes the others or leaves the address out.

    Examples:
        >>> is_web_address("https://www.trin.cam.ac.uk/news/?page=2#top"), is_web_address("https://例え.example/é")
        (True, True)
        >>> is_web_address("javascript:alert(1)"), is_web_address('https://a.example/"><script>')
        (False, False)
        >>> is_web_address("https://www.trin.cam.ac.uk@evil.example/")
        False
    """
    if _ADDRESS.fullmatch(text) is None or not text.isprintable():
        return False
    try:
        # It refuses ports that there are not, what is no number in brackets, and hosts that turn into another address
        # when they are looked up.
        return urlsplit(text).port != 0
    except ValueError:
        return False
