#!/bin/sh
# tests/run.sh - installs what is missing, builds everything and runs every test: exit code 0 if all pass.
# Arguments go to ctest: `sh tests/run.sh -L golden`.
set -eu
cd "$(dirname "$0")/.."
sh tests/install_packages.sh test
cmake --preset release -DDOUDI_BUILD_TESTS=ON
cmake --build --preset release
exec ctest --preset release "$@"
