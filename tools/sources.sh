#!/bin/sh
# Lists our own C++ files, one a line. Used by format.sh, rooms.sh and tidy.sh; run at the root.
find src tests bench -type f \( -name '*.cpp' -o -name '*.h' \) | LC_ALL=C sort
