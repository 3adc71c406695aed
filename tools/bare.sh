#!/bin/sh
# Tries the README's two commands in a bare Debian 12, as a newcomer has it. Needs root and debootstrap.
#   sh tools/bare.sh [FOLDER]      the system is made in FOLDER, anew (/tmp/quoteledger-bare)
set -eu
cd "$(dirname "$0")/.."
bare=${1:-/tmp/quoteledger-bare}
if [ -e "$bare" ] && [ ! -e "$bare/etc/debian_version" ]; then
  echo "bare.sh: $bare is something else" >&2
  exit 2
fi
rm -rf --one-file-system "$bare"
debootstrap --variant=minbase bookworm "$bare" >"$bare.log" 2>&1 || { tail "$bare.log" >&2; exit 1; }
cp /etc/resolv.conf "$bare/etc/"
# Where this machine's clock or mirror is out of step with the archive's dates.
printf 'Acquire::Check-Valid-Until "false";\nAcquire::Check-Date "false";\n' \
  >"$bare/etc/apt/apt.conf.d/99dates"
mkdir -p "$bare/root/quoteledger"
tar --exclude=./build --exclude=./.git -cf - . | tar -xf - -C "$bare/root/quoteledger"

in_bare() {
  echo "bare.sh: $1" >&2
  chroot "$bare" /usr/bin/env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/root \
    sh -c "cd /root/quoteledger && $1"
}
in_bare 'sh tools/setup.sh && cmake --preset release && cmake --build --preset release && ./build/release/quoteledger extract samples'
in_bare 'sh tools/test.sh'
