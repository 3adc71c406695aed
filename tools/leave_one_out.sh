#!/bin/sh
# How the resolver does on novels that it never learned from: for each annotated novel, weights are learned from the others,
# and the novel is scored with them. Needs python3 and the annotated texts.
#   sh tools/leave_one_out.sh BUILD_DIR NOVELS_DIR [OPTION...]     options go to quoteledger_speaker_weights
set -eu
here=$(cd "$(dirname "$0")/.." && pwd)
build=$1
novels=$2
shift 2
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir "$work/grammars" "$work/texts"
cp -r "$here/grammars/." "$work/grammars/"
for text in "$novels"/*.txt; do
  name=$(basename "$text" .txt)
  "$build/quoteledger_speaker_weights" "$novels" --without "$name" --out "$work/grammars/en/weights.txt" "$@" >/dev/null
  cp "$text" "$work/texts/"
  QUOTELEDGER_GRAMMARS="$work/grammars" "$build/quoteledger" extract "$work/texts/$name.txt" -o "$work/$name.jsonl"
  cat "$work/$name.jsonl" >>"$work/all.jsonl"
  grep -F "\"doc\": \"$name\"" "$novels/gold.jsonl" >"$work/texts/gold.jsonl"
  echo "$name" $(python3 "$novels/../score.py" "$work/texts" "$work/$name.jsonl" | grep -E "accuracy|anaphoric|explicit|implicit")
done
echo all $(python3 "$novels/../score.py" "$novels" "$work/all.jsonl" | grep -E "accuracy|anaphoric|explicit|implicit")
