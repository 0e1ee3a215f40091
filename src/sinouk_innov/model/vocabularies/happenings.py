"""What sorts of event are there, and how sure is it that they took place?"""

from __future__ import annotations

from sinouk_innov.terms import Term

__all__: list[str] = []  # the package gives it out


class EventKind(Term):
    """What sort of event is it?"""

    VISIT = "visit", "some go to see others or a place"
    MEETING = "meeting", "a meeting, a symposium, a talk round a table"
    LAUNCH = "launch", "something is launched or unveiled, or its launch is celebrated"
    SIGNING = "signing", "an agreement is signed"
    AGREEMENT = "agreement", "an agreement is reached; whether and when it was signed is not said"
    FOUNDING = "founding", "a body, centre or programme is founded or established"
    OPENING = "opening", "a site opens"
    CONSTRUCTION = "construction", "building begins, is topped out or is completed"
    SUMMIT = "summit", "a conference or summit"
    ROADSHOW = "roadshow", "projects or firms are presented to investors or partners"
    EXHIBITION = "exhibition", "an exhibition is held"
    ANNOUNCEMENT = "announcement", "a policy, plan or result is made public"
    PROGRAMME_RUN = "programme_run", "a programme or accelerator is held once"
    COOPERATION = "cooperation", "parties worked together, without a named occasion"
    APPROVAL = "approval", "an authority approves something"
    APPOINTMENT = "appointment", "someone is appointed to a post"
    CLOSURE = "closure", "something closes or ends"
    LETTING = "letting", "space is let, or a tenant moves in"
    SALE = "sale", "something is sold or bought"
    FINANCING = "financing", "money is lent, granted or invested"
    COMPETITION = "competition", "a contest is held, or a stage of one"
    AWARD = "award", "a prize or title is given"
    OTHER = "other", "something else, said in the note"


class Modality(Term):
    """How sure is its source that an event took place?"""

    HAPPENED = "happened", "told as something that took place"
    PLANNED = "planned", "told as something to come"
    CLAIMED = "claimed", "claimed by a headline or party, and not borne out by the text"
    DENIED = "denied", "said not to have taken place"
