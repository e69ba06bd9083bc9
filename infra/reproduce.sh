#!/usr/bin/env bash
# Builds every bootstrap from two copies of the tree in different folders and
# fails unless the bytes are the same. Prints their sizes.
set -euo pipefail
cd "$(dirname "$0")/.."
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

git ls-files -z --cached --others --exclude-standard | tar --null -T - -cf "$scratch/tree.tar"
for copy in first second; do
  mkdir "$scratch/$copy"
  tar -xf "$scratch/tree.tar" -C "$scratch/$copy"
  make --silent -C "$scratch/$copy" build
done
cd "$scratch/first"
failed=0
for bootstrap in build/*/bootstrap; do
  hash=$(sha256sum <"$bootstrap")
  if [ "$hash" = "$(sha256sum <"$scratch/second/$bootstrap")" ]; then result=same; else result=DIFFERENT failed=1; fi
  printf '%-9s %10d bytes  %s  %s\n' "$result" "$(stat -c %s "$bootstrap")" "${hash%% *}" "$bootstrap"
done
exit "$failed"
