"""How may one thing stand to another?"""

from __future__ import annotations

from typing import Self

from sinouk_innov.terms import Term

__all__: list[str] = []  # the package gives it out


class RelationKind(Term):
    """How does one thing stand to another?

    Attributes:
        inverse: The same relation, read from its object.
    """

    inverse: str

    def __new__(cls, value: str, description: str, inverse: str = "") -> Self:
        """Make the member `value`, read as `inverse` from its object."""
        member = str.__new__(cls, value)
        member._value_ = value
        member.description = description
        member.inverse = inverse
        return member

    BUILT = "built", "the subject built the object", "built_by"
    HOSTS = "hosts", "the subject houses or hosts the object", "hosted_by"
    LOCATED_ON = "located_on", "the subject lies on the object: a shore, a ground, a park", "location_of"
    MEMBER_OF = "member_of", "the subject is a member of the object", "has_member"
    PARTNER_OF = "partner_of", "the two are partners", "partner_of"
    COOPERATES_WITH = "cooperates_with", "the two work together, or have", "cooperates_with"
    FUNDED_BY = "funded_by", "the object pays for the subject", "funds"
    FOUNDED_BY = "founded_by", "the object founded the subject", "founded"
    INVESTED_IN = "invested_in", "the subject put money into the object", "has_investor"
    TENANT_OF = "tenant_of", "the subject rents space in the object", "has_tenant"
    CONTACT_FOR = "contact_for", "the subject is where to ask about the object", "has_contact"
    DISPATCHED_BY = "dispatched_by", "the object sent the subject out to work elsewhere", "dispatched"
    DESIGNATED_AS = "designated_as", "the subject bears the object as a title", "designation_of"
    RELIES_ON = "relies_on", "the subject rests on the object", "relied_on_by"
    INCUBATES = "incubates", "the subject incubates the object", "incubated_in"
    RESULT_OF = "result_of", "the subject is there because of the object", "has_result"
    PRODUCED_BY = "produced_by", "the object produces or carries out the subject", "produces"
    PROMOTES = "promotes", "the subject carries forward or supports the object", "promoted_by"
    BASED_IN = "based_in", "the subject comes from the object, without a seat being stated", "home_of"
    HAS_OFFICE_IN = "has_office_in", "the subject keeps an office in the object", "has_office_of"
    LISTED_ON = "listed_on", "the subject stands on the object, a list or ranking", "lists"
    CONCERNS = "concerns", "the subject, an agreement or plan, is about the object", "concerned_by"
    SUCCESSOR_OF = "successor_of", "the subject took the place of the object", "succeeded_by"
    NAMED_AFTER = "named_after", "the subject bears the name of the object", "gave_its_name_to"
    OWNED_BY = "owned_by", "the object owns the subject or a part of it", "owns"
    TWINNED_WITH = "twinned_with", "the two are twin or sister cities, parks or universities", "twinned_with"
    SAME_AS = "same_as", "the two may be one and the same; the basis says how sure that is", "same_as"
    DISTINCT_FROM = "distinct_from", "the two are not the same, though one may take them for it", "distinct_from"
    OTHER = "other", "another relation, said in the note", "other"
