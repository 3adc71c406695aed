#!/bin/sh
# Runs the fuzz targets under the address and undefined-behaviour sanitizers: each, or the one that is named, for so
# many seconds.
#   sh tools/fuzz.sh                    each for a minute
#   sh tools/fuzz.sh extract 1260       one of source, marks, grammar, extract, audit, for 21 minutes
# What it has learned stays in build/fuzz-corpus/TARGET; an input that breaks something is put into build/fuzz-found. Once
# mended, it goes to tests/fuzz/seeds/TARGET, and is a test from then on.
set -eu
cd "$(dirname "$0")/.."
targets=${1:-source marks grammar extract audit}
seconds=${2:-60}
sh tools/setup.sh --tests --fuzz
cmake --preset fuzz >/dev/null
for target in $targets; do
  cmake --build --preset fuzz --target "fuzz_$target" -j "${FUZZ_BUILD_JOBS:-2}"
done
export ASAN_OPTIONS="detect_leaks=1:strict_string_checks=1:${ASAN_OPTIONS:-}"
export UBSAN_OPTIONS="print_stacktrace=1:${UBSAN_OPTIONS:-}"
mkdir -p build/fuzz-found
for target in $targets; do
  case $target in
    source | marks) longest=8192 ;;
    *) longest=4096 ;;
  esac
  corpus=build/fuzz-corpus/$target
  mkdir -p "$corpus"
  nice -n 19 "build/fuzz/tests/fuzz_$target" "$corpus" "tests/fuzz/seeds/$target" \
    -dict=tests/fuzz/quoteledger.dict -max_total_time="$seconds" -max_len=$longest -timeout=10 \
    -rss_limit_mb=2048 -artifact_prefix="build/fuzz-found/$target-" -print_final_stats=1 \
    >"build/fuzz-found/$target.log" 2>&1 || {
    tail -n 40 "build/fuzz-found/$target.log" >&2
    echo "fuzz.sh: $target found something: build/fuzz-found" >&2
    exit 1
  }
  grep -E 'number_of_executed_units|peak_rss' "build/fuzz-found/$target.log" | sed "s/^/$target: /"
done
