"""Records as dicts: which values of Python are facts, and what is said of those that are not."""

import collections
import datetime
import enum
import pathlib
from decimal import Decimal
from fractions import Fraction

import pytest

import doudi

PACK = """
doudi: 1
pack: kinds
types:
  Sex: {enum: [male, female]}
facts:
  household:
    rent: {type: number, unit: CNY/month, decimals: 2, range: [0, 100000]}
    rooms: {type: number, decimals: 0, range: [0, 100], optional: true}
    since: {type: date, range: [1900-01-01, today]}
    note: {type: text}
    moment: {type: date and time}
    bills: {list: number, unit: CNY, decimals: 1, range: [0, 1000], size: [0, 9]}
    persons: {list: person}
  person:
    ill: {type: boolean}
    sex: {type: Sex}
    wage: {type: number, unit: CNY/month, decimals: 2, range: [0, 100000]}
    friend: {ref: person, optional: true}
rules:
  household:
    twice:
      formula: 2 * rent
    bill:
      formula: total(bills)
    days: {formula: since}
    wages:
      formula: total(persons.wage)
    bedrooms: {formula: rooms, optional: true}
outputs: [twice, bill, days, wages, bedrooms]
"""


@pytest.fixture(scope="module")
def kinds():
    text = PACK
    try:
        return doudi.load_text(text, language="en")
    except doudi.PackError as error:
        pytest.fail(str(error))


def value_of(pack, name, **record):
    return pack.decide(record, on="2020-05-01").outputs[name]


@pytest.mark.parametrize(("rent", "twice"), [
    (Decimal("1000.10"), "2000.2"), (Decimal("1E+3"), "2000"), (Decimal("1000.1000"), "2000.2"), (1000, "2000"),
    ("1000.10", "2000.2"), (1000.1, "2000.2"), (0.07, "0.14"), (1e3, "2000"), (1e5, "200000"), (5e-2, "0.1"),
])
def test_numbers_are_exact(kinds, rent, twice):
    assert value_of(kinds, "twice", rent=rent) == Decimal(twice)


@pytest.mark.parametrize("rent", [0.1 + 0.2, 1000.123, 1e-7, 2 / 3, 1e3 / 7])
def test_a_float_with_more_decimals_is_refused_with_the_way_out(kinds, rent):
    with pytest.raises(ValueError, match=r"rent: a float that does not fit the 2 decimals.*Decimal\(") as caught:
        kinds.explain({"rent": rent}, on="2020-05-01")
    assert not isinstance(caught.value, doudi.RecordError)
    assert str(rent) not in str(caught.value)


def test_a_float_names_its_path(kinds):
    with pytest.raises(ValueError, match=r"^persons\.b\.wage: "):
        kinds.decide({"persons": {"b": {"wage": 0.001}}}, on="2020-05-01")
    with pytest.raises(ValueError, match=r"^persons\.b\.wage: "):
        kinds.decide({"persons": [{"id": "b", "wage": 0.001}]}, on="2020-05-01")
    with pytest.raises(ValueError, match=r"^bills\[1\]: .* 1 decimals"):
        kinds.decide({"bills": [0.5, 0.25]}, on="2020-05-01")
    with pytest.raises(ValueError, match=r"^rooms: .* 0 decimals"):
        kinds.decide({"rooms": 2.5}, on="2020-05-01")
    assert value_of(kinds, "bedrooms", rooms=2.0) == 2


@pytest.mark.parametrize("rent", [float("nan"), float("inf"), Decimal("NaN"), Decimal("Infinity")])
def test_what_is_no_number_is_refused(kinds, rent):
    with pytest.raises(ValueError, match="rent: .*leave the fact out if it is unknown"):
        kinds.decide({"rent": rent}, on="2020-05-01")


def test_lists_dates_null_and_absence(kinds):
    assert value_of(kinds, "bill", bills=[1, 2.5, Decimal("3.5"), "4"]) == Decimal(11)
    assert value_of(kinds, "bill", bills=(1, 2)) == Decimal(3)
    assert value_of(kinds, "days", since=datetime.date(2019, 1, 31)) == datetime.date(2019, 1, 31)
    assert value_of(kinds, "days", since="2019-01-31") == datetime.date(2019, 1, 31)
    assert value_of(kinds, "bedrooms", rooms=None) is None
    assert value_of(kinds, "bedrooms") == doudi.Unknown(("rooms",))
    with pytest.raises(TypeError, match=r"since: a day is asked for, not a datetime; take its \.date"):
        kinds.decide({"since": datetime.datetime(2019, 1, 31)}, on="2020-05-01")
    assert kinds.decide({"moment": datetime.datetime(2019, 1, 31, 8, 30)}, on="2020-05-01").status == "undetermined"


def test_members_are_a_map_by_id_or_a_list_with_ids(kinds):
    by_id = {"a": {"wage": 1}, "b": {"wage": 2.5, "friend": "a"}}
    listed = [{"id": name, **facts} for name, facts in by_id.items()]
    mapping = collections.ChainMap(by_id)
    for persons in (by_id, listed, tuple(listed), mapping):
        assert value_of(kinds, "wages", persons=persons) == Decimal("3.5")


def test_texts_of_enumerations_are_texts(kinds):
    class Sex(str, enum.Enum):
        MALE = "male"

    assert kinds.decide({"persons": {"a": {"sex": Sex.MALE, "ill": False}}}, on="2020-05-01").status == "undetermined"


def test_numbers_of_numpy_are_numbers(kinds):
    numpy = pytest.importorskip("numpy")
    assert value_of(kinds, "twice", rent=numpy.float64(1000.1)) == Decimal("2000.2")
    assert value_of(kinds, "twice", rent=numpy.int64(1000)) == Decimal(2000)
    assert kinds.decide({"persons": {"a": {"ill": numpy.bool_(True)}}}, on="2020-05-01").status == "undetermined"
    with pytest.raises(ValueError, match="rent: "):
        value_of(kinds, "twice", rent=numpy.float32(0.1))


@pytest.mark.parametrize(("record", "message"), [
    ([], "a record is a dict"), ("x", "a record is a dict"), (None, "a record is a dict"),
    ({"rent": Fraction(1, 3)}, "rent: .* not Fraction"), ({"rent": 1j}, "rent: .* not complex"),
    ({"rent": {1, 2}}, "rent: .* not set"), ({1: 2}, "names of facts and ids are texts, not int"),
    ({"note": b"x"}, "note: .* not bytes"), ({"persons": {7: {}}}, "persons: names of facts and ids are texts"),
])
def test_values_that_no_fact_can_have_are_named_with_their_path(kinds, record, message):
    with pytest.raises(TypeError, match=message):
        kinds.decide(record, on="2020-05-01")


def test_all_faults_of_a_record_are_in_one_error(kinds):
    record = {"rnt": 1, "rent": -1, "rooms": True, "since": "2019-02-30", "note": 7,
              "persons": {"a": {"ill": None, "sex": "mail", "wage": "1.005", "friend": "z"}}}
    for ask in (kinds.explain, kinds.decide):
        with pytest.raises(doudi.RecordError) as caught:
            ask(record, on="2020-05-01")
        assert {(fault.path, fault.name) for fault in caught.value.diagnostics} == {
            ("rnt", "unknown_field"), ("rent", "number_outside_range"), ("rooms", "wrong_value_type"),
            ("since", "date_not_in_calendar"), ("note", "wrong_value_type"), ("persons.a.ill", "null_not_accepted"),
            ("persons.a.sex", "not_a_choice"), ("persons.a.wage", "too_many_decimals"),
            ("persons.a.friend", "link_to_nobody"),
        }
        assert isinstance(caught.value, ValueError)
        assert "did you mean `rent`?" in str(caught.value)
        assert "1.005" not in str(caught.value)
        assert all(fault.file is None for fault in caught.value.diagnostics)


def test_errors_are_in_the_language_of_the_pack():
    kinds = doudi.load_text(PACK, language="zh")
    with pytest.raises(doudi.RecordError, match="错误"):
        kinds.decide({"rent": -1}, on="2020-05-01")


def test_files_are_records_too(kinds, tmp_path, command):
    file = tmp_path / "household.yaml"
    file.write_text("rent: 1000.10\nrooms: ~\n", encoding="utf-8")
    with pytest.raises(doudi.RecordError) as caught:
        kinds.explain(file, on="2020-05-01")
    fault = caught.value.diagnostics[0]
    assert (fault.file, fault.line, fault.column) == (str(file), 2, 8)
    pack = tmp_path / "pack.yaml"
    pack.write_text(PACK, encoding="utf-8")
    assert caught.value.report == command("explain", pack, "--on", "2020-05-01", file)[2]
    file.write_text("rent: 1000.10\n", encoding="utf-8")
    assert kinds.decide(file, on="2020-05-01").outputs["twice"] == Decimal("2000.2")
    with pytest.raises(FileNotFoundError):
        kinds.decide(pathlib.Path("nowhere.yaml"), on="2020-05-01")


def test_nesting_has_an_end(kinds):
    deep = {}
    for _ in range(100):
        deep = {"persons": {"a": deep}}
    with pytest.raises(ValueError, match="64 levels"):
        kinds.decide(deep, on="2020-05-01")
    circle = {}
    circle["note"] = circle
    with pytest.raises(ValueError, match="64 levels"):
        kinds.decide(circle, on="2020-05-01")
