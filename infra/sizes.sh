#!/usr/bin/env bash
# Prints what each function weighs as it is deployed: the arm64 bootstrap and
# its zip. A zip of more than 12 MB fails; read, which carries a second PDF engine,
# has a limit of its own.
set -euo pipefail
cd "$(dirname "$0")/.."

limit=12 limit_read=20 failed=0
printf '%-12s %10s %10s %6s\n' function bootstrap zip limit
for bootstrap in build/*/bootstrap; do
  name=$(basename "$(dirname "$bootstrap")")
  most=$limit
  [ "$name" = read ] && most=$limit_read
  raw=$(wc -c <"$bootstrap")
  zip=$(gzip -6 -c "$bootstrap" | wc -c) # a zip of one file is this and some hundred bytes
  mark=
  if [ "$zip" -gt $((most * 1000000)) ]; then
    failed=1 mark=' too large'
  fi
  awk -v n="$name" -v r="$raw" -v z="$zip" -v m="$most" -v x="$mark" 'BEGIN { printf "%-12s %7.1f MB %7.1f MB %3d MB%s\n", n, r/1e6, z/1e6, m, x }'
done
exit "$failed"
