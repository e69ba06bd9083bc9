#!/usr/bin/env bash
# Proves the AWS adapters on the stand-ins of infra/emulators.sh: on dynoxide,
# then what concerns the books once more on the referee, DynamoDB Local, where
# there is Java. Works from an empty .tools/; further arguments go to go test.
#
# With Python 3.9 or later, moto is the second stand-in of SQS, EventBridge, Step
# Functions, SES and KMS (TestSecondJudge), in an environment of its own below
# .tools/.
#
# IMMEX_DYNAMODB names one engine only. IMMEX_HISTORIES is how many random
# histories each of them is given (four processes, faults, deaths).
set -euo pipefail
cd "$(dirname "$0")/.."

books=(./shared/store/dynamo/...)
others=(./shared/blob/s3/... ./shared/cloud/...)
histories=${IMMEX_HISTORIES:-12}

MOTO=5.2.5

# second_judge installs moto unless it is there, and says where.
second_judge() {
  local venv=.tools/moto stamp=.tools/installed-moto-$MOTO
  if ! python3 -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 9))' 2>/dev/null; then
    echo "test-aws: moto not tried: there is no Python 3.9 with venv" >&2
    return
  fi
  if [ ! -e "$stamp" ] || [ ! -x "$venv/bin/moto_server" ]; then
    echo "test-aws: installing moto-$MOTO" >&2
    mkdir -p .tools
    rm -rf "$venv"
    python3 -m venv "$venv"
    "$venv/bin/pip" install --quiet --disable-pip-version-check "moto[stepfunctions]==$MOTO" flask flask-cors >&2
    touch "$stamp"
  fi
  export IMMEX_MOTO=$PWD/$venv/bin/moto_server
}

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
second_judge
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
