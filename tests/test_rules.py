"""A rule is data: it shows itself, is left out or added, and a set that is of no use is refused with every reason."""

from __future__ import annotations

import pickle

import attrs
import pytest

from sinouk_innov.bundle import load
from sinouk_innov.errors import InvalidDataError
from sinouk_innov.model.kinds import KINDS
from sinouk_innov.model.vocabularies import Capacity, RelationKind
from sinouk_innov.questions.connections import links
from sinouk_innov.questions.derivation import derive
from sinouk_innov.questions.rules import KIND_PREFIXES, PREDICATES, RULES, Atom, Rule, flaws_in, is_variable

NAMES = [predicate.name for predicate in PREDICATES]


def rule(*premises: Atom, to: Atom, name: str = "mine") -> Rule:
    """Make a rule."""
    return Rule(name, "It is so.", premises, to)


def reasons(*rules: Rule) -> list[str]:
    """Return what is wrong with rules."""
    return [str(problem) for problem in flaws_in(rules)]


SOUND = rule(Atom("seat", "?x", "?y"), to=Atom("based_in", "?x", "?y"))


def test_the_rules_that_come_with_the_library_are_sound_and_named() -> None:
    """None is refused, none shares a name, and each says in a sentence what it means."""
    assert flaws_in(RULES) == ()
    assert len({rule.name for rule in RULES}) == len(RULES)
    assert all(rule.statement[0].isupper() and rule.statement.endswith(".") for rule in RULES)


def test_every_kind_of_relation_is_read_back_but_one() -> None:
    """What `other` means stands in a note alone, so nothing follows from it."""
    read_back = {rule.premises[0].predicate for rule in RULES if rule.name.startswith("inverse_of_")}
    assert read_back == set(RelationKind) - {"other"}


def test_what_can_be_asked_of_records_is_listed_once() -> None:
    """Each predicate has one meaning, and every link of the data that a record itself says has a predicate."""
    assert len(set(NAMES)) == len(NAMES)
    some = ("cen-tuspark-beijing", "evt-zeichner-visit-to-tuspark-cambridge-2019", "per-kevin-lin", "org-tuspark-uk")
    said = {link.kind for record in some for link in links(load(), record) if link.fact.record == record}
    assert said
    assert said <= set(NAMES)
    assert set(RelationKind) <= set(NAMES)
    assert set(KIND_PREFIXES.values()) == {kind.prefix for kind in KINDS}


def test_a_rule_shows_itself() -> None:
    """As text it reads as a formula; the repr names it; an atom shows what may stand there."""
    assert str(SOUND) == "based_in(?x, ?y) ← seat(?x, ?y)"
    assert repr(SOUND) == "<Rule mine: based_in(?x, ?y) ← seat(?x, ?y)>"
    atom = Atom("took_part", "?who", "?event", (Capacity.HOST, "guest"), "plain")
    assert repr(atom) == "<Atom took_part(?who, ?event, host|guest, plain)>"
    assert atom.variables == {"?who", "?event"}
    assert not is_variable(("?x",))


def test_a_rule_is_a_value() -> None:
    """Equal atoms are one, and rules can be pickled and changed into others."""
    assert Atom("seat", "?x", "?y") == Atom("seat", "?x", "?y") != Atom("seat", "?y", "?x")
    assert pickle.loads(pickle.dumps(RULES)) == RULES  # noqa: S301  it was pickled here
    assert attrs.evolve(SOUND, name="other").premises == SOUND.premises
    assert len({SOUND, attrs.evolve(SOUND, name="other"), SOUND}) == 2


def test_a_variable_of_the_conclusion_has_to_be_bound() -> None:
    """By a fact; the kind of a thing binds nothing."""
    unsafe = rule(Atom("seat", "?x", "?y"), to=Atom("based_in", "?x", "?z"))
    assert reasons(unsafe) == ["?z stands in the conclusion and in no premise that facts can meet @ rule/mine"]
    kinds_alone = rule(Atom("is_place", "?x"), to=Atom("located_in", "?x", "pla-world"))
    assert reasons(kinds_alone) == [
        "a rule has a premise that facts can meet @ rule/mine",
        "is_place(?x) narrows no variable of another premise @ rule/mine",
        "?x stands in the conclusion and in no premise that facts can meet @ rule/mine",
    ]


@pytest.mark.parametrize(
    ("flawed", "reason"),
    [
        (rule(Atom("saet", "?x", "?y"), to=Atom("based_in", "?x", "?y")), "no fact and no conclusion is 'saet'; did"),
        (rule(Atom("qqqq", "?x", "?y"), to=Atom("based_in", "?x", "?y")), "no fact and no conclusion is 'qqqq' @"),
        (rule(Atom("seat", "?x"), to=Atom("based_in", "?x", "?x")), "'seat' takes 2 terms: seat(?x)"),
        (rule(Atom("seat", "?x", "?y"), Atom("is_place", "?x", "?y"), to=SOUND.conclusion), "'is_place' takes 1 term:"),
        (rule(Atom("seat", "?x", "?y"), Atom("is_place", "?z"), to=SOUND.conclusion), "is_place(?z) narrows no"),
        (rule(Atom("seat", "?x", "?y"), Atom("is_place", "pla-a"), to=SOUND.conclusion), "is_place(pla-a) narrows no"),
        (rule(Atom("seat", "?x", "?y"), to=Atom("mine", "?x")), "a conclusion is of two things: mine(?x)"),
        (rule(Atom("seat", "?x", "?y"), to=Atom("is_place", "?x")), "the kind of a thing is no conclusion"),
        (rule(Atom("seat", "?x", "?y"), to=Atom("took_part", "?x", "?y")), "'took_part' takes 4 terms"),
        (rule(Atom("seat", "?x", "?y"), to=Atom("mine", "?x", ("a", "b"))), "a conclusion leaves no choice: mine"),
        (rule(Atom("seat", "?x", ""), to=Atom("mine", "?x", "a")), "a term is blank: seat(?x, )"),
        (rule(Atom("seat", "?x", "?"), to=Atom("mine", "?x", "a")), "a term is blank: seat(?x, ?)"),
        (rule(Atom("seat", "?x", ()), to=Atom("mine", "?x", "a")), "a term is blank: seat(?x, )"),
        (rule(to=Atom("mine", "a", "b")), "a rule has a premise that facts can meet"),
        (attrs.evolve(SOUND, name=" "), "a rule has a name, and a statement"),
        (attrs.evolve(SOUND, statement=""), "a rule has a name, and a statement"),
    ],
)
def test_a_rule_of_no_use_is_refused(flawed: Rule, reason: str) -> None:
    """A typing error, a wrong number of terms, a conclusion that says nothing: each is told by name."""
    assert any(told.startswith(reason) for told in reasons(flawed)), reasons(flawed)
    with pytest.raises(InvalidDataError):
        derive(load(), (flawed,))


def test_all_problems_are_told_at_once() -> None:
    """Of all rules, and that two share a name."""
    wrong = rule(Atom("saet", "?x", "?y"), to=Atom("based_in", "?x", "?z"))
    with pytest.raises(InvalidDataError) as told:
        derive(load(), (*RULES, SOUND, wrong))
    assert [problem.id for problem in told.value.problems] == ["mine", "mine", "mine"]
    assert "two rules have this name" in str(told.value)


def test_rules_can_be_left_out_and_added() -> None:
    """What a rule that was left out concludes may still be a premise of others; a rule's own conclusion may be, too."""
    without = tuple(rule for rule in RULES if rule.name != "attended_in_person")
    assert flaws_in(without) == ()
    assert not [one for one in derive(load(), without) if one.predicate in {"attended", "present_in"}]
    mine = rule(Atom("attended", "?x", "?y"), to=Atom("saw", "?x", "?y"), name="saw")
    again = rule(Atom("saw", "?x", "?y"), to=Atom("knows_of", "?x", "?y"), name="knows")
    found = derive(load(), (*RULES, mine, again))
    attended = {(one.subject, one.object) for one in found if one.predicate == "attended"}
    assert attended
    assert {(one.subject, one.object) for one in found if one.predicate == "knows_of"} == attended
