#!/bin/sh
# Checks the borders between the rooms: RE2's headers only in pattern, ICU's only in unicode (and in the
# bench, which measures against it), no output to streams and no exit from the library.
set -eu
cd "$(dirname "$0")/.."
status=0
found_file=$(mktemp)
trap 'rm -f "$found_file"' EXIT

# complain MESSAGE: prints what grep found on standard input, if anything.
complain() {
  found=$(cat)
  if [ -n "$found" ]; then
    printf '%s:\n%s\n' "$1" "$found" >&2
    status=1
  fi
}

grep -rnE '#include [<"]re2/' src bench tests 2>/dev/null | grep -v '^src/quoteledger/pattern/' >"$found_file" || true
complain "RE2's headers belong in src/quoteledger/pattern" <"$found_file"
grep -rnE '#include [<"]unicode/' src bench tests 2>/dev/null |
  grep -vE '^(src/quoteledger/unicode/|bench/)' >"$found_file" || true
complain "ICU's headers belong in src/quoteledger/unicode" <"$found_file"
grep -rnE '#include [<"]CLI/' src/quoteledger >"$found_file" || true
complain "the command line belongs in src/tool" <"$found_file"
grep -rnE 'std::(cout|cerr|clog)\b|\b(std::)?(exit|abort|printf|puts)\(|fmt::print\(|#include <iostream>' \
  src/quoteledger >"$found_file" || true
complain "the library never prints and never exits" <"$found_file"
exit $status
