#!/bin/sh
# What befalls a long run: files that cannot be read or are gone when their turn comes, folders that hold themselves, a
# program that is killed, a disk that is full.
. "$(dirname "$0")/common.inc"
story a.txt
"$program" extract a.txt >plain 2>err || fail "extract fails"

# held NAME: a run with -o NAME that waits for a pipe in its middle; its number is in $run.
mkfifo pipe
held() {
  "$program" extract a.txt pipe -j 1 -o "$1" 2>held.err &
  run=$!
  tries=0
  while [ -z "$(find . -name ".$1.quoteledger-*")" ] && [ $tries -lt 200 ]; do
    sleep 0.05
    tries=$((tries + 1))
  done
}

# Killed: nothing under the output's name, or what was there before; the next run cleans up and is not disturbed.
held fresh.csv
kill -KILL $run
wait $run 2>/dev/null
[ ! -e fresh.csv ] || fail "a killed run leaves half an output"
[ -n "$(find . -name '.fresh.csv.quoteledger-*')" ] || fail "the killed run should have left its temporary file"
echo mine >.fresh.csv.quoteledger-notes
echo mine >.fresh.csv.backup
expect 0 extract a.txt -o fresh.csv
same plain fresh.csv
[ "$(find . -name '.fresh.csv.*' | sort | tr '\n' ' ')" = './.fresh.csv.backup ./.fresh.csv.quoteledger-notes ' ] ||
  fail "the next run left leftovers, or took more than those: $(find . -name '.fresh.csv.*')"
echo before >kept.csv
held kept.csv
kill -KILL $run
wait $run 2>/dev/null
[ "$(cat kept.csv)" = before ] || fail "a killed run changes the output that was there"
expect 0 extract a.txt -o kept.csv
same plain kept.csv

# Two runs at once on one output: neither takes the other's file away.
held both.csv
expect 0 extract a.txt -o both.csv
same plain both.csv
[ -n "$(find . -name '.both.csv.quoteledger-*')" ] || fail "a run at work lost its temporary file"
cat a.txt >pipe
wait $run || fail "the other run fails"
grep -q '^pipe,q2,' both.csv || fail "the run that ends last should have the last word"
[ -z "$(find . -name '.both.csv.*')" ] || fail "temporary files are left"

# A file that is there when the folder is listed and gone when its turn comes; one that is locked. The first files are large,
# so that there is something to see, and time, before it is the others' turn.
mkdir many
i=0
while [ $i -lt 2000 ]; do cat a.txt; i=$((i + 1)); done >many/a.txt
cat many/a.txt many/a.txt many/a.txt many/a.txt >many/b.txt
story many/c.txt Castell
story many/d.txt Dahl
story many/e.txt Eide
chmod 000 many/e.txt
mkfifo many/pipe.txt  # not taken: it might never end
"$program" extract many -j 1 -o out.csv --errors errors.csv 2>err &
run=$!
tries=0
while [ -z "$(find . -name '.out.csv.quoteledger-*' -size +0)" ] && [ $tries -lt 400 ]; do
  sleep 0.02
  tries=$((tries + 1))
done
rm many/c.txt
wait $run
got=$?
[ $got = 2 ] || fail "a file that vanished gives exit status $got, not 2"
says "many/c.txt: No such file or directory"
grep -q '^many/d.txt,q2,' out.csv || fail "the files behind it were not read"
grep -q '^many/c.txt,No such file' errors.csv || fail "--errors does not list the file that vanished"
if [ "$(id -u)" != 0 ]; then  # root reads everything
  says "many/e.txt: Permission denied"
  [ "$(wc -l <errors.csv)" = 3 ] || fail "errors.csv should list two files"
fi
chmod 600 many/e.txt

# Folders that hold themselves, by one step and by two.
mkdir -p loop/one loop/two
story loop/a.txt
ln -s .. loop/one/up
ln -s ../one loop/two/over
ln -s itself loop/itself
ln -s . loop/here
expect 0 extract loop
[ "$(sed 1d out | cut -d, -f1 | sort -u)" = loop/a.txt ] || fail "a loop gives $(cut -d, -f1 out | sort -u)"
ln -s nowhere loop/gone.txt
ln -s circle.txt loop/circle.txt
expect 2 extract loop
says "loop/gone.txt: No such file or directory"
says "loop/circle.txt: Too many levels of symbolic links"
[ "$(grep -c '^loop/a.txt,' out)" = 2 ] || fail "the file beside them was not read"

# A full disk, also for what stands beside the output.
expect 2 extract a.txt -o fine.csv --errors /dev/full
says "/dev/full"
expect 2 audit a.txt --sources a.txt -o /dev/full --quiet
says "/dev/full: cannot write: No space left on device"
expect 2 speakers a.txt -o /dev/full
says "No space left on device"
if (ulimit -f 1; trap '' XFSZ; i=0; while [ $i -lt 500 ]; do cat a.txt; i=$((i + 1)); done | "$program" extract - -o limited.csv >out 2>err); then
  fail "a file that may not grow should fail"
fi
says "limited.csv: cannot write: File too large"
[ -z "$(find . -name '*limited.csv*')" ] || fail "a failed write leaves files"

# Interrupted before anything is written, and with --resume.
"$program" extract a.txt pipe -j 1 -o resumed.csv --resume 2>err &
run=$!
sleep 0.5
kill -INT $run 2>/dev/null || true  # a shell's background job may ignore it
kill -TERM $run
wait $run
[ ! -e resumed.csv ] || fail "an interrupted run leaves an output"
cat a.txt >pipe &
expect 0 extract a.txt pipe -j 1 -o resumed.csv --resume
wait
sed 's/^pipe,/a.txt,/' resumed.csv | sort -u >got
sort -u plain >wanted
same wanted got
[ -z "$(find . -name '.resumed.csv*')" ] || fail "the journal or the part is left"
finish
