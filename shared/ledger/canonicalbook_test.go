package ledger_test

import (
	"encoding/json"
	"reflect"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"example.com/immex/shared/document"
	"example.com/immex/shared/ledger"
	"example.com/immex/shared/money"
)

// TestCanonicalBookIsJSON holds the hand-written form of a book against
// encoding/json over books whose every field is arbitrary, so that a field added to
// one of its parts and forgotten there fails here.
func TestCanonicalBookIsJSON(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var b ledger.Book
		fill(t, reflect.ValueOf(&b).Elem())
		got, err := b.Encode()
		if err != nil {
			t.Fatal(err)
		}
		want, err := json.Marshal(&b)
		if err != nil {
			t.Fatal(err)
		}
		if d := cmp.Diff(string(want), string(got)); d != "" {
			t.Fatalf("canonical form differs from encoding/json (-want +got):\n%s", d)
		}
		if sum, err := b.Sum(); err != nil || sum != document.HashOf(want) {
			t.Fatalf("its hash is %s, %v; want %s", sum, err, document.HashOf(want))
		}
	})
}

// fill gives every exported field a value, often the blank one.
func fill(t *rapid.T, v reflect.Value) {
	blank := rapid.IntRange(0, 2).Draw(t, "blank") == 0
	switch x := v.Addr().Interface().(type) {
	case *money.Amount:
		if !blank {
			*x = money.FromMicros(rapid.Int64Range(-1e12, 1e12).Draw(t, "amount"))
		}
		return
	case *document.Date:
		if !blank {
			*x = document.NewDate(rapid.IntRange(1999, 2030).Draw(t, "y"), rapid.IntRange(1, 12).Draw(t, "m"), 7)
		}
		return
	}
	if blank {
		return
	}
	switch v.Kind() {
	case reflect.Struct:
		for _, f := range v.Fields() {
			fill(t, f)
		}
	case reflect.Slice:
		v.Set(reflect.MakeSlice(v.Type(), rapid.IntRange(0, 2).Draw(t, "n"), 2))
		for i := range v.Len() {
			fill(t, v.Index(i))
		}
	case reflect.String:
		v.SetString(rapid.OneOf(rapid.StringMatching(`[A-Z0-9 .,"<>&\\]{0,9}`), rapid.String()).Draw(t, "text"))
	case reflect.Int, reflect.Int64:
		v.SetInt(rapid.Int64Range(-1e15, 1e15).Draw(t, "int"))
	case reflect.Bool:
		v.SetBool(true)
	default:
		panic("a book with " + v.Type().String())
	}
}
