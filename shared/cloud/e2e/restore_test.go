package e2e_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb/types"
	"github.com/google/go-cmp/cmp"

	"example.com/immex/shared/lambdaio"
	"example.com/immex/shared/step"
	"example.com/immex/shared/store/dynamo/dynamotest"
)

// TestPointInTime: books are restored as they were at a point in time into
// another table, the functions are given that table, and the archive is read
// again: the books are then those from before the loss, with what came after
// the point, and the journal still tells what came before it and by what name.
// moto is the stand-in that restores tables; its point in time is the moment it
// is asked.
func TestPointInTime(t *testing.T) {
	m := startMoto(t)
	t.Setenv("IMMEX_DYNAMODB_ENDPOINT", m.own)
	s := deploy(t)
	rfc, files := company(t)
	of := func(prefix string) []dropped { // few of them, for this stand-in is slow
		return slices.DeleteFunc(slices.Clone(files), func(f dropped) bool { return !strings.HasPrefix(f.name, prefix) })
	}
	s.receive(rfc, append(of("vucem_214099031078596"), of("pedimento_")...))
	then, before := s.runs(rfc), s.names(rfc)
	restored := s.restored()
	s.receive(rfc, append(of("vucem_212499011036285"), of("vucem_210799021086114")...))
	want := s.runs(rfc)
	if len(then) == 0 || cmp.Equal(then, want) {
		t.Fatalf("%d books at the point, %d after it, and the same", len(then), len(want))
	}
	lost := s.wipe()
	s.onTable(restored)
	if diff := cmp.Diff(then, s.runs(rfc)); diff != "" {
		t.Fatalf("the restored books are not those of the point (-then +restored):\n%s", diff)
	}
	s.aws.take(ingestQueue)
	all, err := s.operator().Rebuild(t.Context(), s.buckets.Archive, ingestQueue, "", false)
	if err != nil {
		t.Fatal(err)
	}
	s.settle()
	if diff := cmp.Diff(want, s.runs(rfc)); diff != "" || len(s.dead) > 0 {
		t.Errorf("%d dead; the books differ (-before the loss +restored and rebuilt):\n%s", len(s.dead), diff)
	}
	if after := s.names(rfc); !slices.Equal(before, after[:min(len(before), len(after))]) {
		t.Errorf("the journal forgot what came before the point: %q, then %q", before, after)
	}
	if r, err := step.Replay(t.Context(), s.books, rfc); err != nil || r.Difference.ES != "" {
		t.Errorf("replay: %v %v", r.Difference.EN, err)
	}
	t.Logf("%d items lost; %d books restored, %d after %d documents of the archive", lost, len(then), len(want), all[rfc])
}

// names are those of the documents, in the order of the journal.
func (s *stack) names(rfc string) (names []string) {
	s.t.Helper()
	docs, err := step.Documents(s.t.Context(), s.books, rfc)
	if err != nil {
		s.t.Fatal(err)
	}
	for i := range docs {
		names = append(names, docs[i].Record.Name)
	}
	return names
}

// restored is a table with what the books hold at this moment.
func (s *stack) restored() string {
	t, db := s.t, dynamotest.Client(s.t)
	t.Helper()
	target := s.table + "-restored"
	_, err := db.UpdateContinuousBackups(t.Context(), &dynamodb.UpdateContinuousBackupsInput{
		TableName: &s.table, PointInTimeRecoverySpecification: &types.PointInTimeRecoverySpecification{PointInTimeRecoveryEnabled: aws.Bool(true)},
	})
	if err != nil {
		t.Fatal(err)
	}
	_, err = db.RestoreTableToPointInTime(t.Context(), &dynamodb.RestoreTableToPointInTimeInput{
		SourceTableName: &s.table, TargetTableName: &target, RestoreDateTime: aws.Time(time.Now()),
	})
	if err != nil {
		t.Fatal(err)
	}
	return target
}

// onTable gives the functions that know the books another table, as an update
// of the stack does.
func (s *stack) onTable(table string) {
	s.t.Helper()
	s.table, s.books = table, dynamotest.On(s.t, dynamotest.Client(s.t), table)
	for verb, env := range s.env {
		i := slices.IndexFunc(env, func(v string) bool { return strings.HasPrefix(v, string(lambdaio.BooksTable)+"=") })
		if i < 0 {
			continue
		}
		env = slices.Clone(env)
		env[i] = string(lambdaio.BooksTable) + "=" + table
		s.functions[verb], s.env[verb] = s.function(verb, env, time.Minute), env
	}
}
