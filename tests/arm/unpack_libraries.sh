#!/bin/sh
# tests/arm/unpack_libraries.sh DIR - puts what doudi is built with on 64-bit Arm into DIR: Debian's packages, unpacked.
# They are not installed: libyaml-cpp-dev and libsimdjson-dev of one architecture would drive out those of another.
# Whoever runs this need not be root. Does nothing where everything is there.
set -eu
packages="libyaml-cpp-dev libboost-dev libsimdjson-dev libutf8proc-dev libpcre2-dev libhowardhinnant-date-dev
  libcli11-dev doctest-dev"

[ $# -eq 1 ] || { echo "usage: $0 DIR" >&2; exit 2; }
if [ "$(cat "$1/packages.txt" 2>/dev/null)" = "$packages" ]; then exit 0; fi
rm -rf "$1"
mkdir -p "$1/apt/lists/partial" "$1/apt/archives/partial"
root=$(cd "$1" && pwd)

# apt as on a machine of that architecture on which nothing is installed yet, with the sources and keys of this one.
: >"$root/apt/status"
arm_apt() {
  apt-get -q -o APT::Architecture=arm64 -o APT::Architectures=arm64 -o APT::Sandbox::User="$(id -un)" \
    -o Dir::State="$root/apt" -o Dir::State::status="$root/apt/status" -o Dir::Cache="$root/apt" "$@"
}
arm_apt update
# shellcheck disable=SC2086  # a list of words
arm_apt install -y --no-install-recommends --download-only $packages
for archive in "$root"/apt/archives/*.deb; do
  dpkg-deb -x "$archive" "$root"
done
rm -r "$root/apt"
echo "$packages" >"$root/packages.txt"
