#!/bin/sh
# tests/arm/run.sh - builds doudi for 64-bit Arm on another machine and runs its unit and agreement tests in an emulator.
# For Debian 12. Takes long, so that all of its tests are labelled `slow`; no part of tests/run.sh.
# Arguments go to ctest: `sh tests/arm/run.sh -R agreement`.
set -eu
cd "$(dirname "$0")/../.."
sh tests/install_packages.sh arm
sh tests/arm/unpack_libraries.sh build/arm64/root
cmake --preset arm64
cmake --build --preset arm64
exec ctest --preset arm64 "$@"
