package desk_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"example.com/immex/shared/web/desk"
)

// TestPackedKeepsWhatIsLookedAt: of more parts than are kept open the one that is
// looked at again stays, and the one looked at longest ago goes.
func TestPackedKeepsWhatIsLookedAt(t *testing.T) {
	t.Parallel()
	var looks []int
	for part := range 8 {
		looks = append(looks, part*desk.InSegment+1)
	}
	looks = append(looks, 2, 8*desk.InSegment+3) // the first again, and one more
	open, seen, err := desk.OpenAfter(9*desk.InSegment, looks...)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]int{8, 0, 7, 6, 5, 4, 3, 2}, open); diff != "" {
		t.Errorf("open (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff(looks, seen); diff != "" {
		t.Errorf("rows (-want +got):\n%s", diff)
	}
}
