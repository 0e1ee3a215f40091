"""What do statistics measure, and how final are they?"""

from __future__ import annotations

from sinouk_innov.terms import Term

__all__: list[str] = []  # the package gives it out


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
