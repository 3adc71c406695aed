#!/bin/sh
# Builds with preset coverage, runs the tests and prints the library's line coverage; build/coverage/lines.info
# has it by line.
set -eu
cd "$(dirname "$0")/.."
sh tools/setup.sh --coverage
export CCACHE_BASEDIR=  # paths as they are: lcov keeps what stands in this folder
cmake --preset coverage >/dev/null
cmake --build --preset coverage
find build/coverage -name '*.gcda' -delete
ctest --preset coverage
lcov --quiet --capture --directory build/coverage --base-directory . --no-external \
  --output-file build/coverage/all.info
lcov --quiet --extract build/coverage/all.info "$PWD/src/quoteledger/*" \
  --output-file build/coverage/lines.info
lcov --list build/coverage/lines.info
