"""Which date or period does a Chinese phrase state?"""

from __future__ import annotations

import re

from sinouk_innov.errors import UnreadableError
from sinouk_innov.text.date_steps import (
    Anchor,
    Reading,
    ago,
    calendar_day,
    century,
    circa,
    decade,
    no_earlier,
    no_later,
    part,
    season,
    since,
    span,
)
from sinouk_innov.text.figure_phrases import interpret_quantity
from sinouk_innov.text.interpretation import PhraseRule
from sinouk_innov.text.numerals import chinese_number

__all__ = ["read_chinese_date"]

_CURRENT = frozenset({
    "目前", "现在", "当前", "如今", "眼下", "今天", "今日", "近日", "近来", "近期", "最近", "日前",
    "前不久", "不久前", "前几天", "此前", "迄今", "至今", "截至目前", "截至当前", "截至今日", "截至现在",
    "截止目前", "迄今为止", "到目前为止",
})  # fmt: skip
_YEARS = {"前年": -2, "去年": -1, "今年": 0, "本年": 0, "明年": 1, "后年": 2}
_MONTHS = {"上个月": -1, "上月": -1, "本月": 0, "这个月": 0, "下个月": 1, "下月": 1}
_SEASONS = {"春": "spring", "夏": "summer", "秋": "autumn", "冬": "winter"}
_DIGITS = "〇零一二三四五六七八九"
_YEAR = "(?:([0-9]{4})年|(前年|去年|今年|本年|明年|后年))"


def read_chinese_date(plain: str, anchor: Anchor) -> Reading:
    """Return the date or period that a phrase in plain text states.

    Raises:
        UnreadableError: No rule reads the whole phrase as one date.
    """
    text = _in_digits(plain.replace(" ", ""))
    if text in _CURRENT:
        return anchor.current()
    for read in (_span, _limit, _lasting):
        found = read(text, anchor)
        if found is not None:
            return found
    return _point(text, anchor)


def _in_digits(text: str) -> str:
    """Return a text with the numbers of years, months, days, decades and centuries in digits."""
    text = re.sub(
        f"[{_DIGITS}]{{4}}(?=年)", lambda found: "".join(str(max(_DIGITS.index(d) - 1, 0)) for d in found[0]), text
    )
    return re.sub(
        "[一二三四五六七八九十]{1,3}(?=月|日|号|世纪|年代)", lambda found: str(chinese_number(found[0])), text
    )


def _span(text: str, anchor: Anchor) -> Reading | None:
    ongoing = re.fullmatch("(?:从|自)?(.+?)(?:至今|到现在|迄今)", text)
    if ongoing:
        return since(_point(ongoing[1], anchor), ongoing=True)
    ends = re.fullmatch("(?:从|自)?([0-9].*?|[今去前]年.*?)(?:至|到|-|~)(.+?)(?:期间|间)?", text)
    if ends is None:
        return None
    lower, upper = ends.groups()
    if re.fullmatch("[0-9]{4}", lower) and re.fullmatch("[0-9]{4}年", upper):
        lower += "年"
    # What the end leaves out, it has from the start.
    given = re.match("([0-9]{4}年|[今去前]年)?([0-9]{1,2}月)?", lower)
    year, month = given.groups("") if given else ("", "")
    if re.fullmatch("[0-9]{1,2}[日号]", upper):
        upper = year + month + upper
    elif re.fullmatch("[0-9]{1,2}月(?:[0-9]{1,2}[日号])?[初底末]?", upper):
        upper = year + upper
    return span(_point(lower, anchor), _point(upper, anchor))


def _limit(text: str, anchor: Anchor) -> Reading | None:
    found = re.fullmatch("(?:截至|截止到|截止|至迟|最迟|不晚于|不迟于)(.+)", text)
    if found:
        return no_later(_point(found[1], anchor))
    found = re.fullmatch("(?:自|从|自从)?(.+?)(?:以来|起|开始)|(?:自|自从)(.+)", text)
    if found and not _is_length(found[1] or found[2]):
        return since(_point(found[1] or found[2], anchor))
    # Usage is divided on whether the date itself is included, so it is.
    found = re.fullmatch("(.+?)(?:之|以)?(?<!前)(前|后)", text)
    if found and not _is_length(found[1]):
        then = _point(found[1], anchor)
        return no_later(then) if found[2] == "前" else no_earlier(then)
    return None


def _is_length(text: str) -> bool:
    """Tell whether words are a length of time, and no date."""
    return bool(re.search("(?:年|个月|天)(?:半|多)?$", text)) and not re.search("[0-9]{4}年|[今去前明后本]年$", text)


def _lasting(text: str, anchor: Anchor) -> Reading | None:
    found = re.fullmatch("(.+?)(?:之|以)?前", text)
    if found:
        return ago(interpret_quantity(found[1]).value, anchor, PhraseRule.AGO)
    found = re.fullmatch("(.+?)以?来", text)
    return ago(interpret_quantity(found[1]).value, anchor, PhraseRule.LASTING) if found else None


def _point(text: str, anchor: Anchor) -> Reading:
    for read in (_circa, _part, _season, _long, _counted, _written):
        found = read(text, anchor)
        if found is not None:
            return found
    raise UnreadableError(text, "it holds no date that a rule reads")


def _circa(text: str, anchor: Anchor) -> Reading | None:
    found = re.fullmatch("(?:约|大约)(.+)|(.+?)(?:左右|前后)", text)
    return circa(_point(found[1] or found[2], anchor)) if found else None


def _part(text: str, anchor: Anchor) -> Reading | None:
    found = re.fullmatch("(.*(?:年|月|年代|世纪))(?:年)?(?:初期?|中期?|末期?|底|上旬|中旬|下旬|后期|早期)", text)
    return part(_point(found[1].replace("年年", "年"), anchor)) if found else None


def _season(text: str, anchor: Anchor) -> Reading | None:
    found = re.fullmatch("(.+年)的?([春夏秋冬])[季天]?", text)
    return season(_SEASONS[found[2]], _point(found[1], anchor)) if found else None


def _long(text: str, anchor: Anchor) -> Reading | None:
    found = re.fullmatch("(?:([0-9]{2})|(上个?|本))世纪(?:([1-9])0年代)?", text)
    if found is None:
        found = re.fullmatch("([0-9]{2}[1-9]0)年代", text)
        return decade(int(found[1])) if found else None
    entailed = found[1] is None
    number = anchor.relative_century(0 if found[2] == "本" else -1) if entailed else int(found[1])
    whole = century(number)
    if found[3]:
        whole = decade(100 * number - 100 + 10 * int(found[3]))
    return Reading(whole.when, whole.rule, entailed=entailed)


def _counted(text: str, anchor: Anchor) -> Reading | None:
    """Return a date counted from the publication."""
    if text in {"昨天", "昨日"}:
        return anchor.yesterday()
    if text in _YEARS:
        return anchor.relative_year(_YEARS[text])
    found = re.fullmatch(f"({'|'.join(_MONTHS)})(?:([0-9]{{1,2}})[日号])?", text)
    if found is None:
        return None
    month = anchor.relative_month(_MONTHS[found[1]])
    if found[2] is None:
        return month
    year, number = month.plain.split("-")
    return Reading(calendar_day(int(year), int(number), int(found[2])).when, PhraseRule.RELATIVE, entailed=True)


def _written(text: str, anchor: Anchor) -> Reading | None:
    found = re.fullmatch(f"(?:{_YEAR})?(?:([0-9]{{1,2}})月(?:份|([0-9]{{1,2}})[日号])?)?", text)
    if found is None or not text:
        return None
    year, relative, month, day = found.groups()
    if year is None and relative is None:
        return anchor.yearless(int(month), None if day is None else int(day))
    written = int(year) if year else int(anchor.relative_year(_YEARS[relative]).plain)
    found_day = calendar_day(written, int(month) if month else None, int(day) if day else None)
    return found_day if year else Reading(found_day.when, PhraseRule.RELATIVE, entailed=True)
