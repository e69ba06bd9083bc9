#!/usr/bin/env bash
# Builds every bootstrap twice, the second time from a copy of the tree in
# another folder, and fails unless the bytes are the same. Prints their sizes.
set -euo pipefail
cd "$(dirname "$0")/.."
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

make --silent build
git ls-files -z --cached --others --exclude-standard | tar --null -T - -cf - | tar -xf - -C "$scratch"
make --silent -C "$scratch" build
failed=0
for bootstrap in build/*/bootstrap; do
  hash=$(sha256sum <"$bootstrap")
  if [ "$hash" = "$(sha256sum <"$scratch/$bootstrap")" ]; then result=same; else result=DIFFERENT failed=1; fi
  printf '%-9s %10d bytes  %s  %s\n' "$result" "$(stat -c %s "$bootstrap")" "${hash%% *}" "$bootstrap"
done
exit "$failed"
