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

# A text is no source for its own quotes.
mkdir both
cp story.txt both/
cp sources/council.txt both/
expect 0 audit both/story.txt -s both --format jsonl
says 'both/story.txt: is among the sources; its own quotes are not looked for in it'
! grep -q '"source": "both/story.txt"' out || fail "a text proves its own quotes"
expect 0 audit both/story.txt -s both --format jsonl --quiet
quiet
finish
