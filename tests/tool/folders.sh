#!/bin/sh
# Folders of many files: their order, the same bytes with any number of threads, what cannot be read.
. "$(dirname "$0")/common.inc"
mkdir -p many/deep
i=0
while [ $i -lt 300 ]; do
  story "many/$i.txt" "Vass$i"
  i=$((i + 1))
done
story many/deep/last.md
story many/.hidden.txt
story many/no.pdf
ln -s ../many many/deep/loop
: >many/00-empty.txt

expect 0 extract many --jobs 1
mv out one
for jobs in 2 3 16; do
  expect 0 extract many --jobs $jobs
  same one out
done
expect 0 extract many
same one out
cut -d, -f1 one | grep '^many/' | uniq >order
LC_ALL=C sort -c order || fail "the documents are not in order"
[ "$(wc -l <order)" = 301 ] || fail "$(wc -l <order) documents with quotes instead of 301"

# Others go on; the list of errors is complete; standard error is not between the rows.
ln -s nowhere many/broken.txt
printf 'MZ\0\0\001\002\0\0\0\003\0\0' >many/binary.txt
expect 2 extract many --jobs 2 --errors errors.csv -o quotes.csv
same one quotes.csv
says "many/broken.txt: No such file or directory"
says "many/binary.txt: "
[ "$(head -n 1 errors.csv | tr -d '\r')" = document,error ] || fail "errors.csv has no header row"
[ "$(grep -c '^many/b' errors.csv)" = 2 ] || fail "errors.csv should list two files"
[ "$(wc -l <errors.csv)" = 3 ] || fail "errors.csv should list nothing else"

expect 2 speakers many --jobs 2 -o two.csv
expect 2 speakers many --jobs 1 -o one.csv
same one.csv two.csv
expect 2 speakers many --merge --format jsonl
[ "$(grep -c '"name": "Tomas Okoro"' out)" = 1 ] || fail "speakers --merge does not merge"
grep -q '"quotes": 301' out || fail "speakers --merge does not count 301 quotes"
finish
