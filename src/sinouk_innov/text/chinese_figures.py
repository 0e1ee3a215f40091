"""Which figure does a Chinese phrase state?"""

from __future__ import annotations

import re
from decimal import Decimal
from fractions import Fraction

from attrs import evolve, frozen

from sinouk_innov.errors import UnreadableError
from sinouk_innov.quantities import Bound, Quantity, Unit
from sinouk_innov.text.english_figures import CURRENCIES
from sinouk_innov.text.interpretation import PhraseRule
from sinouk_innov.text.numerals import chinese_number, scaled

__all__ = ["read_chinese"]

_BEFORE = {
    phrase: bound
    for bound, phrases in {
        Bound.ABOUT: "约|約|大约|大約|大概|约为",
        Bound.NEARLY: "近|将近|將近|接近",
        Bound.AT_LEAST: "至少|最少|不少于|不低于|不小于|上",
        Bound.MORE_THAN: "超过|超過|超|逾|多于|高于|大于|过",
        Bound.AT_MOST: "至多|最多|不超过|不多于|不高于",
        Bound.LESS_THAN: "不足|不到|少于|低于|小于|未满|不满",
    }.items()
    for phrase in phrases.split("|")
}
_AFTER = {
    phrase: bound
    for bound, phrases in {
        Bound.AT_LEAST: "以上|及以上",
        Bound.AT_MOST: "以下|及以下|以内|之内",
        Bound.ABOUT: "左右|上下",
        Bound.MORE_THAN: "有余|开外",
    }.items()
    for phrase in phrases.split("|")
}
_UNITS = {
    spelling: unit
    for unit, spellings in {
        Unit.PERCENT: "%",
        Unit.M2: "平方米|平米|m2",
        Unit.KM2: "平方公里|平方千米|km2",
        Unit.HA: "公顷",
        Unit.MU: "亩|畝",
        Unit.ACRE: "英亩",
        Unit.SQ_FT: "平方英尺",
        Unit.M: "米",
        Unit.KM: "公里|千米|km",
        Unit.MW: "兆瓦|MW",
        Unit.GW: "吉瓦|GW",
        Unit.CNY: "元|元人民币|人民币",
        Unit.GBP: "英镑",
        Unit.USD: "美元",
        Unit.EUR: "欧元",
        Unit.HOUR: "小时|个小时",
        Unit.DAY: "天",
        Unit.WEEK: "周|个星期|星期",
        Unit.MONTH: "个月",
        Unit.YEAR: "年",
    }.items()
    for spelling in spellings.split("|")
}
# Units that are not kept, factors, ranks, and words that join: after a number, each makes it no count.
_NO_NOUNS = (
    "分钟", "秒", "吨", "公斤", "千克", "克", "斤", "里", "英里", "英尺", "英寸", "厘米", "毫米", "立方", "升", "千瓦",
    "瓦", "度", "日元", "港", "澳", "新元", "韩", "卢布", "法郎", "块", "角", "分", "折", "倍", "番", "个百分", "百分",
    "号", "月", "日", "岁", "点", "时", "世纪", "年代", "刻", "美分", "镑", "便士", "元", "米", "年", "期间", "比特",
    "字节", "第", "十", "百", "千", "万", "亿", "半", "多", "余", "几", "来", "个半", "和", "与", "或", "至", "到",
)  # fmt: skip
_VAGUE = "许多|很多|众多|若干|不少(?!于)|大量|一些|诸多"
# Between a number and a noun stands a measure word; without one, the digit may be part of a name, as in 四川 or 三国.
_CLASSIFIERS = "家个名人项位所场次种座条件批届层户间支只款台套部份篇本辆架艘栋幢处类组队门张笔期轮"
_NO_NOUN_SIGNS = "不未已约近超逾至和与及或是有为占达每各第较增半多余几来点"
_SIGNS = "〇零一二两兩三四五六七八九十百千万萬亿億点點壹贰叁肆伍陆柒捌玖拾佰仟"
_RUN = f"[0-9,.{_SIGNS}]+"
_SCALES = {"十": 1, "百": 2, "千": 3, "万": 4, "萬": 4, "亿": 8, "億": 8}
_SCALE = "[十百千]?[万萬亿億]|[百千]|万亿"
_MONEY = CURRENCIES | {"人民币": Unit.CNY}


@frozen
class _Amount:
    """One number of a phrase, its own bound if it has one, and the unit or nouns after it."""

    value: Decimal | Fraction
    unit: Unit
    bound: Bound = Bound.EXACT
    upto: Decimal | None = None
    rule: PhraseRule = PhraseRule.PLAIN


def read_chinese(plain: str) -> tuple[Quantity, PhraseRule]:
    """Return the figure that a phrase in plain text states, and the rule that read it.

    Raises:
        UnreadableError: No rule reads the whole phrase as one figure.
        ValueError: The figure is too long, or a range is not in order.
    """
    text = re.sub("(?<![0-9]) | (?![0-9])", "", plain)
    if re.fullmatch(f"(?:{_VAGUE})(.*)|(?:好几|几|数|多)([{_CLASSIFIERS}].*)", text):
        return _vague(text), PhraseRule.VAGUE
    before, core = _bound_before(text)
    core, after = _bound_after(core)
    if before and after:
        raise UnreadableError(plain, "it holds two bounds")
    bound = before or after
    joint = re.search("(?<=.)[-~至到](?=.)", core)
    if joint:
        if bound:
            raise UnreadableError(plain, "it holds two bounds")
        return _range(core[: joint.start()], core[joint.end() :]), PhraseRule.RANGE
    amount = _amount(core, bounded=bound is not None)
    if bound and amount.bound is not Bound.EXACT:
        raise UnreadableError(plain, "it holds two bounds")
    rule = PhraseRule.BOUNDED if bound else amount.rule
    return Quantity(amount.value, amount.unit, bound or amount.bound, amount.upto), rule


def _vague(text: str) -> Quantity:
    rest = re.sub(f"^(?:{_VAGUE}|好几|几|数|多)", "", text)
    # These words may stand before a noun itself.
    is_noun = _is_noun(rest) and not re.search(f"[{_SIGNS}]", rest) and not rest.startswith((*_NO_NOUNS, *_UNITS))
    return Quantity(None, Unit.COUNT if is_noun else _unit(rest), Bound.VAGUE)


def _bound_before(text: str) -> tuple[Bound | None, str]:
    for phrase in sorted(_BEFORE, key=len, reverse=True):
        if text.startswith(phrase) and (phrase not in {"上", "过"} or text[1:2] in tuple("百千万亿半")):
            return _BEFORE[phrase], text[len(phrase) :]
    return None, text


def _bound_after(text: str) -> tuple[str, Bound | None]:
    for phrase in sorted(_AFTER, key=len, reverse=True):
        if text.endswith(phrase):
            return text[: -len(phrase)], _AFTER[phrase]
    return text, None


def _amount(text: str, *, bounded: bool = False) -> _Amount:
    """Return the amount that a text states; where a bound stands before it, a scale needs no digit: `近千`."""
    money = next((sign for sign in _MONEY if text[: len(sign)].casefold() == sign), "")
    found = _part(text) or _number(text[len(money) :].lstrip(), bounded=bounded)
    if not money:
        return found
    if found.unit not in {Unit.COUNT, _MONEY[money]}:
        raise UnreadableError(text, f"it is in {_MONEY[money]} and in {found.unit} at once")
    return evolve(found, unit=_MONEY[money])


def _number(text: str, *, bounded: bool) -> _Amount:
    found = re.match(f"(?:好几|几|数)({_SCALE}|十)(.*)", text)
    if found:
        # Both words mean more than one and fewer than ten (Xiandai Hanyu Cidian, under 几).
        return _Amount(scaled(Decimal(2), _places(found[1])), _unit(found[2]), Bound.AT_LEAST, rule=PhraseRule.FLOOR)
    found = re.match(f"({_RUN})(.*)", text)
    if found is None:
        raise UnreadableError(text, "it holds no figure that a rule reads")
    run, rest = found.groups()
    if run[0] in "百千万亿" and (bounded or rest[:1] in {"多", "余", "餘"}):
        run = f"一{run}"
    opened = re.match(f"([多余餘来來几])({_SCALE})?(.*)", rest)
    if opened:
        return _open(run, opened[1], opened[2] or "", opened[3])
    pair = re.search("[一二两三四五六七八九]{2,}", run)
    if pair:
        return _pair(run, pair, rest)
    return _measured(chinese_number(run), run, rest, bounded=bounded)


def _measured(number: Decimal, run: str, rest: str, *, bounded: bool) -> _Amount:
    """Return a number with its unit, to which `半` adds a half and `多` an open end: `1年半`, `两个多月`."""
    if re.fullmatch("[12][0-9]{3}", run) and rest == "年" and not bounded:
        raise UnreadableError(f"{run}{rest}", "it is a year of the calendar or a number of years")
    spread = re.fullmatch("(年|天|小时|个小时|个月|个星期|周)(半|多)|个(半|多)(月|小时|星期)", rest)
    if spread is None:
        return _Amount(number, _unit(rest))
    if number != int(number):
        raise UnreadableError(f"{run}{rest}", "only a whole number is followed by a half or more")
    unit = _UNITS[spread[1] or f"个{spread[4]}"]
    if "半" in rest:
        return _Amount(Decimal(f"{int(number)}.5"), unit)
    return _Amount(number, unit, Bound.MORE_THAN, rule=PhraseRule.BOUNDED)


def _part(text: str) -> _Amount | None:
    """Return a part of a whole, or None where the text states none."""
    if text in {"半", "半数", "一半"}:
        return _Amount(Fraction(1, 2), Unit.SHARE, rule=PhraseRule.FRACTION)
    if text[:1] == "半" and text[1:] in {"年", "天", "小时", "个小时", "个月"}:
        return _Amount(Decimal("0.5"), _UNITS[text[1:]])
    found = re.fullmatch(f"({_RUN})分之({_RUN})", text)
    if found:
        below, above = found.groups()
        if below in {"百", "千", "万"}:
            if below == "百":
                return _Amount(chinese_number(above), Unit.PERCENT)
            return _Amount(Fraction(chinese_number(above)) / 10 ** _SCALES[below], Unit.SHARE, rule=PhraseRule.FRACTION)
        parts = chinese_number(below)
        if not parts:
            raise UnreadableError(text, "nothing is divided by zero")
        return _Amount(Fraction(chinese_number(above)) / Fraction(parts), Unit.SHARE, rule=PhraseRule.FRACTION)
    found = re.fullmatch("([一二两三四五六七八九]|[1-9])成", text)
    return _Amount(Fraction(int(chinese_number(found[1])), 10), Unit.SHARE, rule=PhraseRule.FRACTION) if found else None


def _places(scale: str) -> int:
    return sum(_SCALES[sign] for sign in scale)


def _last_place(number: Decimal) -> int:
    """Return the power of ten of the last digit of a whole number that is not zero."""
    digits = f"{number:f}"
    return len(digits) - len(digits.rstrip("0"))


def _open(run: str, sign: str, scale: str, rest: str) -> _Amount:
    """Return a number whose last digits are left open: `300余家`, `一千多万`, `十几`, `十来个`."""
    number = chinese_number(run)
    places, last = _places(scale), _last_place(number) if number and number == int(number) else 0
    if not last:
        raise UnreadableError(run, "only a round number is left open")
    unit = _unit(rest)
    if sign in "多余餘":
        if not scale:
            return _Amount(number, unit, Bound.MORE_THAN, rule=PhraseRule.BOUNDED)
        low, high = number, int(number) + 10**last
    elif sign == "几":
        if last > 1:
            raise UnreadableError(run, "an open digit follows tens")
        low, high = Decimal(int(number) + 1), int(number) + (10 if scale else 9)
    elif scale:
        raise UnreadableError(run, "it is not said how far it is from the round number")
    else:
        return _Amount(number, unit, Bound.ABOUT, rule=PhraseRule.BOUNDED)
    return _Amount(scaled(low, places), unit, Bound.BETWEEN, scaled(Decimal(high), places), PhraseRule.ESTIMATE)


def _pair(run: str, pair: re.Match[str], rest: str) -> _Amount:
    """Return a number in which two digits stand for one: `六七个`, `七八十`, `十二三`, `三五百`."""
    digits = pair[0].replace("两", "二")
    if len(digits) != len("六七") or ("一二三四五六七八九".find(digits) < 0 and digits != "三五"):
        raise UnreadableError(run, "digits in a row are an estimate only where one follows the other")
    head, tail = run[: pair.start()], run[pair.end() :]
    low, high = (chinese_number(head + digit + tail) for digit in digits)
    # Seventy or eighty, and some: the upper figure is not reached only where it is not a round one.
    last = _last_place(high) if tail else 0
    upto = Decimal(int(high) + 10**last) if last else high
    return _Amount(low, _unit(rest), Bound.BETWEEN, upto, PhraseRule.ESTIMATE)


def _range(lower: str, upper: str) -> Quantity:
    high = _amount(upper)
    text = f"{lower}-{upper}"
    money = next((sign for sign in _MONEY if lower.casefold().startswith(sign)), "")
    low = _amount(lower)
    if low.unit is Unit.COUNT and high.unit is not Unit.COUNT and not money:
        low = evolve(low, unit=high.unit)
    elif money and high.unit is Unit.COUNT:
        high = evolve(high, unit=low.unit)
    if low.unit is not high.unit or {low.bound, high.bound} != {Bound.EXACT}:
        raise UnreadableError(text, "a range takes two figures of one unit")
    if re.search("[万亿]", upper) and not re.search("[百千万亿]", lower):
        # GB/T 15835-2011 wants the scale written twice for this reason.
        raise UnreadableError(text, "it is not said whether the scale is that of both figures")
    return Quantity(low.value, low.unit, Bound.BETWEEN, high.value)


def _unit(rest: str) -> Unit:
    """Return the unit that a text names, or the count where it is a measure word, with what is counted or without."""
    if not rest:
        return Unit.COUNT
    unit = _UNITS.get(rest)
    if unit:
        return unit
    if re.search(f"[0-9{_SIGNS}]", rest):
        raise UnreadableError(rest, "it holds several figures")
    if rest[0] not in _CLASSIFIERS or rest.startswith((*_NO_NOUNS, *_UNITS)) or not _is_noun(rest[1:]):
        raise UnreadableError(rest, f"{rest[:16]!r} is no unit that is kept, and nothing that is counted")
    return Unit.COUNT


def _is_noun(text: str) -> bool:
    return bool(re.fullmatch(f"(?:(?![{_NO_NOUN_SIGNS}])[A-Za-z\u3400-\u4dbf\u4e00-\u9fff]){{0,16}}", text))
