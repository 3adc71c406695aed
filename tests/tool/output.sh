#!/bin/sh
# Output files: whole or not at all, and their format.
. "$(dirname "$0")/common.inc"
story a.txt

"$program" extract a.txt >plain 2>err || fail "extract fails"
expect 0 extract a.txt -o out.csv
same plain out.csv
[ ! -s out ] || fail "-o still writes to standard output"

for format in csv tsv jsonl json html; do
  expect 0 extract a.txt --format $format -o x
  expect 0 extract a.txt -o y.$format
  same x y.$format
done
expect 0 extract a.txt --format markdown -o x
expect 0 extract a.txt -o y.md
same x y.md

expect 0 extract a.txt --excel
[ "$(head -c 3 out | od -An -tx1 | tr -d ' \n')" = efbbbf ] || fail "--excel writes no byte order mark"

# What was there stays until the new one is whole.
echo before >kept.csv
chmod 640 kept.csv
expect 2 extract a.txt --grammar nowhere -o kept.csv
[ "$(cat kept.csv)" = before ] || fail "a failed run changed the output file"
expect 0 extract a.txt -o kept.csv
same plain kept.csv
[ "$(stat -c %a kept.csv)" = 640 ] || fail "the output file lost its permissions"
echo before >real.csv
ln -s real.csv link.csv
expect 0 extract a.txt -o link.csv
[ -L link.csv ] || fail "the output link became a file"
same plain real.csv
umask 027
expect 0 extract a.txt -o masked.csv
[ "$(stat -c %a masked.csv)" = 640 ] || fail "a new file does not heed the umask"

# Interrupts. A pipe that nobody writes to holds the run in the middle.
mkfifo pipe
for signal in INT:130 TERM:143; do
  env --default-signal=INT "$program" extract a.txt pipe -j 1 -o gone.csv 2>err &
  run=$!
  tries=0
  while [ -z "$(find . -name '.gone.csv.*')" ] && [ $tries -lt 100 ]; do sleep 0.05; tries=$((tries + 1)); done
  kill -"${signal%:*}" $run
  wait $run
  got=$?
  [ $got = "${signal#*:}" ] || fail "SIG${signal%:*}: exit status $got"
  [ -z "$(find . -name '*gone.csv*')" ] || fail "SIG${signal%:*} leaves files"
done
[ -z "$(find . -name '.*quoteledger-*')" ] || fail "temporary files are left"
# At any time: a file is there and known to be there in one step.
i=0
while [ $i -lt 30 ]; do
  timeout -s TERM "0.00$((i % 10))5" "$program" extract a.txt pipe -j 1 -o early.csv 2>err
  [ -z "$(find . -name '*early.csv*')" ] || fail "SIGTERM leaves a file after 0.00$((i % 10))5 seconds"
  i=$((i + 1))
done

# More rows than are made at once.
i=0
while [ $i -lt 3000 ]; do printf '“We wait,” said Ana Ruiz. “Yes” and no.\n\n'; i=$((i + 1)); done >large.txt
expect 0 extract large.txt -o large.csv
[ "$(tail -n 1 large.csv | cut -d, -f1-3)" = large.txt,q6000,u6000 ] || fail "a large ledger ends with $(tail -n 1 large.csv)"
[ "$(wc -l <large.csv)" = 6001 ] || fail "a large ledger has $(wc -l <large.csv) lines"
expect 0 extract large.txt --kinds direct -o large.jsonl
[ "$(wc -l <large.jsonl)" = 3000 ] || fail "--kinds leaves $(wc -l <large.jsonl) rows of a large ledger"
expect 0 extract large.txt --min-confidence 1 --format tsv
[ "$(tail -n +2 out | cut -f11 | sort -u)" = "" ] || fail "--min-confidence misses rows of a large ledger"
expect 0 extract large.txt --by utterance --format json
[ "$(tail -n 1 out)" = "]" ] || fail "a large ledger as JSON has no end"
[ "$(grep -c '"id"' out)" = 6000 ] || fail "a large ledger as JSON has $(grep -c '"id"' out) rows"

# The table for a terminal that is none: no colours, and nothing from the text that a terminal obeys.
printf '“The \033[31mred\033[0m pier,” said Ingrid \302\2332JVass.\n' >evil.txt
for format in table markdown html jsonl; do
  expect 0 extract evil.txt --format $format
  if LC_ALL=C grep -q "$(printf '\033\\|\302\233')" out; then fail "$format lets escape codes through"; fi
done
expect 0 extract a.txt --format table --color always
grep -q "$(printf '\033\\[1')" out || fail "--color always has no colours"
expect 0 explain a.txt --quote q1
grep -q "We have waited" out || fail "explain does not show the quote"
expect 0 explain a.txt --at 40
grep -q "^q1" out || fail "explain --at does not find the quote"
finish
