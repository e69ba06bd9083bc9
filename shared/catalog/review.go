package catalog

import (
	"fmt"
	"strings"
	"sync"

	"example.com/immex/shared/document"
)

// Review is one of the thirty checks an officer runs every month or year. The
// list is our reading of the trade, no law: no book depends on it.
type Review struct {
	Number int
	Title  document.Text
	Period string   // M monthly, A annual
	Data   []string // what the whole of it asks for
	// Verbs are those of the tool that do a part of it beside the rules.
	Verbs []string
	// Missing is what of it no door brings in.
	Missing []string
	Validity
}

// Reviews lists them by their rank.
var Reviews = sync.OnceValue(func() []Review { //nolint:gochecknoglobals // immutable, built once from an embedded file
	out, err := reviews()
	if err != nil {
		panic("embedded catalogue: revisiones.csv: " + err.Error())
	}
	return out
})

func reviews() (out []Review, err error) {
	b, err := data.ReadFile("data/revisiones.csv")
	if err != nil {
		return nil, fmt.Errorf("read: %w", err)
	}
	err = eachRow(b, func(m map[string]string, v Validity) error {
		n, err := atoi(m["numero"])
		if err != nil {
			return err
		}
		out = append(out, Review{
			Number: n, Title: document.Text{ES: m["titulo"], EN: m["title"]}, Period: m["periodo"],
			Data: listed(m["datos"]), Verbs: listed(m["verbos"]), Missing: listed(m["faltan"]), Validity: v,
		})
		return nil
	})
	return out, err
}

func listed(s string) []string {
	if s == "" {
		return nil
	}
	return strings.Split(s, "|")
}
