#!/bin/sh
# --resume: a run that was killed goes on where it stopped, and its ledger is that of an uninterrupted one.
. "$(dirname "$0")/common.inc"
story a.txt
story b.txt Berg
story c.txt Castell
mkfifo pipe last
texts="a.txt gone.txt pipe b.txt last c.txt"

"$program" extract $texts -j 1 -o out.csv --resume --errors errors.csv 2>err &
killed=$!
# What is done is remembered once a second. `pipe` is read once a.txt is done, so opening it for writing waits for that.
timeout 60 sh -c 'exec 3>pipe; sleep 1.2; cat b.txt >&3'
remembers_pipe() { grep -q '	pipe	' .out.csv.journal 2>/dev/null; }
tries=0
while ! remembers_pipe && [ $tries -lt 600 ]; do sleep 0.05; tries=$((tries + 1)); done
kill -KILL $killed
wait $killed 2>/dev/null
[ ! -e out.csv ] || fail "a killed run leaves an output file"
[ -s .out.csv.part ] || fail "a killed run leaves nothing to go on from"
# Nobody writes to `pipe` again: a run that went on from a journal without it would wait for ever.
remembers_pipe || { fail "a killed run leaves no journal of what it did"; finish; }
printf 'half a row' >>.out.csv.part
printf '12\thalf a li' >>.out.csv.journal

# Another run must not go on from there.
expect 2 extract $texts -o out.csv --resume --kinds direct
says "the run to go on with had other options"

timeout 60 sh -c 'cat c.txt >last' &
expect 2 extract $texts -j 1 -o out.csv --resume --errors errors.csv
wait
says "going on after"
says "gone.txt: No such file"
[ "$(wc -l <errors.csv)" = 2 ] || fail "errors.csv should list one file"
[ -z "$(find . -name '.out.csv*')" ] || fail "the journal or the part is left"

{
  "$program" extract a.txt 2>/dev/null
  for pair in pipe:b.txt b.txt:b.txt last:c.txt c.txt:c.txt; do
    "$program" extract "${pair#*:}" 2>/dev/null | sed "1d; s/^${pair#*:},/${pair%:*},/"
  done
} >whole.csv
same whole.csv out.csv
finish
