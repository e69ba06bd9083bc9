package step_test

import (
	"maps"
	"slices"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"example.com/immex/shared/step"
	"example.com/immex/shared/store/dynamo"
	"example.com/immex/shared/store/dynamo/dynamotest"
)

// processes are workers of the distributed engine: each its own client under
// one chaos, started anew when it was killed.
type processes struct {
	t     *testing.T
	chaos *dynamotest.Chaos
	table string

	mu      sync.Mutex
	running map[int]*dynamotest.Process
	stores  map[int]*dynamo.Store
	killed  int
}

// books is the store of a worker that is alive.
func (p *processes) books(worker int) step.Books {
	p.mu.Lock()
	defer p.mu.Unlock()
	if one := p.running[worker]; one == nil || one.Dead() {
		if one != nil {
			p.killed++
		}
		p.running[worker] = p.chaos.Start(p.t)
		p.stores[worker] = dynamotest.On(p.t, p.running[worker].Client, p.table)
	}
	return p.stores[worker]
}

// TestAnyHistoryOnDynamoDB is TestAnyHistory on the stand-in that
// infra/test-aws.sh started: random histories, shuffled, some of it twice, from
// four processes at once whose requests are throttled, refused, conflict or lose
// their answer, and which die between any two writes, give the bytes of the
// sequential run on one machine.
func TestAnyHistoryOnDynamoDB(t *testing.T) {
	t.Parallel()
	sound := dynamotest.Client(t)
	files := openFolders(t)
	histories, killed, happened := 0, 0, map[string]int{}
	rapid.Check(t, func(rt *rapid.T) {
		h := drawHistory(rt)
		first, done := files.open(rt)
		defer done()
		for _, a := range h.arrivals {
			first.settle(a()...)
			first.match(rfc)
		}
		want := first.state(rfc)

		p := &processes{
			t: t, table: dynamotest.Table(t, sound), running: map[int]*dynamotest.Process{}, stores: map[int]*dynamo.Store{},
			chaos: dynamotest.NewChaos(rapid.Uint64().Draw(rt, "chaos"), 60, 150),
		}
		w := &world{t: rt, ctx: first.ctx, books: dynamotest.On(t, sound, p.table), blobs: newShelves()}
		if err := w.together(h, h.order(), 4, p.books); err != nil {
			rt.Fatal(err)
		}
		w.match(rfc)
		w.audit()
		if d := cmp.Diff(want, w.state(rfc)); d != "" {
			rt.Fatalf("four processes give other books (-sequential +four):\n%s", d)
		}
		histories++
		killed += p.killed
		for name, n := range p.chaos.Happened() {
			happened[name] += n
		}
	})
	t.Logf("%d histories, %d processes killed; %v", histories, killed, happened)
	if missing := slices.DeleteFunc(dynamotest.Names(), func(name string) bool { return happened[name] > 0 }); len(missing) > 0 && !t.Failed() {
		t.Errorf("never tried: %v (of %v)", missing, slices.Sorted(maps.Keys(happened)))
	}
}

// TestPlannedCreditOnDynamoDB: what a planned operation says of the credit, and of
// credit nobody knows yet, is what SQLite says of it.
func TestPlannedCreditOnDynamoDB(t *testing.T) {
	t.Parallel()
	c := dynamotest.Client(t)
	for name, say := range map[string]func(*testing.T, *world){"known": plannedCredit, "granted later": plannedCreditGrantedLater} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			say(t, &world{t: t, ctx: t.Context(), books: dynamotest.On(t, c, dynamotest.Table(t, c)), blobs: newShelves()})
		})
	}
}
