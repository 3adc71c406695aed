#!/bin/sh
# --help of everything, --version, and the grammar's commands.
. "$(dirname "$0")/common.inc"
for command in "" extract explain speakers grammar "grammar check" "grammar list" "grammar show"; do
  expect 0 $command --help
  quiet
  grep -q "^Usage: quoteledger" out || fail "no usage in the help of: $command"
  [ "$(awk '{ if (length($0) > most) most = length($0) } END { print most }' out)" -le 100 ] ||
    fail "the help of '$command' has lines over 100 columns"
done
expect 0 extract --help
grep -q "^Examples:" out || fail "the help has no examples"
expect 0 --version
grep -Eq '^quoteledger [0-9]+\.[0-9]+\.[0-9]+$' out || fail "--version: $(cat out)"
expect 0 grammar list
rule=$(awk '$1 == "rule" { print $2; exit }' out)
[ -n "$rule" ] || fail "grammar list lists no rule"
expect 0 grammar show "$rule"
grep -q "rule $rule" out || fail "grammar show does not show $rule"
finish
