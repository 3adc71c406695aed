#!/bin/sh
# What is written is safe where it lands: valid UTF-8, no formulas, no escape codes, whatever is in texts, file names,
# ledgers and sources.
. "$(dirname "$0")/common.inc"

# valid FILE: is it UTF-8?
valid() {
  iconv -f UTF-8 -t UTF-8 "$1" >/dev/null 2>&1 || fail "$2 is no valid UTF-8"
}
# harmless FILE WHAT: no controls but tabs and line ends.
harmless() {
  if LC_ALL=C grep -q "$(printf '[\001-\010\013\014\016-\037\177]\|\302[\200-\237]')" "$1"; then
    fail "$2 has controls: $(LC_ALL=C cat -v "$1" | head -n 3)"
  fi
}
# straight FILE WHAT: nor any that turn the text around.
straight() {
  harmless "$1" "$2"
  if LC_ALL=C grep -q "$(printf '\342\200[\252-\256]\|\342\201[\246-\251]')" "$1"; then
    fail "$2 has bidirectional controls"
  fi
}

latin=$(printf 'caf\351.txt')
escape=$(printf 'e\033[31m\342\200\256.txt')
formula='=1+"2",3.txt'
mkdir in
for name in "$latin" "$escape" "$formula" '<b>&.txt'; do
  printf '“=1+1 \033[31m\342\200\256red\302\233 <i>| \\ *b*,” said \342\201\246Ana\342\201\251 Ruiz. “@x,” she said. “-1\t”\n' >"in/$name" ||
    exit 77
done

for format in csv tsv jsonl json markdown html table; do
  expect 0 extract in --format $format
  valid out "extract --format $format"
  case $format in
    csv | tsv) ;;
    table | markdown) straight out "extract --format $format" ;;
    *) harmless out "extract --format $format" ;;
  esac
done
expect 0 extract in --format table --color always
sed "s/$(printf '\033')\[[0-9;]*m//g" out >plain
straight plain "the table in colours"
for format in csv jsonl json table; do
  expect 0 speakers in --format $format
  valid out "speakers --format $format"
  expect 0 speakers in --merge --format $format
  valid out "speakers --merge --format $format"
done
straight out "speakers --merge"
expect 0 extract in --format html
if grep -qE '<i>|<b>' out; then fail "HTML lets tags through"; fi
grep -q '&lt;b&gt;&amp;.txt' out || fail "HTML does not escape file names"
expect 0 explain "in/$escape" --quote q1
straight out explain

# No cell of a spreadsheet begins like a formula, whatever column it is in.
expect 0 extract in --excel
if LC_ALL=C grep -qE '(^|,)"?[=+@-]' out; then fail "--excel lets a formula through: $(grep -E '(^|,)\"?[=+@-]' out | head -n 1)"; fi
expect 0 extract "in/$formula" --format csv
head -n 2 out | tail -n 1 | grep -qF '"in/=1+""2"",3.txt",q1' || fail "a name with a comma and marks is not quoted"

# The list of errors, too.
mkdir gone
ln -s nowhere "gone/$latin"
ln -s nowhere "gone/$formula"
(cd gone && "$program" extract "$latin" "$formula" --errors ../errors.csv --excel >/dev/null 2>../err)
valid errors.csv --errors
valid err "standard error"
grep -qF "\"'=1+\"\"2\"\",3.txt\"" errors.csv || fail "--errors --excel lets a formula through: $(cat errors.csv)"

# The audit: names of sources and documents, ledgers with anything in them.
printf 'quote,speaker,id,=note\n"“=1+1 \033[31m\342\200\256red”",=Ana,\033[1m,=x\n"caf\351 red <i>",@b,-1,\n"",,,\n' >evil.csv
for format in csv jsonl sarif table; do
  expect 0 audit "in/$latin" "in/$escape" evil.csv --sources in --format $format --quiet
  valid out "audit --format $format"
  case $format in
    csv) ;;
    table) straight out "audit --format $format" ;;
    *) harmless out "audit --format $format" ;;
  esac
done
expect 0 audit evil.csv --sources in --format csv --excel --quiet
if LC_ALL=C grep -qE '(^|,)"?[=+@-]' out; then fail "audit --excel lets a formula through: $(cat out)"; fi
if command -v python3 >/dev/null; then
  for pair in extract:jsonl extract:json speakers:jsonl; do
    expect 0 "${pair%:*}" in --format "${pair#*:}"
    python3 -c 'import json, sys
text = open("out", encoding="utf-8").read()
json.loads(text) if sys.argv[1] == "json" else [json.loads(line) for line in text.splitlines()]' "${pair#*:}" ||
      fail "$pair is no JSON"
  done
  expect 0 audit evil.csv --sources in --format sarif --quiet
  python3 -c 'import json; json.load(open("out", encoding="utf-8"))' || fail "SARIF is no JSON"
  expect 0 extract in --format csv
  python3 -c 'import csv; rows = list(csv.reader(open("out", encoding="utf-8", newline=""), strict=True))
assert len(rows) == 13 and all(len(row) == len(rows[0]) for row in rows), len(rows)' || fail "no RFC 4180"
fi
finish
