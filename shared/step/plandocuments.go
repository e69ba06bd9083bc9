package step

import (
	"cmp"
	"slices"

	"example.com/immex/shared/document"
)

// CutFile is a file that holds documents of the cut, under the name it is read
// by.
type CutFile struct {
	SHA  document.Hash `json:"sha256"`
	Name string        `json:"name"`
}

// freezeArchive lists what rules may look at: papers that are no pedimento with
// a fact, of the period or an earlier one or of no known month, and the files
// to read for these and for the pedimentos of the facts. What arrives later is
// in neither. A pedimento is read by its best source alone: to read every print
// of what the Data Stage tells costs two engines a page and changes nothing.
func (cut *Cut) freezeArchive(docs []DocumentState) {
	facts := make(map[document.Hash]bool, len(cut.Facts))
	for _, f := range cut.Facts {
		facts[f.Hash] = true
	}
	by := make(map[document.Hash]*DocumentState, len(docs))
	best := map[string]int{} // rank of a pedimento's sources, by number
	for i := range docs {
		r := &docs[i].Record
		by[r.SHA] = &docs[i]
		if rank, ok := best[r.Key]; ofFacts(r, facts) && (!ok || r.Source.Rank() < rank) {
			best[r.Key] = r.Source.Rank()
		}
	}
	files := map[document.Hash]bool{}
	for i := range docs {
		r := &docs[i].Record
		switch {
		case !usable(r.Status), r.Kind == document.KindProgramme, r.Kind == document.KindPlant, r.Kind == document.KindMapping:
			continue // set apart, or known by its fact alone
		case r.Kind == document.KindPedimento && worse(best, r):
			continue
		case r.Kind == document.KindPedimento && r.Fact != "":
			if !ofFacts(r, facts) {
				continue
			}
		case r.Period > cut.To.String()[:7]:
			continue
		default:
			cut.Papers = append(cut.Papers, r.SHA)
		}
		if isContainer(r.Kind) {
			continue // what it holds brings its file; one that brings nothing lapses
		}
		if d := holder(by, &docs[i]); d != nil && !files[d.Record.SHA] {
			files[d.Record.SHA] = true
			cut.Files = append(cut.Files, CutFile{d.Record.SHA, d.Name})
		}
	}
	slices.Sort(cut.Mappings)
	slices.Sort(cut.Papers)
	slices.SortFunc(cut.Files, func(a, b CutFile) int { return cmp.Compare(a.SHA, b.SHA) })
}

// ofFacts reports a pedimento whose fact is among some.
func ofFacts(r *Record, facts map[document.Hash]bool) bool {
	return r.Kind == document.KindPedimento && r.Fact != "" && usable(r.Status) && facts[r.Fact]
}

// worse reports a source of a pedimento that a better one stands for.
func worse(best map[string]int, r *Record) bool {
	rank, ok := best[r.Key]
	return ok && rank < r.Source.Rank()
}

// holder is the outermost accepted file a document came in, since what lies in
// one is read together; nil when no file of the archive holds it.
func holder(by map[document.Hash]*DocumentState, d *DocumentState) *DocumentState {
	for range len(by) { // no document holds itself, whatever the journal says
		parent := by[d.Record.Parent]
		if parent == nil || !usable(parent.Record.Status) {
			break
		}
		d = parent
	}
	if d.Record.Inside {
		return nil
	}
	return d
}
