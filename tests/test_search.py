"""Full-text search: what is found, where, in which order, and what never happens."""

from __future__ import annotations

import pickle
from typing import TYPE_CHECKING, Any

import attrs
import pytest
from hypothesis import given, strategies as st

import naive
import small
from hard_texts import hard_texts
from sinouk_innov.bundle import load
from sinouk_innov.dataset import Dataset
from sinouk_innov.dates import PartialDate
from sinouk_innov.errors import UnknownFieldError
from sinouk_innov.evidence import FactRef
from sinouk_innov.model.record import Absence, Name
from sinouk_innov.model.vocabularies import AbsenceReason, NameKind
from sinouk_innov.questions.search import Hit, search
from sinouk_innov.questions.text_index import TextIndex, is_han, terms_of, texts_of
from sinouk_innov.spelling import text_word_spans, text_words
from strategies import datasets, records

if TYPE_CHECKING:
    from sinouk_innov.model.record import Record

SMALL_WORDS = {"a", "an", "and", "at", "by", "for", "from", "in", "of", "on", "the", "to", "with"}


def ids(text: str, table: str | None = None) -> set[str]:
    """Search the bundled data, and return the ids of what was found."""
    return {hit.record.id for hit in search(load(), text, table)}


def first(text: str, table: str | None = None) -> Hit:
    """Search the bundled data, and return the best hit."""
    return search(load(), text, table, limit=1)[0]


def of_names(**texts: str) -> Dataset:
    """Hold organisations with one name each."""
    return small.dataset(*(small.organisation(slug, names=(small.name(text),)) for slug, text in texts.items()))


def marked(hit: Hit) -> list[str]:
    """Return what is marked in the text of a hit."""
    return [hit.text[begin:end] for begin, end in hit.matches]


# --- what is found in the bundled data ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "record", "fact", "field", "matches"),
    [
        pytest.param(
            "blockade of technology",
            "rem-academy-answer-to-bottlenecks",
            "rem-academy-answer-to-bottlenecks#gist",
            "gist",
            ["blockade", "of", "technology"],
            id="a gist",
        ),
        pytest.param(
            "Laser-Scan beside",
            "sta-cambridge-science-park-other-companies-1979",
            "sta-cambridge-science-park-other-companies-1979#scope",
            "scope",
            ["beside", "Laser", "Scan"],
            id="the scope of a figure",
        ),
        pytest.param(
            "trade partners UK",
            "sta-china-rank-among-uk-trade-partners",
            None,
            "category",
            ["trade", "partners", "UK"],
            id="the category of a figure",
        ),
        pytest.param(
            "page on the same day 司徒娜",
            "per-christina-scott",
            "per-christina-scott#roles[stellvertretende Botschafterin@org-british-embassy-beijing]",
            "roles.note",
            ["page", "on", "the", "same", "day", "司徒娜"],
            id="a note on a part, English and Chinese",
        ),
        pytest.param(
            "non-hereditary inheritor",
            "src-ukiic-2021-li-fuming-english",
            "src-ukiic-2021-li-fuming-english#title",
            "title",
            ["non", "hereditary", "inheritor"],
            id="a title",
        ),
        pytest.param(
            "OFFICIAL BACKING",
            "rel-beis-promotes-bradfield-centre",
            "rel-beis-promotes-bradfield-centre#qualifier",
            "qualifier",
            ["official", "backing"],
            id="a qualifier",
        ),
        pytest.param(
            "TusPark has its base",
            "ini-tus-trinity-joint-venture",
            "ini-tus-trinity-joint-venture#outcome",
            "outcome",
            ["TusPark", "has", "its", "base"],
            id="an outcome",
        ),
        pytest.param(
            "康复大学成立", "src-bandao-2024-rehabilitation-university", None, "title", ["康复大学成立"], id="Chinese"
        ),
        pytest.param(
            "Oxford-Suzhou Centers", "cen-oscar", None, "names", ["Oxford", "Suzhou", "Centre"], id="a name respelt"
        ),
        pytest.param("Lü Peng", "per-peng-lv", "per-peng-lv#names[Peng Lv@zh-Latn]", "names", ["Peng", "Lv"], id="ü"),
        pytest.param(
            "lyu peng", "per-peng-lv", "per-peng-lv#names[Peng Lv@zh-Latn]", "names", ["Peng", "Lv"], id="passport"
        ),
    ],
)
def test_what_stands_in_a_record_is_found(
    text: str, record: str, fact: str | None, field: str, matches: list[str]
) -> None:
    """The best hit is the record that says it, with the fact, the field and the places in its text."""
    hit = first(text)
    assert (hit.record.id, hit.field, marked(hit)) == (record, field, matches)
    assert fact is None or str(hit.fact) == fact
    assert hit.missing == ()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("laser", {"evt-cambridge-science-park-first-company", "sta-cambridge-science-park-other-companies-1979"}),
        ("Hisense 海信", {"org-hisense"}),
        ("inheritor", {"org-ukiic", "src-ukiic-2021-li-fuming-english"}),
        (
            "康复大学",
            {"org-university-of-health-and-rehabilitation-sciences", "src-bandao-2024-rehabilitation-university"},
        ),
        ('"gateway"', {"rem-wei-han-newcastle-gateway", "src-north-east-times-gateway"}),
        ("大学成立", {"src-bandao-2024-rehabilitation-university"}),
        ("qqqxyz", set[str]()),
    ],
)
def test_all_that_say_it_are_found(text: str, expected: set[str]) -> None:
    """A rare word is found where it stands and nowhere else."""
    assert ids(text) == expected


@pytest.mark.parametrize("text", ["", " \n", "?! … “”", '""', "_", "\u200b"])
def test_a_text_without_words_is_refused(text: str) -> None:
    """That nothing was asked is not told as nothing found."""
    with pytest.raises(ValueError, match="there is no word to search for"):
        search(load(), text)


def test_a_hit_rests_on_the_citations_of_its_fact() -> None:
    """A field rests on what supports it, a title of a post on its own page, a record's note on all citations in it."""
    assert {citation.source for citation in first("康复大学", "organisations").citations} == {
        citation.source
        for name in load().organisations["org-university-of-health-and-rehabilitation-sciences"].names
        if name.text == first("康复大学", "organisations").text
        for citation in name.citations
    }
    title = Name(
        text="主任", language="zh", kind=NameKind.OFFICIAL, citations=(small.citation("zh"),)
    )  # the title of a post, printed elsewhere than the post
    role = attrs.evolve(small.role("Director", "org-a", small.citation("en")), note="by turns")
    person = small.person("x", attrs.evolve(role, titles=(*role.titles, title)), note="a note on x")
    data = small.dataset(person)
    found = {text: search(data, text)[0] for text in ("主任", "director", '"by turns"', '"note on x"')}
    assert [[citation.source for citation in hit.citations] for hit in found.values()] == [
        ["src-zh"],
        ["src-en"],
        ["src-en"],
        ["src-en", "src-zh"],
    ]
    assert {str(hit.fact) for hit in found.values()} == {"per-x#roles[Director@org-a]", "per-x"}
    plain = {
        hit.fact.field: {citation.source for citation in hit.citations} for hit in search(load(), "blockade technology")
    }
    assert plain == {"gist": {"src-tsinghua-academy-2023-symposium"}}
    assert search(small.dataset(small.person("y")), "y")[0].citations == ()


def test_every_text_of_the_files_can_be_found() -> None:
    """Whatever stands in a field for words, wherever in a record, is among its texts."""
    words = {"text", "title", "gist", "category", "scope", "measure", "outcome", "qualifier", "label", "role", "group"}
    fields = {*words, "publisher", "wording", "note"}

    def said(value: object) -> set[str]:
        if isinstance(value, dict):
            here = {item for key, item in value.items() if key in fields and isinstance(item, str)}
            return here.union(*(said(item) for key, item in value.items() if key != "citations"))
        return set[str]().union(*map(said, value)) if isinstance(value, list) else set()

    for raw in naive.records(naive.raw()):
        assert {text.text for text in texts_of(load()[raw["id"]])} == said(raw)


# --- how it is asked ------------------------------------------------------------------------------------------------


def test_all_words_must_stand_in_the_record() -> None:
    """In whichever of its texts; in none of them, the record is no hit while another has all."""
    data = small.dataset(
        small.organisation("a", names=(small.name("Jade Park"),), note="It lies on a lake."),
        small.organisation("b", names=(small.name("Jade Hill"),)),
        small.organisation("c", names=(small.name("Lake"),)),
    )
    (hit,) = search(data, "lake jade")
    assert hit.record.id == "org-a"
    assert [found.field for found in hit.found] == ["names", "note"]
    assert [found.fact for found in hit.found] == [FactRef("org-a", "names", "Jade Park@en"), FactRef("org-a")]


def test_where_none_has_all_those_that_lack_fewest_are_told_so() -> None:
    """The hits lack equally many words, and each says which; small words are not among them."""
    data = of_names(a="Jade Lake Park", b="Jade Hill", c="Amber Park of the Hill", d="Nothing")
    hits = search(data, 'the jade "amber lake" park hill')
    assert {hit.record.id: hit.missing for hit in hits} == {
        "org-a": ("amber lake", "hill"),
        "org-b": ("amber lake", "park"),
        "org-c": ("jade", "amber lake"),
    }
    assert "without 'amber lake', without 'hill'" in repr(next(hit for hit in hits if hit.record.id == "org-a"))
    assert "without amber lake, hill" in next(hit for hit in hits if hit.record.id == "org-a")._repr_html_()


def test_small_words_count_but_need_not_stand() -> None:
    """Unless there are no others."""
    data = of_names(a="Academy of Sciences", b="Sciences Academy", c="House of Lords")
    assert [hit.record.id for hit in search(data, "academy of sciences")] == ["org-a", "org-b"]
    assert {hit.record.id for hit in search(data, "of")} == {"org-a", "org-c"}
    assert [hit.missing for hit in search(data, "of the")] == [("the",), ("the",)]


def test_quotation_marks_keep_words_together() -> None:
    """In one text, side by side, in this order; a mark without another is punctuation."""
    data = small.dataset(
        small.organisation("a", names=(small.name("A joint venture"),)),
        small.organisation("b", names=(small.name("Venture, joint and several"),)),
        small.organisation("c", names=(small.name("joint"), small.name("venture"))),
    )
    for text in ('"joint venture"', "“Joint Ventures”", '"joint venture" a', 'x "joint venture"'):
        assert [hit.record.id for hit in search(data, text)] == ["org-a"]
    assert {hit.record.id for hit in search(data, 'joint "venture')} == {"org-a", "org-b", "org-c"}
    assert {hit.record.id for hit in search(data, '"" joint "!"')} == {"org-a", "org-b", "org-c"}


def test_the_last_word_may_be_the_beginning_of_one() -> None:
    """From three letters on, outside quotation marks; the whole word counts more. A figure is whole."""
    data = of_names(a="TusPark", b="Tus", c="Tuspark Tus", d="Tu 1992", e="Parks")
    assert search(data, "tus")[0].record.id == "org-b"
    assert {hit.record.id for hit in search(data, "tus")} == {"org-a", "org-b", "org-c"}
    assert {hit.record.id for hit in search(data, '"tus"')} == {"org-b", "org-c"}
    assert {hit.record.id for hit in search(data, "tu")} == {"org-d"}
    assert search(data, "199") == ()
    assert {hit.record.id for hit in search(data, "tus tuspa")} == {"org-c"}
    assert [marked(hit) for hit in search(data, "parks")] == [["Parks"]]


def test_chinese_needs_no_spaces() -> None:
    """Characters typed together stand together; with a space each run stands anywhere; one alone is found too."""
    data = of_names(a="科技创新中心", b="创新科技中心", c="创新 Park 中心", d="心")
    assert {hit.record.id for hit in search(data, "科技创新")} == {"org-a"}
    assert {hit.record.id for hit in search(data, "创新 科技")} == {"org-a", "org-b"}
    assert {hit.record.id for hit in search(data, "创新,中心")} == {"org-a", "org-b", "org-c"}
    assert {hit.record.id for hit in search(data, "心")} == {"org-a", "org-b", "org-c", "org-d"}
    assert [marked(hit) for hit in search(data, "park中心")] == [["Park", "中心"]]
    assert {hit.record.id for hit in search(data, '"创新 park 中心"')} == {"org-c"}
    # Nowhere together: by pairs, and what was typed is told as missing.
    assert {hit.record.id: hit.missing for hit in search(data, "科技心创新")} == {
        "org-a": ("科技心创新",),
        "org-b": ("科技心创新",),
    }


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("Universities’ branches", ["university", "branch"]),
        ("business businesses bus", ["business", "business", "bus"]),
        ("parks gas status", ["park", "gas", "status"]),
        ("the UK’s Organization & R&D centers", ["the", "uk", "organisation", "and", "r", "and", "d", "centre"]),
        ("U.K. Xi’an Lǚ Lyu", ["uk", "xian", "lv", "lv"]),
    ],
)
def test_plurals_and_spellings_are_folded(text: str, terms: list[str]) -> None:
    """English words in the singular and in British spelling; short words keep their s."""
    assert terms_of(text) == terms


def test_a_table_and_a_limit_narrow_the_hits() -> None:
    """By name or as a table of some records; the best come first; one hit for each record."""
    data = load()
    everything = search(data, "innovation")
    assert {hit.record.id for hit in search(data, "innovation", "centres")} == {
        hit.record.id for hit in everything if hit.record.id.startswith("cen-")
    }
    wanted = data.centres[:20]
    assert {hit.record.id for hit in search(data, "innovation", wanted)} == {
        hit.record.id for hit in everything if hit.record in wanted
    }
    assert search(data, "innovation", limit=5) == everything[:5]
    assert search(data, "innovation", limit=0) == ()
    assert len({hit.record.id for hit in everything}) == len(everything)
    assert search(data, "innovation", of_names(a="Innovation").organisations) == ()
    with pytest.raises(UnknownFieldError):
        search(data, "innovation", "centers")


# --- the order ------------------------------------------------------------------------------------------------------


def test_names_count_more_than_gists_and_gists_more_than_notes() -> None:
    """The same word, in texts of the same length."""
    data = small.dataset(
        small.organisation("z", names=(small.name("Jade"),), note="one"),
        small.event("y", None, small.guest("org-z", role="Jade"), names=(small.name("two"),)),
        small.organisation("x", names=(small.name("three"),), note="Jade"),
    )
    assert [hit.record.id for hit in search(data, "jade")] == ["org-z", "evt-y", "org-x"]


def test_equally_good_hits_come_by_id() -> None:
    """And a rarer word says more than a common one."""
    data = of_names(c="Park", a="Park", b="Park", d="Hill")
    assert [hit.record.id for hit in search(data, "park")] == ["org-a", "org-b", "org-c"]
    assert [hit.record.id for hit in search(data, "park hill")] == ["org-d", "org-a", "org-b", "org-c"]


def test_the_bearer_of_a_name_comes_before_those_that_mention_it() -> None:
    """Words that are the whole of a name or title, in any order, count double."""
    once = of_names(a="Jade Lake Park Jade Lake Park", b="Jade Park")
    hits = search(once, "park jade")
    assert [hit.record.id for hit in hits] == ["org-b", "org-a"]
    assert first("University of Cambridge").record.id == "org-university-of-cambridge"
    assert first("青岛").record.id == "pla-qingdao"
    assert first("TORC").record.id == "cen-torc"


def test_the_best_text_has_most_of_the_words() -> None:
    """Then names come before notes, and a text that says little else before a longer one."""
    names = (small.name("Jade Park at the long green Lake"), small.name("Jade"), small.name("Jade Park"))
    (hit,) = search(small.dataset(small.organisation("a", names=names, note="Jade Park")), "jade park")
    assert [found.text for found in hit.found] == ["Jade Park", "Jade Park at the long green Lake", "Jade Park", "Jade"]
    assert [found.field for found in hit.found] == ["names", "names", "note", "names"]


# --- how it shows itself --------------------------------------------------------------------------------------------


def test_a_hit_shows_where_it_was_found() -> None:
    """In one line, near the first match; in a notebook with marks, and whatever comes from data escaped."""
    long = "word " * 30 + "<b>jade</b> & more"
    (hit,) = search(small.dataset(small.organisation("a", names=(small.name("A<i>"),), note=long)), "jade")
    assert repr(hit).startswith("<Hit org-a ")
    assert "note '…word word" in repr(hit)
    assert "&lt;b&gt;<mark>jade</mark>&lt;/b&gt; &amp; more" in hit._repr_html_()
    assert "<i>" not in hit._repr_html_()
    assert repr(hit.found[0]).startswith("<Found org-a: '…word word")
    (other,) = search(of_names(a="x" * 200 + " Jade"), "jade")
    assert "…Jade" in repr(other)
    assert repr(TextIndex(of_names(a="Jade Park"))) == "<TextIndex of 2 terms in 1 records>"


def test_a_hit_survives_pickling() -> None:
    """As a value, whether or not its texts were looked at."""
    hit = first("Lü Peng")
    assert pickle.loads(pickle.dumps(hit)) == hit  # noqa: S301
    assert hit.matches
    assert pickle.loads(pickle.dumps(hit)).matches == hit.matches  # noqa: S301


def test_reasons_for_what_is_absent_can_be_found() -> None:
    """The note of an absence and the wording of a date are texts as well."""
    event = small.event("a", absent=(Absence(field="where", reason=AbsenceReason.DOUBTED, note="perhaps Leeds"),))
    event = attrs.evolve(event, when=PartialDate("2019", wording="that spring"))
    data = small.dataset(event)
    assert [(hit.field, str(hit.fact)) for hit in search(data, "leeds")] == [("absent.note", "evt-a")]
    assert [(hit.field, str(hit.fact)) for hit in search(data, "spring")] == [("when.wording", "evt-a#when")]


# --- what holds always ----------------------------------------------------------------------------------------------

WORDS = sorted({word for record in load() for text in texts_of(record) for word in text_words(text.text)})
RUNS = sorted({name.text[:4] for body in load().organisations for name in body.names if is_han(name.text[0])})
PIECES = st.one_of(
    st.sampled_from(WORDS),
    st.sampled_from(("the", "of", "innovation", "park", "tus", "cambridge", "uk", "qqq", "centre", "science", "199")),
    st.sampled_from(RUNS),
    st.sampled_from(('"science park"', '"centre of"', '"joint venture"', '"中英"', '"park science"')),
)


def stands(piece: str, texts: list[list[str]], *, last: bool) -> bool:
    """Tell in the plainest way whether a piece of a query stands in the terms of a record's texts."""
    terms = terms_of(piece)
    word = text_words(piece)[0]
    if any(terms == text[at : at + len(terms)] for text in texts for at, term in enumerate(text) if term == terms[0]):
        return True
    may_go_on = last and '"' not in piece and word.isalpha() and len(word) > 2 and word not in SMALL_WORDS
    return may_go_on and not is_han(word) and any(term.startswith(word) for text in texts for term in text)


TERMS = {record.id: [terms_of(text.text) for text in texts_of(record)] for record in load()}


@given(st.lists(PIECES, min_size=1, max_size=4))
def test_search_agrees_with_a_plain_scan(pieces: list[str]) -> None:
    """The hits are the records with all that is needed; where there are none, those with most of it."""
    pieces = [piece for piece in pieces if len(text_words(piece)) == 1 or '"' in piece or is_han(piece[0])]
    pieces = pieces or ["park"]
    needed = [at for at, piece in enumerate(pieces) if piece not in SMALL_WORDS] or list(range(len(pieces)))
    distinct = {(pieces[at], at == len(pieces) - 1): at for at in needed}.values()
    counts = {
        record_id: sum(stands(pieces[at], texts, last=at == len(pieces) - 1) for at in distinct)
        for record_id, texts in TERMS.items()
    }
    hits = search(load(), " ".join(pieces))
    expected = {record_id for record_id, count in counts.items() if count == len(distinct)}
    if expected:
        assert {hit.record.id for hit in hits} == expected
        assert all(hit.missing == () for hit in hits)
    else:
        assert all(hit.missing for hit in hits)


@given(
    st.lists(st.sampled_from([word for word in WORDS if word not in SMALL_WORDS and not is_han(word[0])]), min_size=2)
)
def test_where_none_has_all_the_hits_have_most(words: list[str]) -> None:
    """As a plain scan counts them, in quotation marks so that each is whole."""
    distinct = {tuple(terms_of(word)): word for word in words}
    counts = {
        record_id: sum(stands(f'"{word}"', texts, last=False) for word in distinct.values())
        for record_id, texts in TERMS.items()
    }
    hits = search(load(), " ".join(f'"{word}"' for word in words))
    assert {hit.record.id for hit in hits} == {
        record_id for record_id, count in counts.items() if count == max(counts.values())
    }
    assert {len(hit.missing) for hit in hits} == {len(distinct) - max(counts.values())}


def test_every_record_is_found_by_each_of_its_names() -> None:
    """Whatever stands in the name, all its words stand in the record."""
    for record in load():
        for name in getattr(record, "names", ()):
            hits = {hit.record.id: hit for hit in search(load(), name.text)}
            assert hits[record.id].missing == ()


@given(datasets())
def test_any_record_is_found_by_any_of_its_texts(data: Dataset) -> None:
    """Of valid records with any texts whatever."""
    for record in data:
        for text in texts_of(record):
            if terms_of(text.text):
                hits = {hit.record.id: hit for hit in search(data, text.text)}
                assert hits[record.id].missing == ()
                assert text.text in {found.text for found in hits[record.id].found}


@given(datasets(), records(), st.data())
def test_more_records_take_no_hit_away(data: Dataset, record: Record, choice: st.DataObject) -> None:
    """What a single word finds it still finds when a record is added."""
    words = sorted({word for one in data for text in texts_of(one) for word in text_words(text.text)})
    word = choice.draw(st.sampled_from(words or ["park"]))
    grown = Dataset.of([*(one for one in data if one.id != record.id), record])
    before = {hit.record.id for hit in search(data, word)} - {record.id}
    assert before <= {hit.record.id for hit in search(grown, word)}


@given(datasets(), st.text(max_size=20).map("a {}".format))
def test_the_order_of_records_makes_no_difference(data: Dataset, text: str) -> None:
    """The same hits with the same scores, in the same order, each with a text in which something stands."""
    turned = Dataset.of(list(data)[::-1])
    hits = search(data, text)
    assert hits == search(turned, text)
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)
    assert all(hit.score > 0 and hit.found for hit in hits)


@given(st.lists(PIECES, min_size=1, max_size=3).map(" ".join))
def test_matches_lie_in_the_text_and_fold_to_what_was_asked(text: str) -> None:
    """In order, none overlapping, each made of words that were sought."""
    for hit in search(load(), text, limit=20):
        sought = {term for one in hit.sought for term in one.terms}
        beginnings = tuple(one.beginning for one in hit.sought if one.beginning)
        for found in hit.found:
            assert found.matches
            assert list(found.matches) == sorted(found.matches)
            ends = [0, *(end for _, end in found.matches)]
            assert all(end <= begin for end, (begin, _) in zip(ends, found.matches, strict=False))
            for begin, end in found.matches:
                assert begin < end <= len(found.text)
                for term in terms_of(found.text[begin:end]):
                    assert term in sought or term.startswith(beginnings)


@given(hard_texts())
def test_words_and_their_places_agree(text: str) -> None:
    """Texts that fold in odd ways have the same words with and without places, and each lies at its place."""
    spans = text_word_spans(text)
    assert [word for word, _, _ in spans] == text_words(text)
    for word, begin, end in spans:
        assert 0 <= begin < end <= len(text)
        assert word in text_words(text[begin:end])


@given(hard_texts())
def test_hard_texts_are_found_by_themselves(text: str) -> None:
    """A record is found by what stands in its note, whatever that is."""
    note = text.strip()
    if note and terms_of(note):
        data = small.dataset(small.organisation("a", note=note), small.organisation("b"))
        hit = next(hit for hit in search(data, note) if hit.record.id == "org-a")
        assert hit.found
        assert hit._repr_html_().count("<li>") == len(hit.found)


@pytest.mark.parametrize(
    "text",
    [
        "word " * 20_000,
        "创新" * 5_000,
        "x" * 100_000,
        '"' * 10_001 + "a",
        "'a" * 5_000,
        "a." * 5_000,
        "\x00\x01\x1b[31m\u202e\ufeff",
        "(.*)+ [a-z]{1,} \\d \\",
        "* NEAR(a b) OR NOT - ^ col:",
        "\ud800 lone",
        "e" + "\u0301" * 10_000,
        "%s {0} $x",
    ],
    ids=range(12),
)
def test_hostile_texts_raise_nothing(text: str) -> None:
    """Very long ones, control characters, the signs of other query languages: only words count."""
    hits: Any = search(load(), text, limit=3)
    assert isinstance(hits, tuple)
    for hit in hits:
        assert hit.found
        assert repr(hit)


def test_an_index_is_made_once() -> None:
    """It is kept with the dataset."""
    data = of_names(a="Jade")
    assert search(data, "jade")
    assert data.kept(TextIndex) is data.kept(TextIndex)
    assert search(small.dataset(), "jade") == ()
