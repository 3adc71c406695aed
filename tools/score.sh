#!/bin/sh
# Scores the program on the annotated texts of ../shared/accuracy (not part of this repository) and fails
# below a floor of tests/floors.json. Without those texts, or without python3, it is skipped.
#   sh tools/score.sh PROGRAM [REPORT]
set -eu
here=$(cd "$(dirname "$0")/.." && pwd)
accuracy=${QUOTELEDGER_ACCURACY:-$here/../shared/accuracy}
program=${1:?usage: score.sh PROGRAM [REPORT]}
[ -z "${2:-}" ] || rm -f "$2"
if [ ! -e "$accuracy/score.py" ]; then
  echo "no annotated texts in $accuracy: not scored" >&2
  exit 77
fi
if ! command -v python3 >/dev/null; then
  echo "no python3 here: not scored" >&2
  exit 77
fi
exec python3 "$here/tools/score.py" "$program" "$accuracy" "$here/tests/floors.json" "${2:-}"
