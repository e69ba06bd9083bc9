#!/usr/bin/env bash
# Proves the AWS adapters on the stand-ins of infra/emulators.sh: on dynoxide,
# then what concerns the books once more on the referee, DynamoDB Local, where
# there is Java. Works from an empty .tools/; further arguments go to go test.
#
# IMMEX_DYNAMODB names one engine only. IMMEX_HISTORIES is how many random
# histories each of them is given (four processes, faults, deaths).
set -euo pipefail
cd "$(dirname "$0")/.."

books=(./shared/store/dynamo/...)
others=(./shared/blob/s3/... ./shared/cloud/...)
histories=${IMMEX_HISTORIES:-20}

# prove ENGINE PACKAGES… runs their tests, then the random histories.
prove() {
  local engine=$1 race=-race
  shift
  [ "$engine" = local ] && race= # races are looked for once
  echo "== on $engine"
  IMMEX_DYNAMODB=$engine infra/emulators.sh bash -euo pipefail -c '
    histories=$1 race=$2 && shift 2
    go test $race -count=1 -timeout 20m "$@"
    go test $race -count=1 -timeout 20m -v -run OnDynamoDB ./shared/step -rapid.checks="$histories" |
      grep -E "histories|never tried|^(ok|FAIL|---|panic)"
  ' prove "$histories" "$race" "${arguments[@]}" "$@"
}

arguments=("$@")
case ${IMMEX_DYNAMODB:-} in
'')
  prove dynoxide "${books[@]}" "${others[@]}"
  if command -v java >/dev/null; then
    prove local "${books[@]}"
  else
    echo "test-aws: DynamoDB Local not tried: there is no Java" >&2
  fi
  ;;
*) prove "$IMMEX_DYNAMODB" "${books[@]}" "${others[@]}" ;;
esac
