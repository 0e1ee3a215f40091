"""In which capacities does one take part?"""

from __future__ import annotations

from sinouk_innov.terms import Term

__all__: list[str] = []  # the package gives it out


class Capacity(Term):
    """In which capacity does someone take part in an event or initiative?"""

    HOST = "host", "receives the others"
    GUEST = "guest", "is received"
    LEADER = "leader", "leads a delegation or group"
    CHAIR = "chair", "presides"
    SPEAKER = "speaker", "speaks"
    SIGNATORY = "signatory", "signs"
    WITNESS = "witness", "is present at a signing"
    ORGANISER = "organiser", "organises or holds it"
    ACCOMPANYING = "accompanying", "goes along with others"
    ATTENDEE = "attendee", "is there, and no more is said"
    PARTY = "party", "is a party to an agreement or venture"
    PARTNER = "partner", "works together with others in it"
    FUNDER = "funder", "pays for it"
    BENEFICIARY = "beneficiary", "is one for whom it is meant"
    FOUNDER = "founder", "founds it, or sets it up"
    SUBJECT = "subject", "is the one to whom it happens, such as the body that is founded"
    OTHER = "other", "another capacity, said in the note"
