#!/usr/bin/env bash
# Proves the AWS adapters on the stand-ins of infra/emulators.sh: on dynoxide,
# then what concerns the books once more on the referee, DynamoDB Local, where
# there is Java. Works from an empty .tools/; further arguments go to go test.
#
# With Python 3.9 or later, moto is the second stand-in of SQS, EventBridge, Step
# Functions, SES and KMS (TestSecondJudge), in an environment of its own below
# .tools/.
#
# The race detector looks at what runs at once in the test's own process, the
# adapters and shared/cloud; functions are processes of their own, built as they
# are deployed, so the tests of the whole go without it, and without C.
#
# The functions' faults, injected and survived, are printed as a table, and how many
# of their rights were needed.
#
# IMMEX_DYNAMODB names one engine only. IMMEX_HISTORIES is how many random
# histories each of them is given (four processes, faults, deaths).
set -euo pipefail
cd "$(dirname "$0")/.."

books=(./shared/store/dynamo/...)
others=(./shared/blob/s3/... ./shared/cloud ./shared/cloud/signing)
functions=(./shared/cloud/e2e)
alone='^Test(Book|Steady)?Cost$|^Test(Spread|ItemsStaySmall|Failures|Death|LostAnswer)$'
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

# on ENGINE RACE PACKAGES… runs their tests on its stand-ins, RACE being -race or nothing.
on() {
  local engine=$1 race=$2 cgo=0
  shift 2
  [ -z "$race" ] || cgo=1
  echo "== on $engine: $*"
  IMMEX_DYNAMODB=$engine CGO_ENABLED=$cgo infra/emulators.sh go test $race -vet=off -count=1 -timeout 20m "${arguments[@]}" "$@"
}

# drawn ENGINE runs the random histories there.
drawn() {
  echo "== on $1: random histories"
  IMMEX_DYNAMODB=$1 CGO_ENABLED=0 infra/emulators.sh go test -vet=off -count=1 -timeout 20m -v -run OnDynamoDB ./shared/step -rapid.checks="$histories" |
    grep -E "histories|never tried|^(ok|FAIL|---|panic)"
}

# prove ENGINE is all of it, races looked for unless it is the referee. What counts
# the figures of the books, and what fails each request in turn, is large and does
# one thing at a time: the race detector would take minutes and gigabytes for it.
prove() {
  if [ "$1" = local ] || [ ${#arguments[@]} -gt 0 ]; then
    on "$1" "" "${books[@]}" "${others[@]}"
  else
    on "$1" -race -skip "$alone" "${books[@]}" "${others[@]}"
    on "$1" "" -run "$alone" "${books[@]}"
  fi
  local told code=0
  told=$(mktemp)
  IMMEX_TABLES=$told on "$1" "" "${functions[@]}" || code=$?
  cat "$told"
  rm -f "$told"
  [ $code -eq 0 ] || return $code
  drawn "$1"
}

arguments=("$@")
second_judge
case ${IMMEX_DYNAMODB:-} in
'')
  prove dynoxide
  if command -v java >/dev/null; then
    on local "" "${books[@]}"
    drawn local
  else
    echo "test-aws: DynamoDB Local not tried: there is no Java" >&2
  fi
  ;;
*) prove "$IMMEX_DYNAMODB" ;;
esac
