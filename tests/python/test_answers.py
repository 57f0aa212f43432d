"""Explanations and decisions: the same as the command's, with the types that Python has for them."""

import datetime
import json
import pathlib
import re
from decimal import Decimal

import pytest

import doudi

ROOT = pathlib.Path(__file__).resolve().parents[2]
HOUSEHOLDS = sorted(path.relative_to(ROOT) for path in ROOT.glob("rules/*/households/*"))


def day_of(household):
    """The first line of each household in YAML says on which day it is decided."""
    found = re.match(r"# .* on (\d{4}-\d\d-\d\d)", household.read_text(encoding="utf-8"))
    return found[1] if found else "2019-06-01"


@pytest.mark.parametrize("household", HOUSEHOLDS, ids=str)
@pytest.mark.parametrize("language", ["en", "zh"])
def test_an_explanation_is_that_of_the_command(command, household, language):
    pack = doudi.load(household.parents[1], language=language)
    on = day_of(household)
    why = pack.explain(household, on=on)
    arguments = ("explain", household.parents[1], "--on", on, household, "--lang", language)
    assert why.text() == command(*arguments)[1]
    assert why.json() == command(*arguments, "--format", "json")[1]
    assert str(why) == why.text(language)


def in_json(value):
    """A value as answers show it in JSON."""
    if isinstance(value, doudi.Unknown | doudi.Failed):
        return None
    if isinstance(value, Decimal):
        return f"{value:f}"
    if isinstance(value, datetime.date):
        return value.isoformat()
    if isinstance(value, tuple):
        return [in_json(item) for item in value]
    return {key: in_json(each) for key, each in value.items()} if isinstance(value, dict) else value


@pytest.mark.parametrize("household", HOUSEHOLDS, ids=str)
def test_both_evaluators_and_json_say_the_same(household):
    pack = doudi.load(household.parents[1])
    why, decision = (ask(household, on=day_of(household)) for ask in (pack.explain, pack.decide))
    for name in ("status", "outputs", "case", "missing", "undetermined", "errors"):
        assert getattr(why, name) == getattr(decision, name), name
    assert decision.grants in (why.grants, None)
    answer = why.to_dict()
    assert answer["status"] == why.status
    assert answer["missing"] == list(why.missing)
    nobody = [] if isinstance(why.outputs.get("covered"), tuple) else None
    outputs = {name: value or nobody if name == "covered" else value for name, value in answer["outputs"].items()}
    assert outputs == {name: in_json(value) for name, value in why.outputs.items()}
    assert answer["assumed"] == list(why.assumed)
    assert [value["path"] for value in answer["values"]] == [step.path for step in why.steps]
    assert (answer["case"] or None) == (None if why.case is None else {key: in_json(each) for key, each in why.case.items()})


def test_values_have_the_types_of_python(pack):
    why = pack.explain(pathlib.Path("rules/xingan-2019/households/single_person.yaml"), on=datetime.date(2019, 6, 1))
    assert why.status == "decided"
    assert why.outputs["scheme"] == "dibao_single"
    assert why.outputs["covered"] == ("son",)
    assert why.outputs["amount"] == Decimal("369.62")
    assert isinstance(why.outputs["amount"], Decimal)
    assert why.grants == (doudi.Grant("dibao_single", ("son",), Decimal("369.62")),)
    assert why.case["since"] == datetime.date(2019, 6, 1)
    steps = {step.path: step for step in why.steps}
    assert steps["persons.son.birth_date"].value == datetime.date(1999, 2, 14)
    assert steps["persons.son.cares_for"].value is None
    assert steps["registered_poor"].value is True
    coefficient = steps["persons.son.labour_coefficient"]
    assert coefficient.kind == "derived"
    assert coefficient.rows
    assert set(coefficient.reads) <= set(steps)
    assert any(step.cites == ("plan 四(一)一",) for step in why.steps)
    assert "amount=369.62" in repr(why)


def test_the_case_of_an_answer_is_the_case_of_next_month(pack):
    household = json.loads((ROOT / "rules/xingan-2019/households/whole_household.json").read_text(encoding="utf-8"),
                           parse_float=Decimal)
    first = pack.decide(household, on="2019-06-01")
    second = pack.decide({**household, "case": first.case}, on="2019-07-01")
    assert (first.status, second.status) == ("decided", "decided")
    assert second.case["since"] == first.case["since"]
    assert second.outputs["amount"] == first.outputs["amount"]


def test_unknown_is_neither_true_nor_false(pack):
    decision = pack.decide({}, on="2019-06-01")
    assert decision.status == "undetermined"
    amount = decision.outputs["amount"]
    assert isinstance(amount, doudi.Unknown)
    assert amount.missing
    assert set(amount.missing) <= set(decision.missing)
    with pytest.raises(TypeError, match="neither true nor false"):
        bool(amount)
    assert decision.grants is None
    assert decision.case is None


def test_a_failure_is_an_answer_with_its_place():
    pack = doudi.load_text(
        "doudi: 1\npack: p\nfacts: {household: {parts: {type: number, decimals: 0, range: [0, 9]}}}\n"
        "rules:\n  household:\n    share:\n      formula: 10 / parts\noutputs: [share]\n", name="p.yaml", language="en")
    for ask in (pack.explain, pack.decide):
        answer = ask({"parts": 0}, on="2020-01-01")
        assert answer.status == "error"
        assert isinstance(answer.outputs["share"], doudi.Failed)
        error = answer.errors[0]
        assert (error.code, error.name, error.output) == ("E0530", "division_by_zero", "share")
        assert (error.file, error.line) == ("p.yaml", 7)
        with pytest.raises(TypeError, match="neither true nor false"):
            bool(answer.outputs["share"])


def test_a_day_outside_of_the_pack_is_an_answer(pack):
    answer = pack.decide({}, on="1999-01-01")
    assert answer.status == "error"
    assert answer.errors[0].name == "not_in_force"
    assert answer.errors[0].output is None


def test_values_of_members_are_by_member():
    pack = doudi.load_text(
        "doudi: 1\npack: p\nfacts:\n  household: {persons: {list: person, size: [0, 9]}}\n"
        "  person: {wage: {type: number, decimals: 2, range: [0, 9999]}}\n"
        "rules:\n  person:\n    half:\n      formula: wage / 2\noutputs: [persons.half]\n")
    record = {"persons": {"a": {"wage": 5}, "007": {"wage": Decimal("0.10")}}}
    for ask in (pack.explain, pack.decide):
        assert ask(record, on="2020-01-01").outputs["persons.half"] == {"a": Decimal("2.5"), "007": Decimal("0.05")}
        assert ask({"persons": {}}, on="2020-01-01").outputs["persons.half"] == {}
        answer = ask({"persons": {"a": {"wage": 5}, "b": {}}}, on="2020-01-01")
        assert answer.status == "undetermined"


def test_the_date_is_required_and_is_a_day(pack):
    with pytest.raises(TypeError):
        pack.explain({})
    with pytest.raises(TypeError, match=r"take its \.date\(\)"):
        pack.explain({}, on=datetime.datetime(2019, 6, 1))
    with pytest.raises(ValueError, match="no date such as"):
        pack.decide({}, on="2019-6-1")
    with pytest.raises(TypeError, match="int"):
        pack.decide({}, on=20190601)


def test_what_led_to_one_value_can_be_asked_for(pack):
    why = pack.explain(pathlib.Path("rules/xingan-2019/households/refused.yaml"), on="2019-06-01")
    assert why.text_of("per_capita_income").startswith("income a head of the whole household per_capita_income = ")
    assert "What did not apply, and why" in why.text_of("scheme")
    with pytest.raises(KeyError):
        why.text_of("no.such.value")


def test_html_says_what_the_text_says(pack):
    why = pack.explain(pathlib.Path("rules/xingan-2019/households/gradual_exit.yaml"), on="2019-06-01")
    for language in ("en", "zh"):
        html = why.html(language)
        assert html.count("<details") == html.count("</details>")
        assert html.count("<div") == html.count("</div>")
        assert "<script" not in html
        words = re.sub(r"<style>.*?</style>", "", html, flags=re.DOTALL)
        words = re.sub(r"<[^>]*>", "", words)
        for line in why.text(language).splitlines():
            for word in line.split("  [")[0].replace("- ", "").split(" = ", maxsplit=1)[0].split():
                assert word.replace("<", "&lt;").replace(">", "&gt;").replace("'", "&#39;").replace('"', "&quot;") in words
    assert 'title="' in why.html("zh")
    assert why._repr_html_() == why.html("en")


def test_html_escapes_what_a_record_says():
    pack = doudi.load_text(
        "doudi: 1\npack: p\nfacts:\n  household: {note: {type: text, zh: \"<b>\"}}\n"
        "rules:\n  household:\n    long:\n      formula: string length(note)\noutputs: [long]\n", language="zh")
    html = pack.explain({"note": "<img src=x onerror=alert(1)>"}, on="2020-01-01").html()
    assert "<img" not in html
    assert "<b>" not in html
    assert "&lt;img" in html


def test_answers_outlive_their_pack():
    why = doudi.load("rules/xingan-2019").explain({}, on="2019-06-01")
    assert why.text("zh")
    assert why.steps
