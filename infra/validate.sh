#!/usr/bin/env bash
# Checks template.yaml and the state machine without credentials or network use
# after the first run: cfn-lint, sam validate with and without --lint, sam build, checkov
# (suppressions with reasons in .checkov.yaml and beside the resource),
# asl-validator, and the tests that hold template, workflow and code together.
# The tools are installed into .tools/, which git ignores.
set -euo pipefail
cd "$(dirname "$0")/.."

CFN_LINT=1.58.0
SAM=1.170.0
CHECKOV=3.2.459
ASL_VALIDATOR=4.0.0

venv=.tools/venv
stamp=.tools/validate-$CFN_LINT-$SAM-$CHECKOV-$ASL_VALIDATOR
if [ ! -e "$stamp" ]; then
  python3 -m venv "$venv"
  "$venv/bin/pip" install --quiet "cfn-lint==$CFN_LINT" "aws-sam-cli==$SAM" "checkov==$CHECKOV"
  npm install --silent --no-audit --no-fund --prefix .tools "asl-validator@$ASL_VALIDATOR"
  touch "$stamp"
fi

export SAM_CLI_TELEMETRY=0 AWS_DEFAULT_REGION=us-east-1
failed=0
check() {
  local name=$1 out
  shift
  if out=$("$@" 2>&1); then
    echo "ok    $name"
  else
    failed=1
    printf 'FAIL  %s\n%s\n' "$name" "$out"
  fi
}

check "cfn-lint $CFN_LINT" "$venv/bin/cfn-lint" template.yaml
check "sam $SAM validate --lint" "$venv/bin/sam" validate --lint --template template.yaml
check "sam $SAM validate" "$venv/bin/sam" validate --template template.yaml # translates it, which --lint does not
check "checkov $CHECKOV" "$venv/bin/checkov" --file template.yaml --config-file .checkov.yaml

scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
check "sam $SAM build" "$venv/bin/sam" build --template template.yaml --build-dir "$scratch/build" --cache-dir "$scratch/cache"
for bootstrap in build/*/bootstrap; do # make build made them just now
  verb=$(basename "$(dirname "$bootstrap")")
  check "sam deploys what make build weighs: $verb" cmp "$bootstrap" "$scratch/build/${verb^}Function/bootstrap"
done
# but for the codes in the code of the rules, for which all of it must be compiled and which make test looks at
check "agreement of template, workflow and code" env CGO_ENABLED=0 "${GO:-go}" test -vet=off -skip '^TestEveryBlockingCodeIsListed$' ./shared/arch

# action → resource of each role; a "*" fails it, but for what has no resources
policies=$(env CGO_ENABLED=0 "${GO:-go}" test -vet=off -count=1 -v -run '^TestPolicies$' ./shared/arch | sed -nE 's/.*[^ ]+\.go:[0-9]+: (.* → .*)/policy  \1/p')
echo "$policies"
check "every role has its policies printed" [ "$(grep -c Role <<<"$policies")" -gt 100 ]

# Deployment substitutes ${PlanFunctionArn} and the like; so does this.
for definition in infra/statemachine/*.asl.json; do
  sed -E 's/\$\{([A-Za-z0-9]+)FunctionArn\}/arn:aws:lambda:us-east-1:000000000000:function:\1/g' "$definition" >"$scratch/definition.json"
  if grep -nF '${' "$scratch/definition.json"; then
    failed=1
    echo "FAIL  $definition has placeholders that are no function's ARN"
  fi
  check "asl-validator $ASL_VALIDATOR $definition" .tools/node_modules/.bin/asl-validator --json-path "$scratch/definition.json"
done
exit "$failed"
