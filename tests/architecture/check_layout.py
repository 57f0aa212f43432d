"""Fails if a folder, a file's first lines or a file's length is not as CONTRIBUTING.md says.

Run from the repository's root.
"""
import pathlib
import re
import sys

from check_layers import LAYERS

TOP_FOLDERS = {"include", "src", "rules", "bindings", "examples", "tests"}
CODE = {".hpp", ".cpp", ".h", ".c", ".py"}
LONGEST = 500


def top_folder_problems():
    for entry in sorted(pathlib.Path(".").iterdir()):
        if entry.is_dir() and entry.name not in TOP_FOLDERS and not entry.name.startswith((".", "build")):
            yield f"{entry}/: not one of the repository's folders: {', '.join(sorted(TOP_FOLDERS))}"


def spoken_path(path):
    """A file's path as its first line says it: a public header's is the one that others include it by."""
    return "/".join(path.parts[1:] if path.parts[0] == "include" else path.parts)


def stage_of(path):
    parts = path.parts
    inside = parts[2:] if parts[:2] == ("include", "doudi") else parts[1:] if parts[0] == "src" else ()
    return inside[0] if len(inside) > 1 and inside[0] in LAYERS else None


def header_problems(path, lines):
    first = lines[0] if lines else ""
    spoken = spoken_path(path)
    if not re.match(rf"// {re.escape(spoken)} - \S", first):
        yield f"{path}:1: the first line must be `// {spoken} - what lives here`"
    if path.suffix != ".hpp":
        return
    stage = stage_of(path)
    second = lines[1] if len(lines) > 1 else ""
    if stage and not re.match(rf"// Layer {LAYERS.index(stage)}\b", second):
        yield f"{path}:2: the second line must begin with `// Layer {LAYERS.index(stage)}.`"
    if "#pragma once" not in lines[:12]:
        yield f"{path}: `#pragma once` is missing"


def suite_problems(path, text):
    found = re.fullmatch(r"tests/unit/(\w+)/test_(\w+)\.cpp", path.as_posix())
    if found and f'TEST_SUITE("{found[1]}/' not in text:
        yield f'{path}: its suite must be named after its stage and source: TEST_SUITE("{found[1]}/{found[2]}")'


def file_problems(path):
    text = path.read_text(encoding="utf-8")
    lines = text.splitlines()
    if path.suffix in {".hpp", ".cpp"}:
        yield from header_problems(path, lines)
        yield from suite_problems(path, text)
    if len(lines) > LONGEST:
        yield f"{path}: {len(lines)} lines; a file has one job and at most {LONGEST}"
    if text and not text.endswith("\n"):
        yield f"{path}: the last line has no end"
    for number, line in enumerate(lines, 1):
        if line != line.rstrip() or "\t" in line:
            yield f"{path}:{number}: a tab, or space at the end of the line"


def main():
    files = [path for top in sorted(TOP_FOLDERS) for path in sorted(pathlib.Path(top).rglob("*"))
             if path.suffix in CODE and path.is_file()]
    problems = [*top_folder_problems(), *(problem for path in files for problem in file_problems(path))]
    print("\n".join(problems) or f"layout ok: {len(files)} files")
    return bool(problems) or not files


if __name__ == "__main__":
    sys.exit(main())
