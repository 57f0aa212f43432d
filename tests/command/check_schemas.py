"""Fails if the JSON Schemas of packs, cases and records are not what they say, or refuse what doudi accepts.

The kept files must be what `doudi schema` prints. With Python's jsonschema and yaml (Debian: python3-jsonschema,
python3-yaml) every bundled pack, case file and record is validated too, and records with a fault must be refused.
Run from the repository's root: check_schemas.py COMMAND
"""
import copy
import json
import pathlib
import subprocess
import sys

try:
    import jsonschema
    import yaml
except ImportError:
    jsonschema = None

KEPT = {"pack": "rules/pack.schema.json", "cases": "rules/cases.schema.json"}
PACK_KEYS = {"doudi", "sources", "types", "facts", "parameters", "rules", "assess", "schemes", "lifecycle"}
RECORDS = [("rules/xingan-2019", "rules/xingan-2019/households"), ("rules/jinghe-2023", "rules/jinghe-2023/households"),
           ("tests/cases/design_example/pack", "tests/cases/design_example")]


def printed(program, *arguments):
    return subprocess.run([program, *arguments], capture_output=True, check=True, timeout=60).stdout


def read_yaml(path):
    """As JSON would have it: dates stay texts."""
    class Loader(yaml.SafeLoader):
        pass
    Loader.yaml_implicit_resolvers = {
        first: [(tag, pattern) for tag, pattern in resolvers if tag != "tag:yaml.org,2002:timestamp"]
        for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()}
    return yaml.load(path.read_text(encoding="utf-8"), Loader)


def without_unknown(value):
    """The word `unknown` is YAML's way to leave a field out."""
    if isinstance(value, dict):
        return {key: without_unknown(part) for key, part in value.items() if part != "unknown"}
    return [without_unknown(part) for part in value] if isinstance(value, list) else value


def validator_of(text):
    schema = json.loads(text)
    jsonschema.Draft202012Validator.check_schema(schema)
    return jsonschema.Draft202012Validator(schema)


def refused(validator, document, name):
    for error in list(validator.iter_errors(document))[:3]:
        yield f"{name}: {'.'.join(map(str, error.absolute_path))}: {error.message[:200]}"


def file_problems(validators):
    count = 0
    for path in sorted([*pathlib.Path("rules").glob("*/*.yaml"), *pathlib.Path("tests/cases").rglob("*.yaml")]):
        document = read_yaml(path)
        if not isinstance(document, dict):
            continue
        kind = "cases" if next(iter(document)) == "cases" else "pack" if PACK_KEYS & document.keys() else None
        if kind:
            count += 1
            yield from refused(validators[kind], document, path)
    if count < 20:
        yield f"only {count} packs and case files were found"


def faulty_records(record):
    """The record with one fault each that a schema can see."""
    def with_change(change):
        changed = copy.deepcopy(record)
        change(changed)
        return changed
    entity_lists = [key for key, value in record.items() if isinstance(value, dict) and value and key != "case"]
    yield "an unknown field", with_change(lambda changed: changed.update(nobody_knows_this=1))
    yield "a case without a known state", with_change(lambda changed: changed.update(case={"state": "nowhere"}))
    for key in entity_lists:
        yield f"a list of members as text: {key}", with_change(lambda changed: changed.update({key: "a"}))
        member = next(iter(record[key]))
        yield f"an unknown field in {key}", with_change(lambda changed: changed[key][member].update(nobody_knows_this=1))


def record_problems(program):
    for pack, folder in RECORDS:
        validator = validator_of(printed(program, "facts", pack))
        files = sorted(path for path in pathlib.Path(folder).iterdir() if path.suffix in (".yaml", ".json"))
        if not files:
            yield f"{folder}: no records"
        for path in files:
            document = json.loads(path.read_text(encoding="utf-8")) if path.suffix == ".json" else read_yaml(path)
            record = without_unknown(document)
            yield from refused(validator, record, path)
            for what, faulty in faulty_records(record):
                if validator.is_valid(faulty) and not ("case" in what and pack.endswith("jinghe-2023")):
                    yield f"{path}: the schema accepts {what}"


def main():
    program = sys.argv[1]
    problems = [f"{path} is not what `doudi schema {kind}` prints" for kind, path in KEPT.items()
                if printed(program, "schema", kind) != pathlib.Path(path).read_bytes()]
    if printed(program, "schema") != pathlib.Path(KEPT["pack"]).read_bytes():
        problems.append("`doudi schema` does not print the schema of packs")
    if jsonschema is None:
        print("jsonschema or yaml is not installed: nothing was validated")
    else:
        validators = {kind: validator_of(pathlib.Path(path).read_bytes()) for kind, path in KEPT.items()}
        problems += [*file_problems(validators), *record_problems(program)]
    print("\n".join(problems) or "schemas ok")
    return bool(problems)


if __name__ == "__main__":
    sys.exit(main())
