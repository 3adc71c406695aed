#!/bin/sh
# What the exit status and standard error say when something is wrong.
. "$(dirname "$0")/common.inc"
story a.txt

expect 0 extract a.txt
quiet
[ "$(grep -c '^a.txt,q[12],' out)" = 2 ] || fail "two quotes were expected"

# The command line.
expect 2; says "say what to do"
expect 2 frobnicate; says "no command \`frobnicate\`"
expect 2 extract; says "no PATH"
expect 2 extract --frobnicate a.txt; says "no option \`--frobnicate\`"; says "Try \`quoteledger extract --help\`"
expect 2 extract a.txt --format xml; says "there are table, csv, tsv, jsonl, json, markdown, html"
expect 2 extract a.txt --kinds direct,shout; says "no kind \`shout\`"
expect 2 extract a.txt --kinds "direct, term," --kinds " shout"; says "no kind \`shout\`"
expect 0 extract a.txt --kinds "direct, term"; quiet
expect 2 extract a.txt --by page; says "neither quote nor utterance"
expect 2 extract a.txt --min-confidence 2; says "--min-confidence: \`2\` is not a number from 0 to 1"
expect 2 extract a.txt --jobs many; says "--jobs: \`many\` is not a number of threads: 1 to 1024, or 0 for as many"
expect 2 extract a.txt --jobs -3; says "--jobs: \`-3\` is not a number of threads"
expect 0 extract a.txt --jobs 0; quiet
expect 2 explain a.txt --at -1; says "--at: \`-1\` is not an offset: code points, from 0"
expect 2 explain a.txt --at 5; says "no quote at 5; q1 stands at 31 to 74"
mkdir folder; cp a.txt folder/
expect 2 explain folder --quote q1; says "folder: is a folder; \`explain\` wants one file"
expect 0 extract a.txt --excel -f jsonl; says "--excel does nothing for jsonl; it is for csv and tsv"
expect 0 extract a.txt --excel -f csv; quiet
expect 0 speakers a.txt --excel -f json; says "--excel does nothing for json"
printf 'name,aliases,gender\n' >nobody.csv
expect 2 extract a.txt --characters nobody.csv; says "nobody.csv: there is nobody in this list"
printf 'name;gender\nIngrid Vass;f\n' >cast.csv
expect 0 extract a.txt --characters cast.csv; quiet
QUOTELEDGER_GRAMMARS=/nope "$program" extract a.txt >out 2>err && fail "a wrong QUOTELEDGER_GRAMMARS should fail"
says "no grammar \`en\` in /nope, to which QUOTELEDGER_GRAMMARS is set"
expect 2 extract - -; says "once only"
expect 2 extract a.txt --resume; says "--resume needs --output FILE"
expect 2 explain a.txt; says "name the quote"
expect 2 explain a.txt --quote q99; says "no quote q99; there are q1 to q2"
expect 2 grammar; says "check, list and show"
expect 2 grammar show nothing.of.this.name; says "nothing in the grammar is called"
expect 2 extract a.txt --lang xx; says "no grammar for the language \`xx\`"
expect 2 extract a.txt --grammar nowhere; says nowhere
expect 2 extract a.txt --characters nowhere; says "nowhere: No such file"

# Files.
expect 2 extract gone.txt a.txt; says "gone.txt: No such file or directory"
[ "$(grep -c '^a.txt,' out)" = 2 ] || fail "the other file was not extracted"
[ "$("$program" extract a.txt 2>/dev/null)" = "$(cat out)" ] || fail "a missing file changes the output"
: >empty.txt
expect 0 extract empty.txt; quiet
[ "$(wc -l <out)" = 1 ] || fail "an empty file should give the header row only"
expect 0 extract empty.txt --format json
[ "$(cat out)" = "[]" ] || fail "an empty file should give an empty JSON array"
mkdir nothing
expect 0 extract nothing; says "no .txt, .text or .md file in this folder"
expect 0 speakers nothing; says "no .txt, .text or .md file in this folder"
printf '\033]0;title\007' >bad
expect 2 extract "$(printf 'gone\033[31m.txt')"
if grep -q "$(printf '\033')" err; then fail "an escape code of a file name reaches the terminal"; fi

# Standard input.
"$program" extract - <a.txt >out 2>err || fail "extract - fails"
"$program" extract a.txt 2>err | sed 's/^a\.txt,/-,/' >named
same out named
"$program" extract - <&- >out 2>err
[ $? = 2 ] || fail "a closed standard input should fail"

# Standard output.
"$program" extract a.txt 2>err >/dev/full
[ $? = 2 ] || fail "a full disk should fail"
says "No space left on device"
"$program" extract a.txt 2>err >&-
[ $? = 2 ] || fail "a closed standard output should fail"
expect 2 extract a.txt -o /dev/full; says "/dev/full: cannot write: No space left on device"
expect 2 extract a.txt -o nowhere/out.csv; says "nowhere/out.csv: cannot write"
expect 2 extract a.txt -o nothing; says "Is a directory"
expect 2 explain a.txt --quote q1 --color perhaps; says "none of auto, always, never"

# A reader that has had enough is no failure.
i=0
while [ $i -lt 2000 ]; do cat a.txt; i=$((i + 1)); done >long.txt
{ "$program" extract long.txt 2>err; echo $? >status; } | head -n 1 >/dev/null
[ "$(cat status)" = 0 ] || fail "a closed pipe gives exit status $(cat status)"
quiet
finish
