package step_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"sync"
	"testing"

	"example.com/immex/shared/document"
	"example.com/immex/shared/fault"
	"example.com/immex/shared/ledger"
	"example.com/immex/shared/step"
)

// shardBlobs count what each shard of a compile writes, and lose the first of one.
type shardBlobs struct {
	step.Blobs

	mu    sync.Mutex
	lost  int            // the shard that fails once, by its place; -1 for none
	order []string       // the first material of each, as they came
	wrote map[string]int // by the first material of the shard
}

// Put implements step.Blobs.
func (b *shardBlobs) Put(ctx context.Context, rfc string, shelf step.Shelf, raw []byte) (document.Hash, error) {
	var rows []step.Reconciled
	if shelf == step.ShelfWork && bytes.HasPrefix(raw, []byte(`[{"id"`)) && json.Unmarshal(raw, &rows) == nil && len(rows) > 0 {
		if b.count(rows[0].ID) {
			return "", fault.New(fault.Transient, "put", errors.New("the disk was away"))
		}
	}
	return b.Blobs.Put(ctx, rfc, shelf, raw)
}

// count notes a shard, and tells the first time of the one that fails.
func (b *shardBlobs) count(first string) (fails bool) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.wrote[first] == 0 {
		b.order = append(b.order, first)
	}
	b.wrote[first]++
	return b.wrote[first] == 1 && len(b.order)-1 == b.lost
}

// TestAFailedShardIsMadeAgainAlone: of a compile in two shards one fails once; that
// one is made again, the others are not, and the package has the same bytes.
func TestAFailedShardIsMadeAgainAlone(t *testing.T) {
	t.Parallel()
	const materials = 201 // a shard takes 200
	wide := func(lost int) (step.Result, *shardBlobs) {
		w := newWorld(t)
		var lines []ledger.Line
		for i := range materials {
			lines = append(lines, line(i+1, fmt.Sprintf("39%06d", i), 10))
		}
		w.settle(paper(ledger.Fact{Key: number(2021, 1), Clave: "IN", Pago: date("2021-03-02"), Lineas: lines}), programmePaper("sin_bom: directo\n"))
		w.match(rfc)
		b := &shardBlobs{Blobs: w.blobs, lost: lost, wrote: map[string]int{}}
		r, err := w.compileOn(b, tray{})
		if err != nil {
			t.Fatal(err)
		}
		return r, b
	}
	sound, calm := wide(-1)
	r, b := wide(0)
	if r.SHA256 != sound.SHA256 || r.SHA256 == "" {
		t.Errorf("package %s, without trouble %s", r.SHA256, sound.SHA256)
	}
	if len(calm.wrote) != 2 || len(b.wrote) != 2 {
		t.Fatalf("%d and %d shards, want two", len(calm.wrote), len(b.wrote))
	}
	for i, first := range b.order {
		want := 1
		if i == b.lost {
			want = 2
		}
		if calm.wrote[first] != 1 || b.wrote[first] != want {
			t.Errorf("shard %d was made %d times, want %d; without trouble %d", i, b.wrote[first], want, calm.wrote[first])
		}
	}
}
