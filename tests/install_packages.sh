#!/bin/sh
# tests/install_packages.sh build|python|test|arm - installs what is missing to build doudi, to build its Python package
# (`pip install ./bindings/python`), to run all tests, or for tests/arm/run.sh.
# Does nothing where everything is there. Debian and Ubuntu only; elsewhere it says what is needed.
set -eu

packages="g++ cmake ninja-build libyaml-cpp-dev libboost-dev libsimdjson-dev libutf8proc-dev libpcre2-dev
  libhowardhinnant-date-dev tzdata libcli11-dev"
python="python3 python3-dev python3-venv"
case "${1:-}" in
  build) ;;
  python) packages="$packages $python" ;;
  test) packages="$packages $python doctest-dev libbenchmark-dev python3-jsonschema python3-yaml decimal-test-files" ;;
  arm) packages="g++-aarch64-linux-gnu qemu-user cmake ninja-build python3 tzdata decimal-test-files" ;;
  *) echo "usage: $0 build|python|test|arm" >&2; exit 2 ;;
esac

# Tools count wherever they come from; libraries count as packages.
present() {
  case "$1" in
    g++|cmake|python3) command -v "$1" >/dev/null ;;
    ninja-build) command -v ninja >/dev/null ;;
    python3-dev) python3 -c 'import pathlib, sysconfig; pathlib.Path(sysconfig.get_path("include"), "Python.h").stat()' \
      2>/dev/null ;;
    python3-venv) python3 -c 'import ensurepip, venv' 2>/dev/null ;;
    decimal-test-files) ls /usr/lib/python3*/test/decimaltestdata/dqAdd.decTest >/dev/null 2>&1 ;;
    *) [ "$(dpkg-query -W -f '${db:Status-Status}' "$1" 2>/dev/null)" = installed ] ;;
  esac
}

# decTest's files come with the test suite of Python 3.11 on Debian 12, of another version elsewhere.
name_of_package() {
  case "$1" in
    decimal-test-files)
      if apt-cache show libpython3.11-testsuite >/dev/null 2>&1; then echo libpython3.11-testsuite
      else echo libpython3-testsuite; fi ;;
    *) echo "$1" ;;
  esac
}

if ! command -v apt-get >/dev/null; then
  echo "This script installs packages with apt-get, which is not here. doudi needs (by their names on Debian 12):"
  echo "  $packages" | sed 's/decimal-test-files/libpython3.11-testsuite/'
  exit 0
fi

missing=
for package in $packages; do
  present "$package" || missing="$missing $package"
done
[ -n "$missing" ] || exit 0

as_root=
if [ "$(id -u)" -ne 0 ]; then
  if ! command -v sudo >/dev/null; then
    echo "These packages are missing; run this as root, or install them first:$missing" >&2
    exit 1
  fi
  as_root=sudo
fi
echo "Installing:$missing"
$as_root apt-get update -q
names=
for package in $missing; do
  names="$names $(name_of_package "$package")"
done
# shellcheck disable=SC2086  # a list of words
$as_root env DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends $names
