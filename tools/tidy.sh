#!/bin/sh
# Runs clang-tidy over the library's and the program's sources. A file that passed is not looked at again until
# it, a header of ours or .clang-tidy changes: BUILD_DIR/tidy keeps what passed.
#   sh tools/tidy.sh BUILD_DIR     (a configured one: it has compile_commands.json)
set -eu
cd "$(dirname "$0")/.."
build=${1:?usage: tidy.sh BUILD_DIR}
if ! command -v clang-tidy-14 >/dev/null; then
  echo "no clang-tidy-14 here: not checked" >&2
  exit 77
fi
mkdir -p "$build/tidy"
common=$({ find src -name '*.h' | LC_ALL=C sort | xargs cat; cat .clang-tidy; } | sha256sum)

# Prints the files that have to be looked at, each with its key.
sh tools/sources.sh | grep '^src/.*\.cpp$' | while read -r file; do
  key=$({ echo "$common"; cat "$file"; } | sha256sum | cut -c1-40)
  [ -e "$build/tidy/$key" ] || echo "$file $key"
done | xargs -P "$(nproc)" -L 1 sh -c '
  if clang-tidy-14 --quiet --extra-arg=-Wno-unknown-warning-option -p "$0" "$1" 2>"$0/tidy/$2.err"; then
    rm -f "$0/tidy/$2.err"
    : >"$0/tidy/$2"
  else
    grep -v "warnings\{0,1\} generated\|treated as error" "$0/tidy/$2.err"
    rm -f "$0/tidy/$2.err"
    exit 1
  fi' "$build"
