#!/usr/bin/env bash
# Walks the desk in a browser. Needs node and Debian's chromium, which it
# installs where it may; where they cannot be had it says why and succeeds,
# since the desk's other tests need neither. Pictures go to .tools/web/shots, or
# nowhere with IMMEX_BRIEF=1, which also asks axe about every screen in Spanish
# narrow and in English wide only.
set -euo pipefail
cd "$(dirname "$0")/.."

leave() {
  echo "test-web: not tried: $1" >&2
  exit 0
}
command -v npm >/dev/null && command -v node >/dev/null || leave "there is no node"
browser=$(command -v chromium || true)
if [ -z "$browser" ]; then
  [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null || leave "there is no chromium, and only root can install it"
  { apt-get update -qq && apt-get install -y -qq --no-install-recommends chromium; } >/dev/null 2>&1 || leave "chromium cannot be installed"
  browser=$(command -v chromium) || leave "chromium was installed and is not found"
fi
mkdir -p .tools/web
home=$(cd .tools/web && pwd)
if ! cmp -s infra/web/package-lock.json "$home/package-lock.json" || [ ! -d "$home/node_modules" ]; then
  cp infra/web/package.json infra/web/package-lock.json "$home/"
  (cd "$home" && npm ci --no-audit --no-fund --silent) || leave "the packages of infra/web cannot be installed"
fi
rm -rf "$home/shots"
CGO_ENABLED=0 IMMEX_BROWSER=$browser IMMEX_WALK=$PWD/infra/web/walk.mjs IMMEX_WEB=$home \
  go test -vet=off -count=1 -timeout 25m -run '^TestDeskInABrowser$' -v ./shared/cmd/immex "$@"
