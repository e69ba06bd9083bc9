package cove_test

import (
	"encoding/json"
	"regexp"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"example.com/immex/shared/cove"
	"example.com/immex/shared/document"
)

var (
	leafText = regexp.MustCompile(`<((?:\w+:)?\w+)>([^<>\s][^<>]*)</`)
	leafName = regexp.MustCompile(`<((?:\w+:)?\w+)>[^<>]+</((?:\w+:)?\w+)>`)
)

// spoken are the fixtures whose every text is a value of a COVE.
func spoken() []string {
	return []string{"consulta.xml", "relacion_ia.xml", "relacion_noia.xml", "carga.xml"}
}

// told is what becomes of a file: its status and all that is shown of it.
func told(tb testing.TB, s string) (document.Status, string) {
	tb.Helper()
	f := cove.Read([]byte(s))
	b, err := json.Marshal(struct{ V, F any }{golden(f), f.All()})
	if err != nil {
		tb.Fatal(err)
	}
	return f.Status(), string(b)
}

// wrapping are the texts around a COVE that are none of its values: what the
// service says of itself, who asked, and the base64 of a seal, which is judged
// and not shown.
func wrapping(element string) bool {
	switch element[strings.IndexByte(element, ':')+1:] {
	case "mensaje", "contieneError", "Username", "Password", "certificado", "firma":
		return true
	}
	return false
}

// TestEveryTextShows: any sign of any value of a COVE changed is refused or
// seen in what is shown of it; none is read over.
func TestEveryTextShows(t *testing.T) {
	t.Parallel()
	for _, name := range spoken() {
		in := fixture(t, name)
		_, before := told(t, in)
		texts := leafText.FindAllStringSubmatchIndex(in, -1)
		if len(texts) < 20 {
			t.Fatalf("%s has only %d texts", name, len(texts))
		}
		for _, at := range texts {
			end := at[5]
			switch element := in[at[2]:at[3]]; {
			case wrapping(element):
				continue
			case element == "fechaExpedicion":
				end = at[4] + len("2026-03-02") // its offset is never applied
			}
			for j := at[4]; j < end; j++ {
				b := []byte(in)
				switch c := b[j]; {
				case c >= '0' && c <= '9':
					b[j] = '0' + (c-'0'+1)%10
				case c == 'Q':
					b[j] = 'Z'
				case c > ' ' && c < 0x80 && c != '&' && c != ';':
					b[j] = 'Q'
				default:
					continue
				}
				if status, after := told(t, string(b)); status == document.Accepted && after == before {
					t.Errorf("%s: <%s> %q is read as if it were %q", name, in[at[2]:at[3]], b[at[4]:at[5]], in[at[4]:at[5]])
				}
			}
		}
	}
}

// TestNothingTwice: a value that comes twice under one parent is refused, or
// both are shown.
func TestNothingTwice(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(rt *rapid.T) {
		name := rapid.SampledFrom(spoken()).Draw(rt, "file")
		in := fixture(t, name)
		_, before := told(t, in)
		at := rapid.SampledFrom(leafName.FindAllStringSubmatchIndex(in, -1)).Draw(rt, "value")
		if in[at[2]:at[3]] != in[at[4]:at[5]] {
			rt.Fatal("not a leaf")
		}
		if wrapping(in[at[2]:at[3]]) {
			return
		}
		twice := in[:at[1]] + in[at[0]:at[1]] + in[at[1]:]
		if status, after := told(t, twice); status == document.Accepted && after == before {
			rt.Fatalf("%s: two %s pass unseen", name, in[at[0]:at[1]])
		}
	})
}

// TestOrderOfGoods: the lines of an invoice in another order are the same
// goods, each with its own figures.
func TestOrderOfGoods(t *testing.T) {
	t.Parallel()
	in := fixture(t, "consulta.xml")
	goods := regexp.MustCompile(`(?s)<mercancia>.*?</mercancia>`).FindAllString(in, -1)
	if len(goods) < 2 {
		t.Fatalf("%d lines of goods", len(goods))
	}
	turned := strings.Replace(in, goods[0], "\x01", 1)
	turned = strings.Replace(turned, goods[1], goods[0], 1)
	turned = strings.Replace(turned, "\x01", goods[1], 1)
	a, b := cove.Read([]byte(in)).Coves[0], cove.Read([]byte(turned)).Coves[0]
	x, y := a.Facturas[0].Mercancias, b.Facturas[0].Mercancias
	if len(x) != len(y) || x[0].Descripcion != y[1].Descripcion || x[1].Cantidad.String() != y[0].Cantidad.String() ||
		x[0].ValorTotal.String() != y[1].ValorTotal.String() || x[0].Descripcion == x[1].Descripcion {
		t.Errorf("%+v\n%+v", x, y)
	}
}
