#!/bin/sh
# Peak memory of the program on generated texts, next to what is promised: 32 MB plus ten times the
# largest document on its way, and the same for a folder of any size. Fails where the promise is broken.
#   sh bench/memory.sh [BUILD_DIR [FOLDER]]     build/release unless told otherwise; FOLDER holds texts of your own, which are
#                                               measured, too: real ones are more varied than what is generated here
set -eu
texts=${2:+$(cd "$2" && pwd)}
cd "$(dirname "$0")/.."
build=${1:-build/release}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
status=0

# generate KILOBYTES SEED: news-like paragraphs with quotes before, after and around their cues.
generate() {
  awk -v bytes="$(($1 * 1000))" -v seed="$2" 'BEGIN {
    srand(seed)
    firsts = split("Maria José Anna Peter Wei Fatima Ivan Ruth Paul Nora Hugo Lena", first, " ")
    lasts = split("Ortiz Novak Smith Chen Okafor Larsen Weber Costa Haddad Ito Moreau Byrne", last, " ")
    verbs = split("said added told_reporters wrote insisted recalled warned argued", verb, " ")
    while (written < bytes) {
      name = first[1 + int(rand() * firsts)] " " last[1 + int(rand() * lasts)]
      act = verb[1 + int(rand() * verbs)]; gsub("_", " ", act)
      n = int(rand() * 9000)
      kind = int(rand() * 4)
      if (kind == 0)
        p = "“We counted " n " of them before dawn,” " name " " act ". “Nobody believed it.”"
      else if (kind == 1)
        p = name ", a spokesman for district " n ", " act ": “The bridge will stay closed.” He left at noon."
      else if (kind == 2)
        p = "The council called the plan “a mistake” on page " n ", according to " name ", who had read it twice."
      else
        p = "The river rose by " n " millimetres in a week. Mr. " last[1 + int(rand() * lasts)] " did not comment. The U.S. office was closed."
      print p "\n"
      written += length(p) + 2
    }
  }'
}

# row LABEL LARGEST_BYTES PATH [OPTION...]
row() {
  label=$1 largest=$2
  shift 2
  figures=$("$build/quoteledger_bench" --peak "$build/quoteledger" extract "$@" --format jsonl \
    -o "$work/ledger.jsonl" 2>&1 >/dev/null | grep '^peak_mb') || {
    echo "$label: extract failed" >&2
    status=1
    return 0
  }
  echo "$figures" | awk -v label="$label" -v largest="$largest" '{
    limit = 32 + 10 * largest / 1e6
    printf "%-34s %10.1f MB %10.1f MB %8.2f s%s\n", label, $2, limit, $4, ($2 > limit ? "  OVER" : "")
    exit ($2 > limit)
  }' || status=1
}

printf '%-34s %13s %13s %10s\n' "" peak promised time
for megabytes in 1 5 20; do
  generate $((megabytes * 1000)) "$megabytes" >"$work/large.txt"
  row "one document of $megabytes MB" "$(wc -c <"$work/large.txt")" "$work/large.txt"
done

mkdir "$work/folder"
made=0
for files in 250 1000 4000; do
  while [ "$made" -lt "$files" ]; do
    made=$((made + 1))
    if [ "$made" -le 50 ]; then
      generate 20 "$made" >"$work/folder/$made.txt"
    else
      cp "$work/folder/$((made % 50 + 1)).txt" "$work/folder/$made.txt"
    fi
  done
  row "$files documents of 20 kB, --jobs 1" 21000 "$work/folder" --jobs 1
  row "$files documents of 20 kB, --jobs 2" 42000 "$work/folder" --jobs 2
done
if [ -n "$texts" ]; then
  sizes=$(find "$texts" -name '*.txt' -exec wc -c {} + | awk '$2 != "total" { print $1 }' | sort -rn)
  [ -n "$sizes" ] || { echo "$2: no .txt file" >&2; exit 2; }
  one=$(echo "$sizes" | awk 'NR == 1 { print; exit }')
  two=$(echo "$sizes" | awk '{ sum += $1 } NR == 2 || NR == 1 { most = sum } END { print most }')
  count=$(echo "$sizes" | wc -l)
  row "$count documents of $2, --jobs 1" "$one" "$texts" --jobs 1
  row "$count documents of $2, --jobs 2" "$two" "$texts" --jobs 2
fi
exit $status
