#!/bin/sh
# Installs what quoteledger needs from the system's packages (Debian 12 and its kin). Asks nothing; does
# nothing where all of it is there.
#   sh tools/setup.sh          to build and use it
#   sh tools/setup.sh --tests  also what the tests and lint need
#   sh tools/setup.sh --fuzz   also what preset fuzz needs
#   sh tools/setup.sh --coverage   also what tools/coverage.sh needs
set -eu

packages="g++ cmake ninja-build pkg-config libicu-dev libre2-dev libfmt-dev libcli11-dev nlohmann-json3-dev"
for argument in "$@"; do
  case $argument in
    --tests) packages="$packages libboost-test-dev clang-format-14 clang-tidy-14 python3" ;;
    --fuzz) packages="$packages clang-14 libclang-rt-14-dev" ;;
    --coverage) packages="$packages libboost-test-dev lcov" ;;
    *) echo "setup.sh: unknown argument $argument" >&2; exit 2 ;;
  esac
done

if ! command -v dpkg-query >/dev/null || ! command -v apt-get >/dev/null; then
  echo "setup.sh: no apt-get here. Install these, or what your system calls them: $packages" >&2
  exit 1
fi

missing=
for package in $packages; do
  case $(dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null || true) in
    installed*) ;;
    *) missing="$missing $package" ;;
  esac
done
[ -n "$missing" ] || exit 0

root=
if [ "$(id -u)" != 0 ]; then
  if ! command -v sudo >/dev/null; then
    echo "setup.sh: as root, run: apt-get install --no-install-recommends$missing" >&2
    exit 1
  fi
  root="sudo -n"
fi

echo "setup.sh: installing$missing" >&2
log=$(mktemp)
trap 'rm -f "$log"' EXIT
# A source that has nothing to do with us may be out of reach: only the installation decides.
$root env DEBIAN_FRONTEND=noninteractive apt-get -qq update >"$log" 2>&1 || true
# shellcheck disable=SC2086  # words on purpose
if ! $root env DEBIAN_FRONTEND=noninteractive apt-get -qq install -y --no-install-recommends \
    $missing >>"$log" 2>&1 </dev/null; then
  cat "$log" >&2
  exit 1
fi
