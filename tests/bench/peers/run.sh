#!/bin/sh
# tests/bench/peers/run.sh - policy P by doudi and by what one would use instead, in one table.
# Installs pinned versions into build/peers; what cannot be installed or run stands in the table with its reason.
# Options: --households N (1000000), --boundary, --runs R (5), --jvm (a DMN engine too; needs Java and Maven).
set -eu
cd "$(dirname "$0")/../../.."
peers=$PWD/tests/bench/peers
build=$PWD/build/peers
households=1000000
runs=5
boundary=
jvm=
while [ $# -gt 0 ]; do
  case "$1" in
    --households) households=$2; shift ;;
    --runs) runs=$2; shift ;;
    --boundary) boundary=--boundary ;;
    --jvm) jvm=yes ;;
    *) echo "usage: $0 [--households N] [--boundary] [--runs R] [--jvm]" >&2; exit 2 ;;
  esac
  shift
done

mkdir -p "$build"
results=$build/results.jsonl
log=$build/log.txt
: >"$results"

# What is not in the table for want of something: its name and why.
missing() {
  reason=$(printf '%s' "$2" | tr '"\\\n\t' "'/  " | cut -c 1-160)
  printf '{"tool": "%s", "missing": "%s"}\n' "$1" "$reason" >>"$results"
}

# Runs a peer on at most so many households; its last words are the reason if it fails.
run_peer() {
  tool=$1
  limit=$2
  shift 2
  echo "$tool ..." >&2
  if ! "$@" "$build/households" "$runs" "$limit" >"$build/result.txt" 2>"$log"; then
    missing "$tool" "does not run: $(grep -v '^ *$' "$log" | tail -n 1)"
    return
  fi
  cat "$build/result.txt" >>"$results"
}

install_debian() {
  command -v apt-get >/dev/null && [ "$(id -u)" -eq 0 ] || return 1
  { apt-get update -q && DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends "$@"; } >"$log" 2>&1
}

# doudi itself, and the households for everybody.
if [ ! -x build/release/doudi-bench ]; then
  cmake --preset release && cmake --build build/release --target doudi_bench
fi
build/release/doudi-bench export "$build/households" --households "$households" $boundary
echo "doudi ..." >&2
build/release/doudi-bench policy-p --households "$households" $boundary --runs "$runs" >"$build/doudi.txt"

# Tools in Python, each by itself, so that one that cannot be installed leaves the others alone.
python=$build/venv/bin/python
if [ ! -x "$python" ] || ! "$python" -m pip --version >/dev/null 2>&1; then
  python3 -m venv --clear "$build/venv" >"$log" 2>&1 ||
    { install_debian python3-venv && python3 -m venv --clear "$build/venv" >"$log" 2>&1; } || true
fi
while read -r requirement; do
  tool=${requirement%%==*}
  if ! "$python" -m pip install -q "$requirement" >"$log" 2>&1; then
    missing "$tool" "not installed: $(grep -v '^ *$' "$log" | grep -v notice | tail -n 1)"
    continue
  fi
  case "$tool" in
    numpy) run_peer "$tool" "$households" "$python" "$peers/peer_numpy.py" ;;
    pandas) run_peer "$tool" "$households" "$python" "$peers/peer_pandas.py" ;;
    polars) run_peer "$tool" "$households" "$python" "$peers/peer_polars.py" ;;
    duckdb) run_peer "$tool" "$households" "$python" "$peers/peer_duckdb.py" ;;
    openfisca-core) run_peer "$tool" "$households" "$python" "$peers/peer_openfisca.py" ;;
    zen-engine) run_peer "$tool" 20000 "$python" "$peers/peer_zen.py" ;;
  esac
done <"$peers/requirements.txt"

# JavaScript.
command -v npm >/dev/null || install_debian nodejs npm || true
mkdir -p "$build/node"
cp "$peers/package.json" "$build/node/"
if ! command -v npm >/dev/null; then
  missing json-logic-engine "not installed: no Node.js with npm on this machine"
elif ! (cd "$build/node" && npm install --silent >"$log" 2>&1); then
  missing json-logic-engine "not installed: $(tail -n 1 "$log")"
else
  cd "$build/node"
  run_peer json-logic-engine 200000 node "$peers/peer_json_logic.mjs"
  cd - >/dev/null
fi

# A DMN engine on the Java virtual machine, if it is asked for: some 100 MB to fetch.
install_dmn() {
  rm -rf "$build/dmn" && cp -R "$peers/dmn" "$build/dmn" && cd "$build/dmn" &&
    mvn -q -B org.apache.maven.plugins:maven-dependency-plugin:3.6.1:build-classpath \
      -Dmdep.outputFile=classpath.txt && javac -cp "$(cat classpath.txt)" -d classes PeerDmn.java
}
if [ -z "$jvm" ]; then
  missing "Drools DMN" "not asked for: --jvm"
elif ! command -v mvn >/dev/null || ! command -v javac >/dev/null; then
  missing "Drools DMN" "not installed: no Java compiler with Maven on this machine"
elif ! (install_dmn >"$log" 2>&1); then
  missing "Drools DMN" "not installed: $(grep -v '^ *$' "$log" | tail -n 1)"
else
  run_peer "Drools DMN" 5000 java -cp "$build/dmn/classes:$(cat "$build/dmn/classpath.txt")" PeerDmn \
    "$build/dmn/policy_p.dmn"
fi

python3 "$peers/table.py" "$build/doudi.txt" "$results"
