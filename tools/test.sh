#!/bin/sh
# Installs what the tests need, builds, and runs all of them, lint included. .ci/run calls it, too.
#   sh tools/test.sh [PRESET]    dev unless told otherwise
set -eu
cd "$(dirname "$0")/.."
preset=${1:-dev}

sh tools/setup.sh --tests
cmake --preset "$preset" -DQUOTELEDGER_TIDY=ON >/dev/null
cmake --build --preset "$preset"
ctest --preset "$preset"
