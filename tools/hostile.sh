#!/bin/sh
# Hostile texts against plain ones of the same size: a table of time and memory, exit status 1 where one takes more than
# five times as long or crashes. tools/hostile.py says what is measured and has the cases.
#   sh tools/hostile.sh [PROGRAM] [--only WORD] [--command extract|audit] [--markdown]
set -eu
cd "$(dirname "$0")/.."
program=build/release/quoteledger
case ${1:-} in
  '' | -*) ;;
  *) program=$1; shift ;;
esac
[ -x "$program" ] || { echo "hostile.sh: no program $program; cmake --preset release && cmake --build --preset release" >&2; exit 2; }
exec python3 tools/hostile.py "$program" "$@"
