"""Loading packs: what they are, and that faults read exactly as the command prints them."""

import datetime
import pathlib
import pickle

import pytest

import doudi

FAULTY = sorted(path for path in pathlib.Path(__file__).resolve().parents[1].glob("golden/*/*/pack.yaml"))


def test_a_pack_says_what_it_is(pack):
    assert pack.name == "xingan-2019"
    assert pack.title["zh"].startswith("兴安盟")
    assert pack.digest.startswith("sha256:")
    assert pack.in_force[0] == datetime.date(2018, 10, 1)
    assert pack.in_force[1] is None
    assert pack.outputs[:3] == ("scheme", "covered", "amount")
    assert [path.name for path in pack.case_files] == ["cases.yaml"]
    assert "xingan-2019" in repr(pack)


@pytest.mark.parametrize("language", ["en", "zh"])
def test_faults_are_what_the_command_prints(command, language):
    compared = 0
    for path in FAULTY:
        shown = path.relative_to(pathlib.Path.cwd())
        code, _, printed = command("check", shown, "--lang", language)
        if code == 0:
            assert doudi.load(shown, language=language).check() == doudi.check(shown, language=language)
            continue
        with pytest.raises(doudi.PackError) as caught:
            doudi.load(shown, language=language)
        reported = printed[: printed.rstrip("\n").rfind("\n") + 1]  # the last line counts the faults
        assert caught.value.report == reported
        assert str(caught.value).strip() == reported.strip()
        assert "".join(each.text for each in caught.value.diagnostics) == reported or len(caught.value.diagnostics) == 50
        compared += 1
    assert compared > 100


def test_a_diagnostic_has_its_place_and_a_way_out():
    with pytest.raises(doudi.PackError) as caught:
        doudi.load_text("doudi: 1\npack: p\nfacts:\n  家: {地: {type: numbr}}\noutputs: [地]\n", name="包.yaml", language="zh")
    fault = next(each for each in caught.value.diagnostics if each.name == "unknown_type")
    assert (fault.code, fault.severity, fault.file, fault.line, fault.column) == ("E0220", "error", "包.yaml", 4, 17)
    assert "numbr" in fault.message
    assert any("number" in hint for hint in fault.hints)
    assert "^~~~~" in fault.text
    assert "错误" in str(fault)


def test_errors_can_be_sent_to_another_process():
    with pytest.raises(doudi.PackError) as caught:
        doudi.load("rules/nowhere", language="en")
    again = pickle.loads(pickle.dumps(caught.value))
    assert type(again) is doudi.PackError
    assert again.diagnostics == caught.value.diagnostics
    assert str(again) == str(caught.value)


def test_the_language_is_that_of_the_environment(monkeypatch):
    monkeypatch.setenv("LANG", "zh_CN.UTF-8")
    assert doudi.load("rules/xingan-2019").language == "zh"
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    assert doudi.load("rules/xingan-2019").language == "en"
    with pytest.raises(ValueError, match='"en" or "zh"'):
        doudi.load("rules/xingan-2019", language="fr")


def test_search_paths_are_folders(tmp_path):
    base = tmp_path / "bases"
    base.mkdir()
    (base / "base.yaml").write_text(
        "doudi: 1\npack: base\nfacts: {household: {rent: {type: number, decimals: 2, range: [0, 9]}}}\n"
        "rules: {household: {half: {formula: rent}}}\noutputs: [half]\n")
    child = tmp_path / "child.yaml"
    child.write_text("doudi: 1\npack: child\nextends: base\n")
    with pytest.raises(doudi.PackError):
        doudi.load(child)
    assert doudi.load(child, search_path=[base]).decide({"rent": 3}, on="2020-01-01").outputs["half"].as_tuple()
    with pytest.raises(TypeError, match="search_path"):
        doudi.load(child, search_path=str(base))


def test_facts_and_parameters_can_be_looked_at(pack):
    wage = pack.facts["persons.wage"]
    assert (wage.type, wage.unit, wage.decimals, wage.low, wage.optional) == ("number", "CNY/month", 2, 0, False)
    assert pack.facts["persons.cares_for"].shape == "reference"
    assert pack.facts["persons"].shape == "members"
    assert pack.facts["persons.disability_kind"].members["limb"][0] == "肢体"
    assert pack.facts["persons.birth_date"].high == "today"
    standard = pack.parameters["dibao_standard"]
    assert standard.keys == ("county",)
    assert standard.on(datetime.date(2024, 5, 1)).rows[1] == (("-",), doudi.Unknown(("parameters.dibao_standard",)))
    assert standard.on(datetime.date(2018, 1, 1)) is None
    assert standard.versions[0].assumed
    html = pack.parameters._repr_html_()
    assert html.count("<tr>") == 1 + sum(len(parameter.versions) for parameter in pack.parameters.values())
    assert "persons.wage" in repr(pack.facts)


def test_names_of_a_pack_are_escaped_in_tables():
    pack = doudi.load_text(
        "doudi: 1\npack: p\nfacts:\n  household:\n    rent: {type: boolean, zh: \"<script>alert(1)</script>\"}\n"
        "rules: {household: {half: {formula: rent}}}\noutputs: [half]\n", language="zh")
    assert "<script>" not in pack.facts._repr_html_()


def test_the_schema_is_that_of_the_command(pack, command):
    assert command("facts", "rules/xingan-2019")[1].rstrip("\n") == pack.schema().rstrip("\n")
