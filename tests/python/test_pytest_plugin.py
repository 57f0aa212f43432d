"""The plugin: a pack's cases as tests of pytest, with the verdicts of `doudi test`."""

import pathlib
import re
import shutil
import xml.etree.ElementTree

import pytest

import doudi

ROOT = pathlib.Path(__file__).resolve().parents[2]
PACKS = sorted(path.parent for top in ("rules", "tests/cases") for path in (ROOT / top).rglob("pack.yaml"))


@pytest.fixture
def changed(pytester, monkeypatch):
    """A copy of a pack in which one expected amount is wrong."""
    monkeypatch.chdir(pytester.path)
    shutil.copytree(ROOT / "rules/xingan-2019", pytester.path / "rules/xingan-2019")
    cases = pytester.path / "rules/xingan-2019/cases.yaml"
    text = cases.read_text(encoding="utf-8")
    assert text.count("per_capita_income: 300\n") == 1
    cases.write_text(text.replace("per_capita_income: 300\n", "per_capita_income: 301\n"), encoding="utf-8")
    return pytester


def test_every_pack_has_the_verdicts_of_the_command(command, tmp_path):
    compared = 0
    for pack in PACKS:
        junit = tmp_path / "junit.xml"
        code, *_ = command("test", pack, "--junit", junit, "--lang", "en")
        if not junit.exists():
            with pytest.raises(doudi.PackError):
                doudi.load(pack, language="en").run_cases()
            continue
        wanted = [(case.get("file"), case.get("name"), int(case.get("line")), "".join(case.itertext()).strip())
                  for case in xml.etree.ElementTree.parse(junit).iter("testcase")]
        results = doudi.load(pack, language="en").run_cases()
        assert [(each.file, each.name, each.line, "".join(fault.text for fault in each.failures).strip())
                for each in results] == wanted
        assert all(each.passed for each in results) == (code == 0)
        compared += len(results)
        junit.unlink()
    assert compared > 250


def test_the_packs_of_the_repository_pass(pytester, monkeypatch):
    monkeypatch.chdir(ROOT)
    done = pytester.runpytest_inprocess(ROOT / "rules", "-p", "no:cacheprovider", f"--rootdir={ROOT}")
    cases = sum(len(doudi.load(pack).run_cases()) for pack in PACKS if pack.parent.name == "rules")
    done.assert_outcomes(passed=cases)


def test_a_failure_says_what_came_out_and_why(changed):
    done = changed.runpytest_inprocess("rules", "--doudi-language", "en")
    done.assert_outcomes(passed=154, failed=1)
    output = done.stdout.str()
    assert re.search(r"\nrules/xingan-2019/cases\.yaml:\d+:\d+: error\[E0560\]: .*per_capita_income.*300", output)
    assert "^~~" in output
    assert "income a head of the whole household per_capita_income = 300 CNY/month" in output
    assert "= round half up((total(persons.counted_income) + other_income) / count(persons), 2)" in output
    assert "FAILED rules/xingan-2019/cases.yaml::after the campaign the couple is included whole" in output
    chinese = changed.runpytest_inprocess("rules", "--doudi-language", "zh", "-k", "whole")
    assert "错误[E0560]" in chinese.stdout.str()
    assert "全户人均月收入" in chinese.stdout.str()


def test_a_case_can_be_chosen_and_has_its_line(changed):
    done = changed.runpytest_inprocess("rules", "-k", "around sixteen", "--collect-only", "-q")
    assert "rules/xingan-2019/cases.yaml::around sixteen" in done.stdout.str()
    items, _ = changed.inline_genitems("rules")
    item = next(item for item in items if item.name == "around sixteen")
    path, line, name = item.reportinfo()
    assert (pathlib.Path(path).name, name) == ("cases.yaml", "around sixteen")
    assert "around sixteen" in pathlib.Path(path).read_text(encoding="utf-8").splitlines()[line]


def test_a_faulty_pack_is_an_error_with_its_report(changed):
    (changed.path / "rules/xingan-2019/rules.yaml").write_text("rules: {household: {x: {formula: nothing}}}\n")
    done = changed.runpytest_inprocess("rules", "--doudi-language", "en")
    done.assert_outcomes(errors=1)
    assert "rules/xingan-2019/rules.yaml:1:34: error[E0200]" in done.stdout.str()


def test_a_pack_of_one_file_has_its_cases_beside_it(pytester):
    files = {
        "half.yaml": "doudi: 1\npack: half\nfacts: {household: {rent: {type: number, decimals: 2, range: [0, 9]}}}\n"
                "rules:\n  household:\n    half:\n      formula: rent / 2\noutputs: [half]\n",
        "half.cases.yaml": "cases: half\ndate: 2020-01-01\ntests:\n  - name: half of three\n    given: {rent: 3}\n"
                      "    expect: {half: 1.5}\n",
        "other.yaml": "cases: none of ours\n",
    }
    for name, text in files.items():
        (pytester.path / name).write_text(text)
    pytester.runpytest_inprocess("-v").assert_outcomes(passed=1)
    pytester.makeini("[pytest]\ndoudi_collect = false\n")
    assert pytester.runpytest_inprocess().ret == pytest.ExitCode.NO_TESTS_COLLECTED


def test_the_fixture_loads_packs(changed):
    changed.makepyfile("""
        def test_pack(doudi_pack):
            pack = doudi_pack("rules/xingan-2019")
            assert pack is doudi_pack("rules/xingan-2019")
            assert pack.decide({}, on="2019-06-01").status == "undetermined"
    """)
    changed.runpytest_inprocess("--doudi-language", "zh", "-p", "no:cacheprovider", "test_the_fixture_loads_packs.py").assert_outcomes(passed=1)
