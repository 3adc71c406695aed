#!/bin/sh
# The audit's exit statuses, formats by ending, and its index file.
. "$(dirname "$0")/common.inc"
mkdir sources
echo 'The ferry runs six times a day, and it will not run on Sundays.' >sources/council.txt
cat >story.txt <<'E2'
“The ferry runs six times a day,” said Ida Brandt.

“The ferry runs six times a day, and it will run on Sundays,” said Jonas Alder.
E2
printf 'quote\n"“The ferry runs six times a day”"\n' >fair.csv

expect 0 audit story.txt --sources sources --format jsonl
says '2 quotes: 1 verbatim, 1 altered'
grep -q '"kind": "negation"' out || fail "no edit of kind negation"
expect 1 audit story.txt --sources sources --fail-on altered,spliced
expect 0 audit story.txt --sources sources --fail-on spliced --quiet
quiet
expect 0 audit fair.csv --sources sources/council.txt -o out.sarif --quiet
grep -q '"version": "2.1.0"' out.sarif || fail "not SARIF"
expect 2 audit fair.csv
says 'no sources'
expect 2 audit fair.csv --sources nowhere --quiet
says 'nowhere'
says 'nothing to compare with'
[ ! -s out ] || fail "verdicts without a source"
expect 2 audit fair.csv --sources sources --fail-on wrong
says 'no verdict `wrong`'
expect 2 audit fair.csv --sources sources --format xml
printf 'text\nx\n' >bad.csv
expect 2 audit bad.csv --sources sources
says 'no column is called'

# A bad row is told by file and line, the others are audited, and the status says that something was wrong.
printf 'quote,desk\n"“The ferry runs six times a day”",metro\nWe go, and stay,metro\n,metro\n' >rows.csv
expect 2 audit rows.csv -s sources --format jsonl
says 'rows.csv:3: 3 cells, but the header has 2'
says 'rows.csv:4: the quote has no words'
says '2 quotes: 1 verbatim, 1 not_found'
grep -q '"start": null' out || fail "a number that no ledger tells"
printf '{"quote": "six times a day"}\n{"quote": \n' >rows.jsonl
expect 2 audit rows.jsonl -s sources --format jsonl
says 'rows.jsonl:2: not valid JSON'
says '1 quote: 1 verbatim'
# A source without words is named, and none but such is no source.
: >sources/empty.txt
expect 0 audit fair.csv -s sources --format csv
says 'sources/empty.txt: the source has no words'
expect 2 audit fair.csv -s sources/empty.txt --format csv
says 'nothing to compare with'
rm sources/empty.txt
mkdir nothing
expect 2 audit fair.csv -s sources nothing --format csv
says 'nothing: has no .txt, .text, .md, .srt or .vtt file'
expect 2 audit nowhere.csv -s sources
says 'there is no quote to look for'
[ ! -s out ] || fail "a header without a ledger"
expect 0 audit fair.csv -s sources sources/council.txt ./sources --format jsonl
! grep -q ambiguous out || fail "a source that is named three times is three"
{
  printf 'quote\n"'
  yes 'a very long quote' | head -n 3000
  printf '"\n'
} >long.csv
expect 0 audit long.csv -s sources --format table
[ "$(wc -l <out)" -lt 40 ] || fail "a long quote is printed whole"
expect 0 audit story.txt -s sources --format sarif
grep -q '"startLine": 3, "startColumn": 1, "endLine": 3' out || fail "no columns in SARIF"

expect 0 audit fair.csv -s sources --index kept --format csv
mv out first
expect 0 audit fair.csv -s sources --index kept --format csv
same first out
echo 'The ferry runs ten times a day, and it will not run on Sundays.' >sources/council.txt
expect 0 audit fair.csv -s sources --index kept --format csv
says 'the index was brought up to date: changed is sources/council.txt'
! cmp -s first out || fail "a changed source was not noticed"
# What is no index is never written over; a damaged index is made anew, not searched.
cp fair.csv kept-ledger.csv
expect 2 audit fair.csv -s sources --index kept-ledger.csv --format csv
says 'is no index'
same fair.csv kept-ledger.csv
expect 0 audit fair.csv -s sources --index kept --format csv
mv out first
size=$(wc -c <kept)
head -c $((size * 2 / 3)) kept >damaged
head -c $((size - size * 2 / 3)) /dev/zero | tr '\0' '\377' >>damaged
expect 0 audit fair.csv -s sources --index damaged --format csv
same first out
says 'damaged: the index cannot be used; it was made anew'

# A text is no source for its own quotes.
mkdir both
cp story.txt both/
cp sources/council.txt both/
expect 0 audit both/story.txt -s both --format jsonl
says 'both/story.txt: is among the sources; its own quotes are not looked for in it'
! grep -q '"source": "both/story.txt"' out || fail "a text proves its own quotes"
expect 0 audit both/story.txt -s both --format jsonl --quiet
quiet

# A file that its ending says is something else than what would be written is not written.
for file in r.json r.tsv r.html r.xlsx R.XLSX; do
  expect 2 audit fair.csv -s sources -o $file
  says "no format for \`$file\`; there are table, csv, jsonl, sarif"
  [ ! -e $file ] || fail "$file is there"
done
expect 0 audit fair.csv -s sources -o r.json --format jsonl --quiet
expect 0 audit fair.csv -s sources -o r.out --quiet
head -n 1 r.out | grep -q '^document,id' || fail "not CSV"
expect 2 extract story.txt -o r.xlsx
says 'no format for `r.xlsx`; there are table, csv, tsv, jsonl, json, markdown, html'
expect 0 extract story.txt -o r.tsv --quiet
expect 2 speakers story.txt -o r.html
says 'no format for `r.html`'

# Nothing to judge is no reason to pass.
printf 'quote\n' >none.csv
expect 0 audit none.csv -s sources --format csv
says 'there is no quote to look for'
expect 2 audit none.csv -s sources --fail-on altered
says 'there is no quote to look for'

# What a spreadsheet of another country saves.
printf 'sep=;\r\n Quote ; desk\r\n"six times a day";"a, b"\r\n' >semicolon.csv
expect 0 audit semicolon.csv -s sources --format jsonl
grep -q '"desk": "a, b"' out || fail "semicolons"
printf 'quote\tdesk\ntimes a day, and it will\tmetro\n' >tabs.csv
expect 0 audit tabs.csv -s sources --format jsonl
grep -q '"verdict": "verbatim"' out || fail "tabs"

# Columns of a ledger come back as they were.
echo '{"quote": "six times a day", "verdict": "checked", "source": "tape 3", "take": 7, "good": true, "who": ["a", 1]}' >mine.jsonl
expect 0 audit mine.jsonl -s sources --format jsonl
for part in '"ledger_verdict": "checked"' '"source": "tape 3"' '"take": 7' '"good": true' '"who": ["a",1]'; do
  grep -qF "$part" out || fail "no $part"
done
mv out again.jsonl
expect 0 audit again.jsonl -s sources --format jsonl
[ "$(grep -o '"verdict"' out | wc -l)" = 1 ] || fail "two verdicts"

# Speakers of sources that are not there.
printf 'council.txt\tIda Brandt\nnobody.txt\tJonas Alder\n' >who.tsv
expect 0 audit fair.csv -s sources --source-speakers who.tsv --format csv
says 'who.tsv:2: no source is called “nobody.txt”'
printf 'council.txt\tIda Brandt\nbad line\n' >who.tsv
expect 2 audit fair.csv -s sources --source-speakers who.tsv
says 'who.tsv:2: no tab between source and speaker'

# Titles and words in scare quotes need no source.
printf 'He read “Moby Dick” again. “The ferry runs ten times a day,” said Ida Brandt.\n' >terms.txt
expect 0 audit terms.txt -s sources --kinds direct,fragment --format jsonl
says '1 quote: 1 verbatim'
# A flag may fail, too.
printf 'quote\n"“The ferry runs … on Sundays.”"\n' >hidden.csv
expect 0 audit hidden.csv -s sources --fail-on altered --quiet
expect 1 audit hidden.csv -s sources --fail-on altered,elision_hides_negation --quiet
expect 2 audit terms.txt -s sources --kinds speech
says 'no kind `speech`'

# More rows than are judged at once: all are written, in order, and the faults of all count; an utterance is not cut.
{
  echo quote,id,utterance
  yes 'ferry' | head -n 19999 | sed 's/$/,,/'
  printf '"The ferry runs",p1,u1\n"on Sundays",p2,u1\nnowhere,p3,\n'
} >many.csv
expect 0 audit many.csv -s sources --format csv -o many.out.csv --fail-on spliced
says '20002 quotes:'
[ "$(wc -l <many.out.csv)" = 20003 ] || fail "a long audit has $(wc -l <many.out.csv) lines"
[ "$(tail -n 3 many.out.csv | cut -d, -f2 | tr '\n' ' ')" = 'p1 p2 p3 ' ] || fail "a long audit ends with $(tail -n 3 many.out.csv)"
expect 1 audit many.csv -s sources --fail-on not_found --quiet
finish
