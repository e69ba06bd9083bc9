#!/usr/bin/env bash
# Runs under the race detector what it is worth its price for: the packages that
# start goroutines in their code or their tests, and the stores and shelves many
# write to at once. Of the largest ones, those tests by name that do things at
# once; the rest of each goes in one line, and ten times slower here.
#
# Left to infra/test-aws.sh, which has what they need: the adapters of AWS. Left
# out: shared/scoreboard, whose tests read at once what immex ingest reads at
# once too, and shared/cloud/e2e, whose functions are processes of their own.
set -euo pipefail
cd "$(dirname "$0")/.."

apart='shared/(store/dynamo|blob/s3|scoreboard|cloud/e2e)'
large=(./shared/step ./shared/web/desk ./shared/cmd/immex ./shared/expediente ./shared/ledger ./shared/bom)
at_once=(
  AnyHistory JudgeReadsTheArchive KilledAndTriedAgain LateFact MatchCalledOff MatchKeepsWhatIsDone MatchStopsWithItsWriter OrderOfArrivalLeavesNoTrace RaceWithoutEnd SealRace TraceOpensWhatMayTell
  Build CabinetShut FirstDelivery Kept KeptBetween LookThrough MatchedForWhoLeft NobodyFillsTheLog PackedKeepsWhatIsLookedAt Progress Seats SlowReaderIsLetGo SlowReaders Watch Working
  HalfWrittenFileWaits Interrupted MailDoor Run Scripts
  BuildAndVerify FirstFileThatFailsIsTold HostileZips ProcessorsDoNotShow RenderThenSeal RoomOfWhatWasPackedAhead UnreadableMedium
  AdvanceIsTheWhole AdvanceOverManySegments LentBooks LentPanics RackGathers RackKeepsBooks
  ManyAtOnce
)
for name in "${at_once[@]}"; do
  grep -qrE --include='*_test.go' "^func Test$name\(" "${large[@]}" || { echo "race: there is no Test$name" >&2; exit 1; }
done

race() { "${GO:-go}" test -race -vet=off -short -shuffle=on -timeout 20m "$@"; }

mapfile -t small < <(
  {
    grep -rlE --include='*.go' '^[[:space:]]*(defer )?go (func|[a-zA-Z]+[.(])|\.Go\(' shared functions | xargs -n1 dirname
    find shared/store shared/blob -name '*_test.go' -exec dirname {} +
  } | sort -u | grep -vxE "$apart" | sed 's|^|./|' | grep -vxF "$(printf '%s\n' "${large[@]}")"
)
race "${small[@]}"
race -run "^Test($(IFS='|' && echo "${at_once[*]}"))\$" "${large[@]}"
