#!/usr/bin/env bash
# Names the packages the race detector is worth its price for: those that start
# goroutines in their code or their tests, and the stores and shelves many
# write to at once. The rest runs in one line.
set -euo pipefail
cd "$(dirname "$0")/.."
{
  grep -rlE --include='*.go' '^[[:space:]]*(defer )?go (func|[a-zA-Z]+[.(])|\.Go\(' shared functions | xargs -n1 dirname
  find shared/store shared/blob -name '*_test.go' -exec dirname {} +
} | sort -u | sed 's|^|./|' | tr '\n' ' '
