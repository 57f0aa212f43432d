"""Fails if clang-format would change a source; with --in-place, changes it.

Run from the repository's root: format_sources.py CLANG_FORMAT [--in-place]
"""
import pathlib
import subprocess
import sys

TOP_FOLDERS = ["include", "src", "bindings", "examples", "tests"]


def main():
    program, in_place = sys.argv[1], "--in-place" in sys.argv[2:]
    files = [str(path) for top in TOP_FOLDERS for path in sorted(pathlib.Path(top).rglob("*.?pp"))]
    how = ["-i"] if in_place else ["--dry-run", "-Werror"]
    done = subprocess.run([program, *how, *files], capture_output=True, text=True)
    faulty = sorted({line.split(":")[0] for line in done.stderr.splitlines() if "error:" in line})
    print("\n".join(f"{file}: not formatted" for file in faulty) or f"format ok: {len(files)} files")
    return done.returncode


if __name__ == "__main__":
    sys.exit(main())
