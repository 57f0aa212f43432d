"""Fails if a lower layer includes a higher one, or if a heavy dependency shows up outside its place.

Run from the repository's root. This is the one place where the order of the layers is written; README.md quotes it.
"""
import pathlib
import re
import sys

LAYERS = ["base", "text", "syntax", "model", "check", "plan", "exec", "explain", "io", "verify"]

# Above all layers: the facade (headers directly in include/doudi, sources directly in src), then the command.
FACADE = len(LAYERS)
COMMAND = len(LAYERS) + 1

# Headers that may be included by some files only: pattern of the header, pattern of the files, the rule in words.
RESTRICTED = [
    (r"yaml-cpp/", r"src/syntax/read_yaml\.cpp", "only src/syntax/read_yaml.cpp may see yaml-cpp"),
    (r"boost/|simdjson|utf8proc", r"src/.*\.cpp|src/base/wide_number\.hpp", "only source files may see it"),
    (r"pcre2", r"src/base/pattern\.cpp", "only src/base/pattern.cpp may see PCRE2"),
    (r"date/", r"src/base/zone\.cpp", "only src/base/zone.cpp may see the time zone library"),
    (r"CLI/", r"src/cli/.*", "only the command may see CLI11"),
    (r"(iostream|regex)$", r"src/.*\.cpp", "too heavy for a header"),
]


def layer_of_file(path):
    """The layer of a file of the repository, or None if it may include what it likes."""
    parts = path.parts
    inside = parts[2:] if parts[:2] == ("include", "doudi") else parts[1:] if parts[0] == "src" else None
    if inside is None:
        return None
    if len(inside) == 1:
        return FACADE
    return COMMAND if inside[0] == "cli" else LAYERS.index(inside[0])


def layer_of_header(name):
    """The layer of an included header of doudi, or None for anybody else's."""
    public = re.match(r"doudi/(?:(\w+)/)?\w+\.hpp$", name)
    if public:
        if name == "doudi/version.hpp":
            return 0
        return LAYERS.index(public[1]) if public[1] else FACADE
    internal = re.match(r"(\w+)/\w+\.hpp$", name)
    if internal and internal[1] == "cli":
        return COMMAND
    return LAYERS.index(internal[1]) if internal and internal[1] in LAYERS else None


def name_of(layer):
    return (LAYERS + ["the facade", "the command"])[layer]


def problems_of(path):
    mine = layer_of_file(path)
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        found = re.match(r'\s*#\s*include\s*([<"])([^>"]+)[>"]', line)
        if not found:
            continue
        bracket, name = found[1], found[2]
        where = f"{path}:{number}"
        for header, files, rule in RESTRICTED:
            if re.match(header, name) and not re.fullmatch(files, path.as_posix()):
                yield f"{where}: {name}: {rule}"
        theirs = layer_of_header(name)
        if theirs is None:
            if bracket == '"':
                yield f"{where}: {name}: write the full path of a header of doudi, or <{name}>"
            continue
        if bracket == "<":
            yield f"{where}: {name}: headers of doudi are included in quotes"
        if theirs > mine:
            yield f"{where}: {name_of(mine)} must not include {name_of(theirs)}"
        if path.parts[0] == "include" and not name.startswith("doudi/"):
            yield f"{where}: {name}: a public header must not include an internal one"
        if mine == COMMAND and not name.startswith(("doudi/", "cli/")):
            yield f"{where}: {name}: the command calls public headers only"


def main():
    files = [path for top in ("include", "src") for path in sorted(pathlib.Path(top).rglob("*.?pp"))]
    problems = [problem for path in files for problem in problems_of(path)]
    print("\n".join(problems) or f"layers ok: {len(files)} files")
    return bool(problems) or not files


if __name__ == "__main__":
    sys.exit(main())
