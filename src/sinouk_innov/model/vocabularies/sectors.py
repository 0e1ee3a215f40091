"""In which fields does a body work, and what part do they play for it?"""

from __future__ import annotations

from typing import Self

from sinouk_innov.terms import Term

__all__: list[str] = []  # the package gives it out


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
