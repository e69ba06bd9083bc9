package e2e_test

import (
	"slices"
	"strings"
	"testing"

	"example.com/immex/shared/store/storetest"
)

// TestADocumentCostsTheSameInALargePlant: what ingest reads and writes for a
// document does not grow with the materials of its programme. A second attempt
// looks for what the first left behind, and may.
func TestADocumentCostsTheSameInALargePlant(t *testing.T) {
	rfc, files := company(t)
	i := slices.IndexFunc(files, func(f dropped) bool { return strings.HasSuffix(f.name, ".zip") })
	read, written := map[int]float64{}, map[int]float64{}
	var again float64
	const small, large = 4, 320
	for _, materials := range []int{small, large} {
		s := deploy(t)
		storetest.Size{Materials: materials, Lots: 1, Exits: 1, Together: 80}.Load(t, s.books, rfc)
		for _, f := range files { // the programme, so that the next one is a document like any other
			if strings.HasSuffix(f.name, ".yaml") {
				s.put("inbox/"+rfc+"/"+f.name, f.bytes)
				s.deliver("ingest", 5, []queued{s.created("inbox/" + rfc + "/" + f.name)})
			}
		}
		s.aws.take(matchQueue)
		key := "inbox/" + rfc + "/" + files[i].name
		s.put(key, files[i].bytes)
		first := s.writes.metered(func() { s.deliver("ingest", 5, []queued{s.created(key)}) })
		second := s.writes.metered(func() {
			m := s.created(key)
			m.receives = 1
			s.deliver("ingest", 5, []queued{m})
		})
		s.redriven(key)
		read[materials], written[materials] = first["Query"]+first["GetItem"], first["PutItem"]+first["UpdateItem"]
		again = second["Query"] + second["GetItem"]
	}
	t.Logf("with %d and %d materials: %.1f and %.1f read units, %.1f and %.1f write units; a second attempt in the large plant reads %.1f",
		small, large, read[small], read[large], written[small], written[large], again)
	const list = 10 // what the materials of the large plant take at least, read once
	if read[small] == 0 || read[large] > read[small]+1 || written[large] > written[small]+1 || again < list {
		t.Error("a document costs more in a large plant, or this test cannot tell")
	}
}

// redriven has a message that was committed, never asked, and ended in the DLQ
// come back from there: as a new one, long after.
func (s *stack) redriven(key string) {
	s.t.Helper()
	asked := map[string]bool{}
	for _, m := range s.aws.take(matchQueue) {
		asked[m.group] = true
	}
	if len(asked) == 0 {
		s.t.Error("no material was asked for in the first place")
	}
	s.aws.mu.Lock()
	clear(s.aws.dedup) // SQS remembers five minutes
	s.aws.mu.Unlock()
	s.deliver("ingest", 5, []queued{s.created(key)})
	for _, m := range s.aws.take(matchQueue) {
		delete(asked, m.group)
	}
	if len(asked) > 0 {
		s.t.Errorf("%d materials of a message from the DLQ are not asked for", len(asked))
	}
}
