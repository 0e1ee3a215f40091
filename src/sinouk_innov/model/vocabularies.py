"""Which terms may a record use, and what does each mean?

Every vocabulary is closed. A record that must say `other` says in its note what is meant.
"""

from __future__ import annotations

from typing import Self

from sinouk_innov.terms import Term

__all__ = [
    "AbsenceReason",
    "Capacity",
    "CentreKind",
    "EventKind",
    "Extent",
    "IdentifierScheme",
    "InitiativeKind",
    "Measure",
    "Modality",
    "NameKind",
    "OrganisationKind",
    "PlaceKind",
    "PublisherKind",
    "Rank",
    "RelationKind",
    "RemarkKind",
    "Sector",
    "SourceKind",
    "Standing",
    "StatisticStatus",
]


class AbsenceReason(Term):
    """Why is a field empty, where that is known?"""

    NOT_STATED = "not_stated", "looked for, and no source says it"
    NOT_APPLICABLE = "not_applicable", "there can be no such thing for this record"
    DOUBTED = "doubted", "a source gives a value that cannot be relied on; the note says which and why"


class SourceKind(Term):
    """What sort of document is a source?"""

    PRESS_RELEASE = "press_release", "an announcement by one of those whom it is about"
    NEWS = "news", "a report by a news medium or a body's own news page"
    POST = "post", "a post on the site of a network, association or firm"
    DIRECTORY_ENTRY = "directory_entry", "an entry in a directory of members, parks or firms"
    WEB_PAGE = "web_page", "a standing page of a site"
    OFFICIAL_DOCUMENT = "official_document", "a notice, plan, law or decision of a public body"
    DATASET = "dataset", "a published data file or a record in one"
    SOFTWARE_PACKAGE = "software_package", "a software package that carries reference data"
    ENCYCLOPEDIA = "encyclopedia", "an article in an encyclopedia, or a copy of one"
    OTHER = "other", "something else, said in the note"


class PublisherKind(Term):
    """What sort of body publishes a source?"""

    GOVERNMENT = "government", "a government or one of its departments"
    PARTY = "party", "a political party or one of its departments"
    UNIVERSITY = "university", "a university, college or academy"
    PARK = "park", "a science park, innovation centre or zone, or its operator"
    COMPANY = "company", "any other firm"
    ASSOCIATION = "association", "an association or network with members"
    MEDIA = "media", "a news medium"
    STATE_MEDIA = "state_media", "a news medium that a state owns"
    REPOSTER = "reposter", "a site that repeats texts of others"
    REFERENCE = "reference", "a registry, an encyclopedia or a maintainer of reference data"
    OTHER = "other", "something else, said in the note"


class Extent(Term):
    """How much of a source was read when it was entered?"""

    WHOLE = "whole", "the whole text"
    BEGINNING = "beginning", "the beginning only; what is said further down is not entered"
    EXTRACT = "extract", "a passage, an entry or a field of it"


class NameKind(Term):
    """What sort of name is it?"""

    OFFICIAL = "official", "the name that its bearer, or the register or law that made it, gives it in full"
    SHORT = "short", "the name cut short, still in words"
    ACRONYM = "acronym", "first letters or pieces of words"
    TRANSLATION = "translation", "the sense of the name put into another language"
    MISTRANSLATION = "mistranslation", "a rendering that misses the sense, or takes a name for common words"
    BACK_TRANSLATION = "back_translation", "a translation put back into the language that it came from"
    TRANSLITERATION = "transliteration", "the sound of the name written in another script, such as pinyin"
    FORMER = "former", "the name that it bore earlier"
    NICKNAME = "nickname", "what it is called in affection, praise or advertisement"
    VARIANT = "variant", "another wording or spelling in use, not wrong"
    MISSPELLING = "misspelling", "a slip in spelling"
    DESCRIPTIVE = "descriptive", "a plain description, ours or the source's, where no proper name is printed"
    OTHER = "other", "something else, said in the note"


class IdentifierScheme(Term):
    """In which register does an identifier stand?"""

    GEONAMES = "geonames", "GeoNames, https://www.geonames.org: a number"
    WIKIDATA = "wikidata", "Wikidata, https://www.wikidata.org: Q and a number"
    ROR = "ror", "Research Organization Registry, https://ror.org: nine characters with a checksum"
    GRID = "grid", "GRID (closed in 2021): grid., a number and a check character"
    ISNI = "isni", "International Standard Name Identifier, ISO 27729: sixteen digits with a checksum"
    CROSSREF_FUNDER = "crossref_funder", "Crossref Funder Registry: a number"
    ISO_3166_1 = "iso_3166_1", "ISO 3166-1 alpha-2 code of a country"
    ISO_3166_2 = "iso_3166_2", "ISO 3166-2 code of a part of a country"
    IASP_DIRECTORY = "iasp_directory", "the number of a page in the member directory of the IASP"
    OTHER = "other", "another register, said in the record's note"


class PlaceKind(Term):
    """What sort of place is it?"""

    COUNTRY = "country", "a sovereign state"
    REGION = "region", "a part of the world, or a part of a country that is no unit of its administration"
    PROVINCE = "province", "the first level below a country: a province, a municipality, a constituent country"
    COUNTY = "county", "a county or a unit of its level"
    CITY = "city", "a city or town, in China also a prefecture-level city"
    DISTRICT = "district", "a part of a city"
    SITE = "site", "a piece of ground or an address"
    BUILDING = "building", "a building or a hall in one"
    NATURAL_FEATURE = "natural_feature", "a sea, bay, mountain, peninsula"
    OTHER = "other", "something else, said in the note"


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


class Rank(Term):
    """How high is a post within its body?"""

    HEAD = "head", "leads the body or, as a chair, its board"
    DEPUTY = "deputy", "deputy or vice to the head"
    ASSISTANT = "assistant", "assistant to the head or the deputy"
    MEMBER = "member", "one of the members of a committee or board"
    ADVISER = "adviser", "advises the body"
    OTHER = "other", "another standing, or one that the title does not tell"


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


class Measure(Term):
    """What does a figure measure?"""

    COUNT = "count", "how many there are of the category"
    POPULATION = "population", "how many people live there"
    FLOOR_AREA = "floor_area", "floor or building area"
    LAND_AREA = "land_area", "area of ground"
    OUTPUT_VALUE = "output_value", "value of what was produced"
    VALUE_ADDED = "value_added", "value of output less what went into it"
    INVESTMENT = "investment", "money put in, or to be put in"
    REVENUE = "revenue", "money earned"
    FUNDING = "funding", "money granted, lent or set aside"
    ASSETS = "assets", "value of what is owned"
    CAPACITY = "capacity", "how much can be produced, held or handled"
    PERIOD = "period", "how long something has lasted"
    RANK = "rank", "place in a ranking"
    OTHER = "other", "another measure, said in the note"


class StatisticStatus(Term):
    """Is a figure a result?"""

    REPORTED = "reported", "told as it was at its time"
    PLANNED = "planned", "told as decided, for a time to come"
    TARGET = "target", "told as aimed at"
    FORECAST = "forecast", "told as expected or estimated, and decided by nobody"
    DERIVED = "derived", "worked out from other figures"


class RemarkKind(Term):
    """What sort of remark is it?"""

    STATEMENT = "statement", "says how something is or was"
    EXPECTATION = "expectation", "says what the speaker hopes or expects"
    PLEDGE = "pledge", "says what the speaker or speaker's body will do"
    PRAISE = "praise", "speaks well of someone or something"
    BACKGROUND = "background", "tells what something is for, or how it came about"
    DISTINCTION = "distinction", "sets something apart: only, first, one of"


class Standing(Term):
    """What part does a sector play for its body?"""

    CORE = "core", "a core industry"
    PILLAR = "pillar", "a pillar industry"
    SUPPORT = "support", "a supporting industry"
    MAIN = "main", "a main sector, as a directory lists it"
    FOCUS = "focus", "worked on, within a wider sector"
    TARGET = "target", "to be developed"
    NAMED = "named", "named, and no standing is stated"


class Sector(Term):
    """Which field of technology or business is it? A small tree.

    Attributes:
        broader: The text of the next wider sector, or empty at the top.
    """

    broader: str

    def __new__(cls, value: str, description: str, broader: str = "") -> Self:
        """Make the member `value`, a part of `broader`."""
        member = str.__new__(cls, value)
        member._value_ = value
        member.description = description
        member.broader = broader
        return member

    LIFE_SCIENCES = "life_sciences", "life sciences and health"
    BIOMEDICINE = "biomedicine", "biomedicine and pharmaceuticals", "life_sciences"
    MEDICAL_DEVICES = "medical_devices", "medical devices", "life_sciences"
    HEALTH_TECHNOLOGY = "health_technology", "digital and technical means of health care", "life_sciences"
    REHABILITATION = "rehabilitation", "rehabilitation and health care services", "life_sciences"
    ICT = "ict", "information and communication technology"
    NEW_GENERATION_IT = "new_generation_it", "the new generation of information technology, a Chinese category", "ict"
    SOFTWARE = "software", "software engineering", "ict"
    BIG_DATA = "big_data", "big data", "ict"
    ARTIFICIAL_INTELLIGENCE = "artificial_intelligence", "artificial intelligence", "ict"
    INTERNET_OF_THINGS = "internet_of_things", "internet of things", "ict"
    MANUFACTURING = "manufacturing", "manufacturing"
    INTELLIGENT_MANUFACTURING = "intelligent_manufacturing", "intelligent manufacturing", "manufacturing"
    ROBOTICS = "robotics", "robotics", "manufacturing"
    NEW_MATERIALS = "new_materials", "new materials", "manufacturing"
    NANOTECHNOLOGY = "nanotechnology", "nanotechnology", "manufacturing"
    ELECTRONICS = "electronics", "electronics and photonics", "manufacturing"
    PRECISION_INSTRUMENTS = "precision_instruments", "precision instruments", "manufacturing"
    ENERGY = "energy", "energy"
    CLEAN_ENERGY = "clean_energy", "clean energy", "energy"
    OFFSHORE_WIND = "offshore_wind", "wind energy at sea", "clean_energy"
    ENVIRONMENT = "environment", "environmental technology"
    MARINE = "marine", "marine technology"
    AGRICULTURE = "agriculture", "agriculture and food"
    SMART_CITIES = "smart_cities", "smart cities and buildings"
    SERVICES = "services", "services"
    MODERN_SERVICES = "modern_services", "modern services, a Chinese category", "services"
    INNOVATION_SERVICES = "innovation_services", "incubation and other services to innovation", "services"
    FINTECH = "fintech", "financial technology", "services"
    CONVENTIONS = "conventions", "conventions and exhibitions", "services"
    STRATEGIC_EMERGING = "strategic_emerging", "strategic emerging industries, a Chinese category"
    ART_AND_DESIGN = "art_and_design", "art and design"
    EDUCATION = "education", "education and training"
    OTHER = "other", "another sector, said in the wording"
