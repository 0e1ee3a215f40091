"""Which spellings are one name, and which are nearly one?

Texts are folded to keys: two names are one where their keys are equal. A body, place, initiative or event is read by
`name_key`, a person by `person_key`. `variant_key` and `edits` say only that two names come near.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

__all__ = [
    "FIRST_CHARACTER",
    "edits",
    "honorific",
    "is_character",
    "name_key",
    "person_key",
    "person_words",
    "text_word_spans",
    "text_words",
    "variant_key",
    "variant_of_key",
    "words",
]

# Patterns are text here and compiled by `re` when first used, so that importing costs nothing.
# Han and kana, but for the katakana middle dot and double hyphen, which are punctuation. No pattern has a class of
# them, which would take some milliseconds to compile.
_CHARACTERS = (
    ("\u3041", "\u3096"),
    ("\u309d", "\u309f"),
    ("\u30a1", "\u30fa"),
    ("\u30fc", "\u30ff"),
    ("\u3400", "\u4dbf"),
    ("\u4e00", "\u9fff"),
    ("\uf900", "\ufaff"),
    ("\U00020000", "\U0003134f"),
)
FIRST_CHARACTER = "\u3041"
"""What comes before it is no Han or kana character."""
# The first invisible character, and the vowels and closing consonants that syllables of Hangul are composed of.
_FIRST_JOINING = "\u00ad"
_HANGUL_PARTS = ("\u1160", "\u11ff")
_WORD = r"[^\W_]+"
_PERSON_WORD = r"[^\W_]+(?:[-\u2010\u2013\u2212][^\W_]+)*"
_INVISIBLE = "[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufe00-\ufe0f\ufeff\U000e0100-\U000e01ef]"
_ACCENTS = "\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff"
_ACCENT = f"[{_ACCENTS}]"
_U_WITH_DIAERESIS = f"u[{_ACCENTS}]*\u0308"
# Before normalisation, which would make some of them a space and a combining accent, and others letters.
_APOSTROPHES = str.maketrans(dict.fromkeys("`\u00b4\u2018\u2019\u201b\u2032\u02b9\u02bb\u02bc\u02bd\uff07", "'"))
_INNER_APOSTROPHE = r"(?<=[^\W_])'(?=[^\W_])"
_INITIALS = r"(?<![^\W_])[^\W\d_](?:\.[^\W\d_])+(?![^\W_])"
# Letters with a stroke, which do not decompose, and the dotless i, whose capital is I.
_PLAIN_LETTERS = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ı": "i"})

# American to British, whole words. Words that mean two things in one of the spellings (meter, story, tire) stay out.
_BRITISH = {
    "aging": "ageing",
    "aluminum": "aluminium",
    "analog": "analogue",
    "catalog": "catalogue",
    "catalogs": "catalogues",
    "center": "centre",
    "centers": "centres",
    "color": "colour",
    "colors": "colours",
    "defense": "defence",
    "dialog": "dialogue",
    "dialogs": "dialogues",
    "fiber": "fibre",
    "fibers": "fibres",
    "harbor": "harbour",
    "honor": "honour",
    "honors": "honours",
    "labor": "labour",
    "license": "licence",
    "licenses": "licences",
    "modeling": "modelling",
    "neighborhood": "neighbourhood",
    "organized": "organised",
    "organizer": "organiser",
    "organizers": "organisers",
    "organizing": "organising",
    "program": "programme",
    "programs": "programmes",
    "specialized": "specialised",
    "theater": "theatre",
    "theaters": "theatres",
}
_IZATION = r"([a-z]{2,})ization(s|al)?"
_LEGAL_PAIR = r"(?<!\S)(?:company|co) (?:limited|ltd)(?!\S)"
_LEGAL_ENDS = {"company": "co", "corporation": "corp", "incorporated": "inc", "limited": "ltd"}

_TITLES = (
    r"(?i)(?:(?:mr|mrs|ms|miss|mx|madame?|dr|prof|professor|sir|dame|lord|lady|baroness"
    r"|(?:the\s+)?(?:rt|right)\.?\s+hon(?:ou?rable)?)(?:\.\s*|\s+))+"
)
# Most names begin with none of these, and need the pattern neither compiled nor run.
_TITLE_BEGINNINGS = frozenset(
    {
        "mr",
        "mrs",
        "ms",
        "miss",
        "mx",
        "madam",
        "madame",
        "dr",
        "prof",
        "professor",
        "sir",
        "dame",
        "lord",
        "lady",
        "baroness",
        "the",
        "rt",
        "right",
    }
)
_CHINESE_TITLES = r"\s*(?:先生|女士|小姐|夫人|教授|博士|院士|同志)$"

_CHINA = "(?:china|chinese|sino)"
_BRITAIN = "(?:the )?(?:uk|britain|british|great britain|united kingdom|anglo)"
_TWO_COUNTRIES = rf"(?<!\S)(?:{_CHINA}(?: and)? {_BRITAIN}|{_BRITAIN}(?: and)? (?:the )?{_CHINA})(?!\S)"
_TWO_COUNTRIES_IN_HAN = "中 英|英 中"


def _folded(text: str) -> str:
    """Return a text in one case and width, without accents and invisible characters; ü becomes v."""
    text = text.translate(_APOSTROPHES)
    if text.isascii():
        return text.lower()
    text = unicodedata.normalize("NFKC", re.sub(_INVISIBLE, "", text)).casefold()
    text = re.sub(_U_WITH_DIAERESIS, "v", unicodedata.normalize("NFKD", text))
    # Composed again, since kana and Hangul come apart as well.
    return unicodedata.normalize("NFC", re.sub(_ACCENT, "", text)).translate(_PLAIN_LETTERS)


def _split(folded: str) -> list[str]:
    folded = _without_inner_apostrophes(folded)
    if "." in folded:
        folded = re.sub(_INITIALS, lambda found: found.group().replace(".", ""), folded)
    return re.findall(_WORD, _apart(folded))


def _without_inner_apostrophes(folded: str) -> str:
    return re.sub(_INNER_APOSTROPHE, "", folded) if "'" in folded else folded


def _is_high(text: str) -> bool:
    """Tell whether a text may hold Han or kana characters."""
    return not text.isascii() and max(text) >= FIRST_CHARACTER


@lru_cache(maxsize=4096)
def is_character(character: str) -> bool:
    """Tell whether a character is a Han or kana character, which is a word by itself."""
    return any(first <= character <= last for first, last in _CHARACTERS)


def _apart(folded: str) -> str:
    """Put spaces round each Han or kana character."""
    if not _is_high(folded):
        return folded
    return "".join(f" {character} " if is_character(character) else character for character in folded)


def words(text: str) -> tuple[str, ...]:
    """Return the words of a name, folded.

    Case, width and accents fall away, save that ü, with or without a tone mark, becomes v. Punctuation and spaces
    separate; apostrophes inside a word and full stops between initials vanish. Each Han or kana character is a word.

    Examples:
        >>> words("Hai’er (U.K.) Co., Ltd.")
        ('haier', 'uk', 'co', 'ltd')
        >>> words("Lǚliang · 清华")
        ('lvliang', '清', '华')
    """
    return tuple(_split(_folded(text)))


def text_words(text: str) -> list[str]:
    """Return the words of a running text: as `words`, but that `&` is `and` and American spellings are British ones.

    Examples:
        >>> text_words("The R&D Center, 青岛")
        ['the', 'r', 'and', 'd', 'centre', '青', '岛']
    """
    return [_british(word) for word in _split(_folded(text).replace("&", " and "))]


def text_word_spans(text: str) -> list[tuple[str, int, int]]:
    """Return each word of `text_words`, and the first and last offset of what it was made from, in the text as given.

    Examples:
        >>> text_word_spans("R&D, 青岛")
        [('r', 0, 1), ('and', 1, 2), ('d', 2, 3), ('青', 5, 6), ('岛', 6, 7)]
    """
    folded = _folded(text)
    if _is_each_in_its_place(text, folded):
        if folded.isascii():
            return [(_british(match.group()), *match.span()) for match in re.finditer(_WORD, folded)]
        return [
            (_british(word), begin, begin + len(word))
            for match in re.finditer(_WORD, folded)
            for word, begin in _pieces(match.group(), match.start())
        ]
    # Folding may change the number of characters, so each remembers what it was made from.
    found = [
        (character, begin, end) for begin, end in _clusters(text) for character in _folded_cluster(text[begin:end])
    ]
    for pattern, vanishing in ((_INNER_APOSTROPHE, "'"), (_INITIALS, ".")):
        places = (at for match in re.finditer(pattern, _joined(found)) for at in range(*match.span()))
        gone = {at for at in places if found[at][0] == vanishing}
        found = [item for at, item in enumerate(found) if at not in gone]
    return [
        (_british(word), found[at][1], found[at + len(word) - 1][2])
        for match in re.finditer(_WORD, _joined(found))
        for word, at in _pieces(match.group(), match.start())
    ]


def _is_each_in_its_place(text: str, folded: str) -> bool:
    """Tell for sure that each character of a text became one, and that no more will vanish or be put in."""
    if len(folded) != len(text) or "&" in folded or re.search(_INNER_APOSTROPHE, folded):
        return False
    if "." in folded and re.search(_INITIALS, folded):
        return False
    # What does not come apart, in neither way, may only have lost characters, and the text is as long as before.
    return text.isascii() or (unicodedata.is_normalized("NFKD", text) and len(text.casefold()) == len(text))


def _pieces(run: str, begin: int) -> Iterator[tuple[str, int]]:
    """Yield the words of a run without separators, each with its first offset."""
    if not _is_high(run):
        yield run, begin
        return
    for word in _apart(run).split():
        yield word, begin
        begin += len(word)


def _joined(found: Iterable[tuple[str, int, int]]) -> str:
    return "".join(character for character, _, _ in found)


def _clusters(text: str) -> Iterator[tuple[int, int]]:
    """Yield the first and last offset of each run of characters, in a text that has any, that folds as if alone."""
    begin = 0
    for at in range(1, len(text)):
        if not _joins(text[at]):
            yield begin, at
            begin = at
    yield begin, len(text)


@lru_cache(maxsize=4096)
def _folded_cluster(cluster: str) -> str:
    return _folded(cluster).replace("&", " and ")


@lru_cache(maxsize=4096)
def _joins(character: str) -> bool:
    """Tell whether a character may change together with what stands before it: a mark, part of a syllable, nothing."""
    if character < _FIRST_JOINING:
        return False
    first = unicodedata.normalize("NFKD", character)[0]
    is_mark = unicodedata.category(first).startswith("M")
    return is_mark or _HANGUL_PARTS[0] <= first <= _HANGUL_PARTS[1] or bool(re.match(_INVISIBLE, character))


def name_key(text: str) -> str:
    """Return the key of a body, place, initiative or event: names with equal keys are one name.

    Beyond what `words` folds, a leading `the` is dropped, `&` is `and`, American spellings become British ones
    (`center`, `program`, any `-ization`), and `Company Limited` is `Co Ltd`.

    Examples:
        >>> name_key("The Center for Science & Industrialization")
        'centre for science and industrialisation'
        >>> name_key("Tus-Holdings Company Limited") == name_key("TUS-HOLDINGS CO., LTD.")
        True
    """
    found = text_words(text)
    while len(found) > 1 and found[0] == "the":
        del found[0]
    if len(found) > 1:
        found[-1] = _LEGAL_ENDS.get(found[-1], found[-1])
    key = " ".join(found)
    return re.sub(_LEGAL_PAIR, "co ltd", key) if " ltd" in key or " limited" in key else key


def _british(word: str) -> str:
    return _BRITISH.get(word) or (re.sub(_IZATION, r"\1isation\2", word) if "ization" in word else word)


def variant_key(text: str) -> str:
    """Return a looser key, in which China and Britain side by side are one word, however and in whichever order named.

    It is no proof: two bodies may bear names that differ in nothing else.

    Examples:
        >>> variant_key("Sino-British Innovation Center")
        'china-uk innovation centre'
        >>> variant_key("UK-China Innovation Centre")
        'china-uk innovation centre'
    """
    return variant_of_key(name_key(text))


def variant_of_key(key: str) -> str:
    """Return the variant key of what has a key by `name_key`; it differs where China and Britain stand side by side.

    Examples:
        >>> variant_of_key("sino british innovation centre")
        'china-uk innovation centre'
    """
    if not _is_high(key):
        # Most names have neither country in them, and need no pattern.
        return re.sub(_TWO_COUNTRIES, "china-uk", key) if "chin" in key or "sino" in key else key
    return re.sub(_TWO_COUNTRIES_IN_HAN, "中英", re.sub(_TWO_COUNTRIES, "china-uk", key))


def honorific(text: str) -> tuple[str | None, str]:
    """Return the honorific before (in Chinese, after) a person's name, or None, and the name without it.

    Where nothing would be left, there is no honorific. The text is brought to NFKC, with plain apostrophes.

    Examples:
        >>> honorific("Prof. Dame Xianghui Bian")
        ('Prof. Dame', 'Xianghui Bian')
        >>> honorific("边祥慧女士")
        ('女士', '边祥慧')
        >>> honorific("Miss")
        (None, 'Miss')
    """
    rest = text.translate(_APOSTROPHES)
    if not rest.isascii():
        rest = re.sub(_INVISIBLE, "", unicodedata.normalize("NFKC", rest))
    rest = rest.strip()
    before = re.match(_TITLES, rest) if _first_word(rest) in _TITLE_BEGINNINGS else None
    after = re.search(_CHINESE_TITLES, rest) if _is_high(rest) else None
    name = rest[before.end() if before else 0 : after.start() if after else None].strip()
    titles = [found.group().strip() for found in (before, after) if found]
    return (" ".join(titles), name) if titles and words(name) else (None, rest)


def _first_word(text: str) -> str:
    begin = text.split(maxsplit=1)
    return begin[0].partition(".")[0].casefold() if begin else ""


def person_words(text: str) -> tuple[str, ...]:
    """Return the parts of a person's name, folded, in the order given, without honorific.

    What a hyphen or an apostrophe joins is one part, and so are all Han characters together, which stand last. As in
    passports, `lyu` is lü; `nyu` is nü where it begins a part, since elsewhere the n may end a syllable (Wen-yu).

    Examples:
        >>> person_words("Ms BIAN Xiang-hui")
        ('bian', 'xianghui')
        >>> person_words("Nyu Xiaolyu")
        ('nv', 'xiaolv')
    """
    plain = _plain_parts(text)
    return tuple(plain) if plain else _person_parts(honorific(text)[1])


def _plain_parts(text: str) -> list[str] | None:
    """Return the parts of a name of letters and spaces that begins like no title; most do, and need no pattern."""
    if text.isascii() and text.replace(" ", "").isalpha():
        plain = text.lower().split()
        if plain[0] not in _TITLE_BEGINNINGS:
            return list(map(_passport, plain))
    return None


def _person_parts(text: str) -> tuple[str, ...]:
    # Initials are parts: J.R. is J. R.
    folded = _without_inner_apostrophes(_folded(text)).replace(".", " ")
    parts: list[str] = []
    characters = ""
    for word in re.findall(_PERSON_WORD, _apart(folded)):
        if is_character(word[0]):
            characters += word
        else:
            parts.append("".join(map(_passport, re.findall(_WORD, word))))
    return (*parts, characters) if characters else tuple(parts)


def _passport(syllables: str) -> str:
    syllables = syllables.replace("lyu", "lv")
    return f"nv{syllables[3:]}" if syllables.startswith("nyu") else syllables


def person_key(text: str) -> str:
    """Return the key of a person's name: names with equal keys are one name.

    The order of the parts does not matter, that of Han characters does. An honorific is dropped where a whole name is
    left: `Ms Bian` is not `Mr Bian`, and neither is `Bian`.

    Examples:
        >>> person_key("Bian, Xianghui") == person_key("Ms Xiang-hui BIAN")
        True
        >>> person_key("Peng Lv") == person_key("LÜ Peng") == person_key("Lyu Peng")
        True
        >>> person_key("Lu Peng") == person_key("Lü Peng")
        False
    """
    plain = _plain_parts(text)
    return " ".join(sorted(plain)) if plain else _person_key(text)


def _person_key(text: str) -> str:
    parts = _person_parts(honorific(text)[1])
    return " ".join(sorted(parts if _is_whole(parts) else _person_parts(text)))


def _is_whole(parts: tuple[str, ...]) -> bool:
    return len(parts) > 1 or any(len(part) > 1 and is_character(part[0]) for part in parts)


def edits(one: str, other: str, most: int) -> int | None:
    """Return how many edits lead from one text to another, or None where it takes more than `most`.

    An edit puts in, takes out or changes a character, or swaps two neighbours; no character is edited twice (optimal
    string alignment, the restricted Damerau-Levenshtein distance).

    Examples:
        >>> edits("bian", "bain", 2)
        1
        >>> edits("trinity college", "trinity hall", 3) is None
        True
    """
    if len(one) > len(other):
        one, other = other, one
    if len(other) - len(one) > most:
        return None
    begin, end = 0, len(one)
    gap = len(other) - end
    # What both begin and end with takes no edit.
    while begin < end and one[begin] == other[begin]:
        begin += 1
    while begin < end and one[end - 1] == other[end + gap - 1]:
        end -= 1
    return _edits_of_cores(one[begin:end], other[begin : end + gap], most)


def _edits_of_cores(one: str, other: str, most: int) -> int | None:
    width, too_many = len(other), most + 1
    before: list[int] = []
    above = list(range(width + 1))
    for i, a in enumerate(one, 1):
        # Cells further than `most` from the diagonal cannot lie on the way.
        first, last = max(1, i - most), min(width, i + most)
        row = [too_many] * (width + 1)
        row[0] = i
        for j in range(first, last + 1):
            b = other[j - 1]
            row[j] = above[j - 1] if a == b else 1 + min(above[j - 1], above[j], row[j - 1])
            if i > 1 and j > 1 and a == other[j - 2] and b == one[i - 2]:
                row[j] = min(row[j], before[j - 2] + 1)
        if min(row) > most:
            return None
        before, above = above, row
    return above[width] if above[width] <= most else None
