package storetest

import (
	"fmt"
	"reflect"
	"testing"
	"time"
)

// same compares what was read with what was written. The suite is linked like
// any library, so it has no comparison package; nil and empty are alike, since
// no contract tells them apart.
func same(t *testing.T, what string, got, want any) {
	t.Helper()
	if !alike(reflect.ValueOf(got), reflect.ValueOf(want)) {
		t.Errorf("%s:\n got %.1500s\nwant %.1500s", what, fmt.Sprintf("%+v", got), fmt.Sprintf("%+v", want))
	}
}

// alike is equality of the plain values the contracts are made of.
func alike(a, b reflect.Value) bool {
	if a.IsValid() != b.IsValid() || a.IsValid() && a.Type() != b.Type() {
		return false
	}
	switch a.Kind() {
	case reflect.Invalid:
		return true
	case reflect.Slice, reflect.Array:
		if a.Len() != b.Len() {
			return false
		}
		for i := range a.Len() {
			if !alike(a.Index(i), b.Index(i)) {
				return false
			}
		}
		return true
	case reflect.Map:
		if a.Len() != b.Len() {
			return false
		}
		for _, k := range a.MapKeys() {
			if !alike(a.MapIndex(k), b.MapIndex(k)) {
				return false
			}
		}
		return true
	case reflect.Struct:
		if at, ok := reflect.TypeAssert[time.Time](a); ok {
			bt, _ := reflect.TypeAssert[time.Time](b)
			return at.Equal(bt)
		}
		for i := range a.NumField() {
			if !alike(a.Field(i), b.Field(i)) {
				return false
			}
		}
		return true
	default:
		return a.Equal(b)
	}
}
