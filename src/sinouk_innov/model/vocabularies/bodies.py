"""What sorts of organisation and centre are there?"""

from __future__ import annotations

from sinouk_innov.terms import Term

__all__: list[str] = []  # the package gives it out


class OrganisationKind(Term):
    """What sort of body is it?"""

    GOVERNMENT = "government", "a government or local authority as a whole"
    MINISTRY = "ministry", "a ministry or department of a national government"
    BUREAU = "bureau", "a department of a local government"
    AGENCY = "agency", "a public body at arm's length from a government"
    DIPLOMATIC_MISSION = "diplomatic_mission", "an embassy or a consulate"
    PARTY_COMMITTEE = "party_committee", "a committee of the Communist Party of China, its standing committee too"
    PARTY_DEPARTMENT = "party_department", "a department or office of such a committee"
    MANAGEMENT_COMMITTEE = "management_committee", "the body that runs a Chinese zone or new area"
    PUBLIC_INSTITUTION = (
        "public_institution",
        "a Chinese public institution, such as a talent centre of a local authority",
    )
    UNIVERSITY = "university", "a university"
    COLLEGE = "college", "a college or school of a university"
    COMPANY = "company", "a firm"
    NETWORK = "network", "an association, a network, or a member body that connects others"
    UNIT = "unit", "a department or office within another body"
    MEDIA = "media", "a news medium"
    GROUP = "group", "several bodies that are named only together"
    OTHER = "other", "something else, said in the note"


class CentreKind(Term):
    """What sort of body on a site is it?"""

    SCIENCE_PARK = "science_park", "a park for firms and research, often beside a university"
    INNOVATION_CENTRE = "innovation_centre", "a centre that helps firms of one country into another, or new firms"
    HIGH_TECH_ZONE = "high_tech_zone", "a Chinese high-tech industrial development zone"
    DEMONSTRATION_ZONE = "demonstration_zone", "a Chinese zone in which policies are tried out"
    NEW_AREA = "new_area", "a Chinese new area, national or provincial"
    ACCELERATOR = "accelerator", "a place that takes firms through a programme of growth"
    INCUBATOR = "incubator", "a place that houses and helps new firms"
    JOINT_INSTITUTE = "joint_institute", "an institute of two or more universities or countries"
    ACADEMY = "academy", "an academy or research institute dispatched by a university"
    LABORATORY = "laboratory", "a laboratory or a building of laboratories"
    RESEARCH_CENTRE = "research_centre", "a centre of research and development"
    COOPERATION_BASE = "cooperation_base", "a base for international cooperation in science and technology"
    VENUE = "venue", "an exhibition or experience centre, a hall for the public"
    OTHER = "other", "something else, said in the note"
