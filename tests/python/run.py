"""Builds the Python package in a virtual environment of its own and runs its tests there, step by step.

Run from the repository's root: run.py STEP BUILD_FOLDER PREFIX COMMAND
STEP: package (the environment, and `pip install` against the doudi that is installed at PREFIX), tests, doctests, rules,
examples, types, style, or sources (whether a build of the engine along with the package is configured). Exit code 77: skipped, since
PyPI cannot be reached.
"""
import os
import pathlib
import shutil
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "bindings/python"
SKIPPED = 77
TOOLS = ["pytest>=8,<10", "mypy>=1.10,<2", "ruff>=0.6,<1", "numpy>=1.24,<3", "pybind11>=3.0,<4", "cmake>=3.25,<5"]


class Steps:
    def __init__(self, build, prefix, command):
        self.build, self.prefix, self.command = build, prefix, command
        self.environment = build / "venv"
        self.python = self.environment / "bin/python"
        self.installed = build / "installed"

    def run(self, *arguments, cwd=ROOT, **variables):
        words = [str(argument) for argument in arguments]
        print("$", " ".join(words), flush=True)
        env = {**os.environ, "DOUDI_COMMAND": str(self.command), "PYTHONDONTWRITEBYTECODE": "1", **variables}
        env.pop("PYTHONPATH", None)
        return subprocess.run(words, cwd=cwd, env=env, check=False).returncode

    def pypi_is_there(self):
        """Asks for one of the tools that is not downloaded yet."""
        asked = self.build / "asked"
        shutil.rmtree(asked, ignore_errors=True)
        return self.run(self.python, "-m", "pip", "download", "--quiet", "--no-deps", "--no-cache-dir", "--retries", "1",
                        "--timeout", "20", "--dest", asked, "scikit-build-core>=0.11,<2") == 0

    def package(self):
        self.installed.unlink(missing_ok=True)
        self.build.mkdir(parents=True, exist_ok=True)
        if not self.python.exists() and self.run(sys.executable, "-m", "venv", self.environment) != 0:
            return 1
        pip = (self.python, "-m", "pip", "--disable-pip-version-check")
        # The engine is built already; only the module and what Python sees is built here.
        code = self.run(*pip, "install", "--quiet", *TOOLS) or self.run(
            *pip, "install", "--quiet", "--force-reinstall", "--no-deps", PACKAGE,
            f"--config-settings=build-dir={self.build}/wheel", "--config-settings=cmake.define.DOUDI_INSTALLED=ON",
            f"--config-settings=cmake.define.doudi_ROOT={self.prefix}", "--config-settings=cmake.define.DOUDI_WERROR=ON")
        if code != 0 and not self.pypi_is_there():
            print("\n*** SKIPPED: PyPI cannot be reached, so the Python package was NOT tested ***", file=sys.stderr)
            return SKIPPED
        if code == 0:
            self.installed.touch()
        return code

    def pytest(self, *arguments):
        return self.run(self.python, "-m", "pytest", "-q", "-p", "no:cacheprovider", *arguments)

    def tests(self):
        return self.pytest("tests/python")

    def doctests(self):
        return self.pytest("--doctest-modules", "--pyargs", "doudi", f"--rootdir={ROOT}")

    def rules(self):
        return self.pytest("rules", f"--rootdir={ROOT}")

    def examples(self):
        codes = [self.run(self.python, "tests/examples/run_example.py", source.with_name("expected.txt"), self.python, source)
                 for source in sorted((ROOT / "examples").glob("*/main.py"))]
        return max(codes, default=1)

    def types(self):
        return self.run(self.python, "-m", "mypy", f"--cache-dir={self.build}/mypy", cwd=PACKAGE)

    def style(self):
        ruff = (self.python, "-m", "ruff")
        return (self.run(*ruff, "check", "--no-cache", PACKAGE)
                or self.run(*ruff, "format", "--no-cache", "--check", PACKAGE))

    def sources(self):
        """Whoever installs from a checkout builds the engine too: that this can begin is seen here, since it takes minutes."""
        folder = subprocess.run([self.python, "-m", "pybind11", "--cmakedir"], capture_output=True, text=True, check=True)
        return self.run("cmake", "-S", PACKAGE, "-B", self.build / "sources", f"-Dpybind11_DIR={folder.stdout.strip()}",
                        f"-DPython_EXECUTABLE={self.python}", "-DCMAKE_BUILD_TYPE=Release")


def main():
    step, build, prefix, command = sys.argv[1], *(pathlib.Path(path).resolve() for path in sys.argv[2:])
    steps = Steps(build, prefix, command)
    if step != "package" and not steps.installed.exists():
        print("*** SKIPPED: the Python package was not built ***", file=sys.stderr)
        return SKIPPED
    return getattr(steps, step)()


if __name__ == "__main__":
    sys.exit(main())
