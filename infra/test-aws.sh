#!/usr/bin/env bash
# Proves the AWS adapters on the stand-ins of infra/emulators.sh. Works from an
# empty .tools/; further arguments go to go test.
set -euo pipefail
cd "$(dirname "$0")/.."

packages=(
  ./shared/store/dynamo/...
  ./shared/blob/s3/...
  ./shared/cloud/...
)
exec infra/emulators.sh go test -race -count=1 -timeout 10m "$@" "${packages[@]}"
