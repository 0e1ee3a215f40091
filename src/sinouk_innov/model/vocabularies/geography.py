"""What sorts of place are there?"""

from __future__ import annotations

from sinouk_innov.terms import Term

__all__: list[str] = []  # the package gives it out


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
