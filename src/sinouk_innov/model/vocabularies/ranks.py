"""How high is a post?"""

from __future__ import annotations

from sinouk_innov.terms import Term

__all__: list[str] = []  # the package gives it out


class Rank(Term):
    """How high is a post within its body?"""

    HEAD = "head", "leads the body or, as a chair, its board"
    DEPUTY = "deputy", "deputy or vice to the head"
    ASSISTANT = "assistant", "assistant to the head or the deputy"
    MEMBER = "member", "one of the members of a committee or board"
    ADVISER = "adviser", "advises the body"
    OTHER = "other", "another standing, or one that the title does not tell"
