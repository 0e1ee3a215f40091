"""What sorts of initiative are there?"""

from __future__ import annotations

from sinouk_innov.terms import Term

__all__: list[str] = []  # the package gives it out


class InitiativeKind(Term):
    """What sort of undertaking is it?"""

    PROGRAMME = "programme", "work with a budget and an end, or a scheme that takes applicants"
    PLAN = "plan", "a plan of a public body"
    POLICY = "policy", "a policy or a set of measures"
    STRATEGY = "strategy", "a strategy, by its own name or that of its source"
    CONCEPT = "concept", "an idea or slogan under which a body works"
    PLATFORM = "platform", "a platform for exchange or cooperation"
    DESIGNATION = "designation", "a title that an authority gives"
    AWARD = "award", "a prize or award"
    LIST = "list", "a ranking or list, such as the Fortune Global 500"
    EXHIBITION_SERIES = "exhibition_series", "an exhibition or series of them"
    AGREEMENT = "agreement", "an agreement between two or more parties"
    JOINT_VENTURE = "joint_venture", "a venture that two or more parties own"
    FUND = "fund", "a fund of money for a purpose"
    COMPETITION = "competition", "a contest, held once or every year"
    CONFERENCE_SERIES = "conference_series", "conferences, forums or fairs that recur under one name"
    PROJECT = "project", "a single project"
    OTHER = "other", "something else, said in the note"
