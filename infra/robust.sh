#!/usr/bin/env bash
# Every hostile XML, zip, mail and PDF, read by a process of its own; the last
# line adds up what both tests count.
set -euo pipefail
cd "$(dirname "$0")/.."
GO=${GO:-go}
log=$(mktemp)
trap 'rm -f "$log"' EXIT
failed=0
$GO test ./shared/scoreboard/hostile -run '^TestHostile$' -v -count=1 -timeout 60m -full | tee -a "$log" || failed=1
$GO test ./shared/sandbox -run '^TestHostilePDFs$' -v -count=1 -timeout 60m | tee -a "$log" || failed=1
awk '
  $2 == "all" || $2 == "pdf" { files += $3; crashes += $4; slow += $5; large += $6; if ($9 > peak) peak = $9 }
  END {
    printf "robust: %d hostile documents, %d crashes, %d over 10 s, %d over 512 MB, at most %d MB\n", files, crashes, slow, large, peak
    if (files < 1000) { print "robust: fewer than 1000 documents were read"; exit 1 }
  }' "$log" || failed=1
exit "$failed"
