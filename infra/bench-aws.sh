#!/usr/bin/env bash
# Prints what the books cost on DynamoDB: capacity by descargo, material and
# pedimento, dollars at list price (shared/catalog/data/precios_nube.csv), how
# evenly a commit spreads, and the largest item, on a stand-in of
# infra/emulators.sh, which bills as DynamoDB does; then a short load test of
# the bootstraps (make load is the whole one).
set -euo pipefail
cd "$(dirname "$0")/.."
infra/emulators.sh "${GO:-go}" test -count=1 -v -run 'Cost$|Spread|ItemsStaySmall' ./shared/store/dynamo |
  grep -E '_test.go|^(ok|FAIL|panic)|--- FAIL'
IMMEX_LOAD=300 infra/emulators.sh "${GO:-go}" test -count=1 -v -timeout 30m -run BooksWhateverTheDelivery ./shared/cloud/e2e
