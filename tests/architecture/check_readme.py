"""Fails if a block that a document quotes is not what the quoted file says, or a path it names does not exist.

A quotation in README.md or CONTRIBUTING.md is a fenced block below a line `<!-- path/of/the/file -->`; the order of
the layers is quoted below `<!-- tests/architecture/check_layers.py: LAYERS -->` as one line per layer.
DOUDI_ACCEPT=1 rewrites the documents. Run from the repository's root.
"""
import os
import pathlib
import re
import sys

from check_layers import LAYERS

DOCUMENTS = ["README.md", "CONTRIBUTING.md"]
LAYERS_QUOTED = "tests/architecture/check_layers.py: LAYERS"
QUOTATION = re.compile(r"(<!-- (?P<source>[^\n]+?) -->\n```(?P<language>\w*)\n)(?P<quoted>.*?)(?P<end>^```$)",
                       re.MULTILINE | re.DOTALL)
NAMED_PATH = re.compile(r"`((?:include|src|rules|bindings|examples|tests)/[\w./-]*)`")
# What README.md must quote, so that no quotation can be lost unnoticed.
REQUIRED = [LAYERS_QUOTED, "examples/01_decide_cpp/main.cpp", "examples/03_explain_python/main.py"]


def layers_problem(text):
    """The layers' list carries explanations, so only its numbers and names are compared."""
    names = re.findall(r"^ *(\d+) +(\w+)", text, re.MULTILINE)
    expected = [(str(number), name) for number, name in enumerate(LAYERS)]
    return None if names == expected else f"the layers are {expected}, the document says {names}"


def main():
    accept = os.environ.get("DOUDI_ACCEPT") == "1"
    problems, seen = [], set()
    for name in DOCUMENTS:
        document = pathlib.Path(name)
        text = document.read_text(encoding="utf-8")

        def check(found):
            source = found["source"]
            seen.add((name, source))
            if source == LAYERS_QUOTED:
                problem = layers_problem(found["quoted"])
                if problem:
                    problems.append(f"{name}: {problem}")
                return found[0]
            if not pathlib.Path(source).is_file():
                problems.append(f"{name}: quotes {source}, which does not exist")
                return found[0]
            wanted = pathlib.Path(source).read_text(encoding="utf-8")
            if found["quoted"] != wanted and not accept:
                problems.append(f"{name}: the block quoted from {source} differs from it (DOUDI_ACCEPT=1 renews it)")
            return found[1] + wanted + found["end"]

        problems += [f"{name}: names {path}, which does not exist"
                     for path in sorted(set(NAMED_PATH.findall(text))) if not pathlib.Path(path).exists()]
        renewed = QUOTATION.sub(check, text)
        if accept and renewed != text:
            document.write_text(renewed, encoding="utf-8")
    problems += [f"README.md: must quote {source}" for source in REQUIRED
                 if ("README.md", source) not in seen]
    print("\n".join(problems) or f"documents ok: {len(seen)} quotations")
    return bool(problems)


if __name__ == "__main__":
    sys.exit(main())
