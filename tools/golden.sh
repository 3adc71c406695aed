#!/bin/sh
# Compares the ledgers of samples/ with the ones kept beside them: samples/NAME.ledger.FORMAT is what
# `quoteledger extract samples/NAME.txt --format FORMAT` must print.
#   sh tools/golden.sh PROGRAM            tells the differences; 0 where there are none
#   sh tools/golden.sh PROGRAM --update   writes the golden ledgers anew: read the diff before a commit
set -eu
cd "$(dirname "$0")/.."
program=${1:?usage: golden.sh PROGRAM [--update]}
update=${2:-}
got=$(mktemp)
trap 'rm -f "$got"' EXIT
status=77  # nothing to compare
for golden in samples/*.ledger.*; do
  [ -e "$golden" ] || continue
  [ "$status" != 77 ] || status=0
  text=${golden%.ledger.*}.txt
  if ! "$program" extract "$text" --format "${golden##*.}" >"$got"; then
    echo "$text: extract failed" >&2
    status=1
  elif [ "$update" = --update ]; then
    cp "$got" "$golden"
  elif ! diff -u "$golden" "$got"; then
    status=1
  fi
done
exit $status
