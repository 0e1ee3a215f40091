"""What sorts of remark are there?"""

from __future__ import annotations

from sinouk_innov.terms import Term

__all__: list[str] = []  # the package gives it out


class RemarkKind(Term):
    """What sort of remark is it?"""

    STATEMENT = "statement", "says how something is or was"
    EXPECTATION = "expectation", "says what the speaker hopes or expects"
    PLEDGE = "pledge", "says what the speaker or speaker's body will do"
    PRAISE = "praise", "speaks well of someone or something"
    BACKGROUND = "background", "tells what something is for, or how it came about"
    DISTINCTION = "distinction", "sets something apart: only, first, one of"
