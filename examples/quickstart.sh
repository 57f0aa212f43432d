#!/bin/sh
# examples/quickstart.sh - installs what is missing, builds the doudi command and lets it explain its decisions
# for the households that come with the pack rules/xingan-2019, in Chinese and in English.
set -eu
cd "$(dirname "$0")/.."
sh tests/install_packages.sh build
# The tests stay out of a first build; a folder that has them keeps them.
[ -f build/release/CMakeCache.txt ] || without_tests=-DDOUDI_BUILD_TESTS=OFF
cmake --preset release ${without_tests:-}
cmake --build --preset release --target doudi_command

for household in rules/xingan-2019/households/*.yaml; do
  # The first line of each says on which day it is decided.
  on=$(sed -n '1s/.* on \([0-9-]*\) .*/\1/p' "$household")
  for language in zh en; do
    set -- build/release/doudi explain rules/xingan-2019 --on "$on" "$household" --lang "$language"
    printf '\n$ %s\n' "$*"
    "$@"
  done
done
