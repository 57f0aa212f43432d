"""Fails if a code of include/doudi/text/code.hpp stands in no expected.txt: every message is seen by somebody.

The exceptions are shown by a unit test instead, or cannot be caused through the command; each says why.
Run from the repository's root.
"""
import pathlib
import re
import sys

EXCEPTIONS = {
    "yaml_syntax": "what the YAML library alone may still refuse: tests/unit/syntax/test_read_yaml.cpp",
    "file_too_large": "needs a file of 64 MiB: tests/unit/syntax/test_scan_bytes.cpp",
    "grid_without_header": "an empty block is reported as an empty value: tests/unit/syntax/test_grid.cpp",
    "table_too_complex": "needs a table beyond the budget of the analysis: tests/unit/check/test_table_analysis_speed.cpp",
    "no_value": "the YAML reader reports an empty value first; only records built by calls get here",
    "text_not_plain": "only records built by calls get here: tests/unit/model/test_record_builder.cpp",
    "text_is_no_duration": "`duration` takes a literal in a pack; only conformance computes its text",
    "type_too_large": "needs a context of a hundred thousand parts: tests/unit/check/test_infer_limits.cpp",
    "empty_list": "the checker refuses aggregates of lists that may be empty",
    "no_row_matches": "the checker proves tables complete",
    "several_rows_match": "the checker proves unique tables disjoint",
    "null_value": "the checker proves that a rule is never null",
    "case_since_in_future": "the record's reader reports it as since_after_evaluation",
    "kinds_do_not_fit": "only in DMN models, where it gives null: the checker proves that values of packs fit",
    "function_not_known": "only in DMN models: tests/unit/check/test_check_decision.cpp",
    "function_expected": "only in DMN models, where it gives null: tests/unit/check/test_check_decision.cpp",
    "arrow_malformed": "Arrow is read by programs: tests/unit/io/test_read_arrow.cpp",
    "column_type_refused": "Arrow is read by programs: tests/unit/io/test_read_arrow.cpp",
    "key_types_differ": "Arrow is read by programs: tests/unit/io/test_read_arrow.cpp",
    "value_and_none": "Arrow is read by programs: tests/unit/io/test_arrow_cells.cpp",
    "arrow_stream_failed": "Arrow is read by programs: tests/unit/io/test_arrow_table.cpp",
    "csv_too_large": "needs a file of more than 2 GiB",
    "xml_too_long": "needs a text of many MiB: tests/unit/io/test_read_dmn.cpp",
}

HEADER = pathlib.Path("include/doudi/text/code.hpp").read_text(encoding="utf-8")
CODES = dict((name, int(number)) for name, number in
             re.findall(r"^  (\w+) = (\d+),", HEADER[HEADER.index("enum class Code"):HEADER.index("enum class LabelCode")], re.M))


def main():
    seen = set()
    for path in pathlib.Path("tests/golden").rglob("expected.txt"):
        seen |= {int(digits) for digits in re.findall(r"\bE(\d{4})\b", path.read_text(encoding="utf-8"))}
    problems = [f"{name} (E{number:04}) is in no golden test" for name, number in CODES.items()
                if number not in seen and name not in EXCEPTIONS]
    problems += [f"{name} is an exception and yet seen or unknown" for name in EXCEPTIONS
                 if CODES.get(name) is None or CODES[name] in seen]
    print("\n".join(problems) or f"codes ok: {len(CODES)}, of which {len(EXCEPTIONS)} are shown elsewhere")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
