#!/bin/sh
# Formats our C++ files after .clang-format, or with --check only tells which are not.
set -eu
cd "$(dirname "$0")/.."
if ! command -v clang-format-14 >/dev/null; then
  echo "no clang-format-14 here: not checked" >&2
  exit 77
fi
case ${1:-} in
  --check) sh tools/sources.sh | xargs clang-format-14 --dry-run -Werror ;;
  '') sh tools/sources.sh | xargs clang-format-14 -i ;;
  *) echo "usage: format.sh [--check]" >&2; exit 2 ;;
esac
