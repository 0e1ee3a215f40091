"""How fast, how small and how sure is finding by name, against a scan with rapidfuzz in the same run?

    python benchmarks/name_search.py [NAMES] [ROUNDS]

The names are made up, from a seed, in the shape of ours: half of them people, half bodies, one in six in Chinese, each
with an owner of its own. The queries are such names with one slip, in Latin script: in Han script another character is
another name, never a slip. The peer is `rapidfuzz.process.extract` over the folded names, given folded queries, by
`fuzz.ratio` (and, for a few queries, by `fuzz.WRatio`, the scorer that it takes by itself); ours folds each query.
"""

from __future__ import annotations

import gc
import importlib.metadata
import platform
import random
import statistics
import sys
import time
import tracemalloc
import unicodedata
from functools import partial
from typing import TYPE_CHECKING

from rapidfuzz import fuzz, process
from run import SEED

import sinouk_innov as si
from sinouk_innov import spelling
from sinouk_innov.edit_counts import counted, counted_here
from sinouk_innov.names import NameIndex

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

NAMES = 100_000
ROUNDS = 15
TYPOS_A_ROUND = 8
SLOW_ROUNDS = 3
SLOW_QUERIES = 2
QUICK, SLOW = "rapidfuzz, fuzz.ratio", "rapidfuzz, fuzz.WRatio"
QUERIES_OF_A_SLIP = 200
RECALL_AT = 5
LOOKUPS = 2_000


def listed(*texts: str) -> list[str]:
    """Return the words of some texts, in which `_` stands for a space."""
    return [word.replace("_", " ") for text in texts for word in text.split()]


SURNAMES = listed(
    "Wang Li Zhang Liu Chen Yang Zhao Huang Zhou Wu Xu Sun Hu Zhu Gao Lin He Guo Ma Luo Liang Song Zheng Xie Han Tang",
    "Feng Yu Dong Xiao Cheng Cao Yuan Deng Fu Shen Zeng Peng Lü Su Lu Jiang Cai Jia Ding Wei Xue Ye Yan Pan Du Dai",
    "Xia Zhong Tian Ren Fan Fang Shi Yao Tan Liao Zou Xiong Jin Hao Kong Bai Cui Kang Mao Qiu Qin Gu Hou Shao Meng",
)
BEGINNINGS = listed("b p m f d t n l g k h j q x zh ch sh r z c s y w")
FINALS = listed("a ai an ang ao e ei en eng i ian iang iao ie in ing iu o ong ou u ua uan ui un uo")
WITH_DOTS = ("lü", "nü")
DOTTED = 0.02
GIVEN = listed(
    "James Mary John Patricia Robert Jennifer Michael Linda David Elizabeth William Barbara Richard Susan Joseph",
    "Karen Thomas Sarah Charles Nancy Daniel Margaret Matthew Sandra Anthony Ashley Donald Emily Mark Carol Paul",
    "Michelle Andrew Amanda Joshua Melissa Kevin Deborah Brian Rebecca George Laura Edward Helen Anna Ruth Zoë Renée",
)
FAMILY = (
    listed("Ash Black Brad Brough Clay Cross Dal Ever Fair Green Hard Hol Kirk Lang Mar Nor Pem Ring Sher Win"),
    ["", *listed("ing er en a el is")],
    listed("ton ham ley ford worth field by wick well borough wood stead bridge more land combe Müller Núñez son ner"),
)
PLACES = listed(
    "Beijing Shanghai Qingdao Shenzhen Guangzhou Nanjing Wuhan Chengdu Hangzhou Suzhou Tianjin Xi'an Dalian Jinan",
    "Yantai Cambridge Oxford Manchester Newcastle Leeds Bristol Glasgow Cardiff Belfast Nottingham Southampton",
)
FIELDS = listed(
    "Advanced_Materials Life_Science Biomedical_Engineering Marine_Technology Clean_Energy Quantum_Optics Robotics",
    "Artificial_Intelligence Graphene Crop_Genetics Precision_Medicine Satellite_Applications Photonics Food_Safety",
    "Battery_Storage Offshore_Wind Digital_Health Smart_Manufacturing Synthetic_Biology New_Energy_Vehicles",
)
SHAPES = (
    "{place} {brand} {field} Co., Ltd.",
    "{brand} {field} Technology Company Limited",
    "{place} {brand} {field} Research Institute",
    "{brand} University Institute of {field}",
    "China-UK {brand} {field} Innovation Centre",
    "{place} {brand} Science Park",
    "National Laboratory of {field}, {place} {brand}",
    "{brand} & {other} {field} Holdings plc",
)
HAN_SURNAMES = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕"
HAN_PLACES = listed("北京 上海 青岛 深圳 广州 南京 武汉 成都 杭州 苏州 天津 西安 大连 济南 宁波 烟台")
HAN_ENDS = listed("科技有限公司 生物医药研究院 新材料研究所 科技园 中英创新中心 大学 高新技术产业开发区 海洋装备公司")
PEOPLE = {"han": 15, "pinyin": 45, "English": 20, "English with a middle name": 20}
BODIES = {"han": 18, "Latin": 82}


def _sort(shares: dict[str, int], rng: random.Random) -> str:
    (sort,) = rng.choices(list(shares), list(shares.values()))
    return sort


def _brand(rng: random.Random) -> str:
    """Return a word that no language has, as firms call themselves."""
    return "".join(rng.choice(BEGINNINGS) + rng.choice("aeiou") for _ in range(rng.choice((2, 3, 3)))).capitalize()


def _han(rng: random.Random, least: int, most: int) -> str:
    return "".join(chr(rng.randrange(0x4E00, 0x7000)) for _ in range(rng.randint(least, most)))


def _syllable(rng: random.Random) -> str:
    if rng.random() < DOTTED:
        return rng.choice(WITH_DOTS)
    return rng.choice(BEGINNINGS) + rng.choice(FINALS)


def _person(rng: random.Random) -> str:
    sort = _sort(PEOPLE, rng)
    if sort == "han":
        return rng.choice(HAN_SURNAMES) + _han(rng, 2, 2)
    if sort == "pinyin":
        return f"{(_syllable(rng) + _syllable(rng)).capitalize()} {rng.choice(SURNAMES)}"
    given = [rng.choice(GIVEN) for _ in range(1 if sort == "English" else 2)]
    return " ".join([*given, "".join(map(rng.choice, FAMILY))])


def _body(rng: random.Random) -> str:
    if _sort(BODIES, rng) == "han":
        return rng.choice(HAN_PLACES) + _han(rng, 2, 3) + rng.choice(HAN_ENDS)
    return rng.choice(SHAPES).format(
        place=rng.choice(PLACES), brand=_brand(rng), other=_brand(rng), field=rng.choice(FIELDS)
    )


def made_up(count: int) -> list[tuple[str, str, bool]]:
    """Return so many different names, each with its owner and whether that is a person."""
    rng = random.Random(SEED)
    names: dict[str, bool] = {}
    while len(names) < count:
        is_person = rng.choice((True, False))
        names.setdefault(_person(rng) if is_person else _body(rng), is_person)
    return [
        (text, f"{'per' if is_person else 'org'}-{at:07}", is_person)
        for at, (text, is_person) in enumerate(names.items())
    ]


def _typo(text: str, rng: random.Random) -> str:
    at = rng.choice([at for at, letter in enumerate(text) if letter.isalpha()])
    new = rng.choice("abcdefghijklmnopqrstuvwxyz")
    return text[:at] + rng.choice((new + text[at], new, "")) + text[at + 1 :]


def _transposed(text: str, rng: random.Random) -> str:
    places = [at for at in range(len(text) - 1) if text[at : at + 2].isalpha() and text[at] != text[at + 1]]
    at = rng.choice(places)
    return text[:at] + text[at + 1] + text[at] + text[at + 2 :]


def _without_accents(text: str, _: random.Random) -> str:
    return "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))


def _swapped(text: str, _: random.Random) -> str:
    words = text.split()
    return " ".join([words[-1], *words[:-1]])


SLIPS: dict[str, Callable[[str, random.Random], str]] = {
    "one typo": _typo,
    "two neighbours swapped": _transposed,
    "accents dropped": _without_accents,
    "words in another order": _swapped,
}


def asked(entries: Sequence[tuple[str, str, bool]], slip: str, count: int, seed: int) -> list[tuple[str, str]]:
    """Return queries with a slip, each with the owner whom it should find."""
    rng = random.Random(seed)
    latin = [entry for entry in entries if max(entry[0]) < "\u3041"]
    if slip == "accents dropped":
        latin = [entry for entry in latin if not entry[0].isascii()]
    if slip == "words in another order":
        latin = [entry for entry in latin if entry[2]]
    chosen = (rng.choice(latin) for _ in range(count))
    return [(SLIPS[slip](text, rng), owner) for text, owner, _ in chosen]


def spent(act: Callable[[str], object], texts: Sequence[str]) -> float:
    """Return the CPU seconds that one query takes."""
    begin = time.process_time()
    for text in texts:
        act(text)
    return (time.process_time() - begin) / len(texts)


def recall(index: NameIndex, queries: Sequence[tuple[str, str]]) -> float:
    """Return the share of queries whose owner is among the best hits."""
    return statistics.mean(owner in {h.owner for h in index.ranked(text, limit=RECALL_AT)} for text, owner in queries)


def scanned(key: str, *, folded: Sequence[str], scorer: Callable[..., float]) -> object:
    """Scan all names with rapidfuzz."""
    return process.extract(key, folded, scorer=scorer, limit=RECALL_AT)


def typo_rounds(
    indexes: dict[str, NameIndex], entries: Sequence[tuple[str, str, bool]], count: int
) -> Iterator[dict[str, float]]:
    """Yield the time of a query for each way to search, round by round, after a round that does not count."""
    folded = [spelling.name_key(text) for text, _, _ in entries]
    rng = random.Random(SEED)
    for turn in range(count + 1):
        queries = [text for text, _ in asked(entries, "one typo", TYPOS_A_ROUND, turn)]
        keys = [spelling.name_key(text) for text in queries]
        cases = {name: partial(spent, index.ranked, queries) for name, index in indexes.items()}
        cases[QUICK] = partial(spent, partial(scanned, folded=folded, scorer=fuzz.ratio), keys)
        if turn <= SLOW_ROUNDS:
            cases[SLOW] = partial(spent, partial(scanned, folded=folded, scorer=fuzz.WRatio), keys[:SLOW_QUERIES])
        taken = {name: cases[name]() for name in rng.sample(sorted(cases), len(cases))}
        if turn:
            yield taken


def exact_rounds(entries: Sequence[tuple[str, str, bool]], count: int) -> Iterator[dict[str, float]]:
    """Yield the time of exact look-ups, and of look-ups in a dict that holds the same keys."""
    people = [(text, owner) for text, owner, is_person in entries if is_person]
    index = NameIndex((text, owner, True) for text, owner in people)
    by_key = {spelling.person_key(text): owner for text, owner in people}
    table = si.load().people
    labels = [record.label for record in table]
    by_label_key = {spelling.person_key(label): record for label, record in zip(labels, table, strict=True)}
    rng = random.Random(SEED)
    for _ in range(count):
        texts = [rng.choice(people)[0].upper() for _ in range(LOOKUPS)]
        again = [rng.choice(labels) for _ in range(LOOKUPS)]
        prepared = list(map(spelling.person_key, again))
        spent(table.one, again)
        yield {
            "first": spent(index.owners, texts),
            "key and dict": spent(lambda text: by_key.get(spelling.person_key(text)), texts),
            "again": spent(table.one, again),
            "dict": spent(by_label_key.__getitem__, prepared),
        }


def print_memory(entries: list[tuple[str, str, bool]]) -> None:
    """Print what an index takes beside the names, in all its parts."""
    names = sum(sys.getsizeof(text) for text, _, _ in entries)
    tracemalloc.start()
    index = NameIndex(entries)
    index.exact("Peng Lv")
    exact = tracemalloc.get_traced_memory()[0]
    index.ranked("Peng Lvv")
    whole, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    print("| memory | MB | to the names | bar |\n|---|---:|---:|---|")
    for case, size, bar in (
        ("names", names, ""),
        ("index, exact look-ups only", exact, ""),
        ("index, whole", whole, "at most 3"),
        ("peak while it is made", peak, ""),
    ):
        print(f"| {case} | {size / 1e6:.1f} | {size / names:.2f} | {bar} |")


def main() -> None:
    """Print the tables."""
    size = int(sys.argv[1]) if len(sys.argv) > 1 else NAMES
    count = int(sys.argv[2]) if len(sys.argv) > 2 else ROUNDS  # noqa: PLR2004  it is the second
    print(f"Python {platform.python_version()}, rapidfuzz {importlib.metadata.version('rapidfuzz')}; {size:,} names.\n")
    entries = made_up(size)
    indexes = {"core alone": NameIndex(entries, count=counted_here), "with `fast`": NameIndex(entries, count=counted)}
    print("| first use | s |\n|---|---:|")
    for name, index in indexes.items():
        gc.collect()
        print(f"| exact, {name} | {spent(index.exact, ['Peng Lv']):.2f} |")
        print(f"| search, {name} | {spent(index.ranked, ['Peng Lvv']):.2f} |")
    print("\n| one typo | ms | slowest ms | ratio to fuzz.ratio | to fuzz.WRatio | bar |")
    print("|---|---:|---:|---:|---:|---|")
    times = list(typo_rounds(indexes, entries, count))
    bars = {"core alone": "at most 0.25", "with `fast`": f"at most {0.05 if size <= NAMES else 0.03}"}
    for name in (QUICK, SLOW, *indexes):
        own = [taken[name] for taken in times if name in taken]
        ratio = statistics.median(taken[name] / taken[QUICK] for taken in times if name in taken)
        wide = statistics.median(taken[name] / taken[SLOW] for taken in times if SLOW in taken)
        print(
            f"| {name} | {statistics.median(own) * 1e3:.3f} | {max(own) * 1e3:.3f} | {ratio:.4f} | {wide:.4f} "
            f"| {bars.get(name, '')} |"
        )
    exact = list(exact_rounds(entries, count))
    print("\n| exact | µs | ratio | to | bar |\n|---|---:|---:|---|---|")
    for case, against, told in (
        ("first", "key and dict", "a spelling not asked before, in capitals"),
        ("again", "dict", "a name as it stands, asked again"),
    ):
        ratio = statistics.median(taken[case] / taken[against] for taken in exact)
        micros = statistics.median(taken[case] for taken in exact) * 1e6
        print(f"| {told} | {micros:.3f} | {ratio:.2f} | {against} | at most 3 |")
    print()
    print(f"| recall at {RECALL_AT} | {' | '.join(indexes)} | bar |\n|---|{'---:|' * len(indexes)}---|")
    for slip in SLIPS:
        queries = asked(entries, slip, QUERIES_OF_A_SLIP, SEED)
        shares = " | ".join(f"{recall(index, queries):.3f}" for index in indexes.values())
        print(f"| {slip} | {shares} | at least 0.98 |")
    print()
    indexes.clear()
    print_memory(entries)


if __name__ == "__main__":
    main()
