package print_test

import (
	"example.com/immex/shared/pdftext"
	"example.com/immex/shared/pedimento/print"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"sort"
	"testing"
)

func clone(t *pdftext.Text) *pdftext.Text {
	o := &pdftext.Text{}
	for _, p := range t.Pages {
		p.Words = append([]pdftext.Word{}, p.Words...)
		o.Pages = append(o.Pages, p)
	}
	return o
}
func TestZZ(t *testing.T) {
	files, _ := filepath.Glob("/work/shared/corpus/pedimento_pdf/*.pdf")
	for _, f := range files {
		b, _ := os.ReadFile(f)
		text, _ := pdftext.Read(t.Context(), b, pdftext.Limits{})
		base, _ := print.Read(clone(text))
		bf := flatOf(base)
		n, acc, diff := 0, 0, 0
		cnt := map[string][]string{}
		for pi := range text.Pages {
			for wi := range text.Pages[pi].Words {
				c := clone(text)
				ws := c.Pages[pi].Words
				w := ws[wi]
				c.Pages[pi].Words = append(ws[:wi:wi], ws[wi+1:]...)
				n++
				p, ok := print.Read(c)
				if !ok || p.Findings.Blocking() || p.TotalPartidas == nil {
					continue
				}
				acc++
				g := flatOf(p)
				d := false
				for k := range bf {
					if !reflect.DeepEqual(bf[k], g[k]) {
						d = true
						cnt[k] = append(cnt[k], fmt.Sprintf("%s@%d.%d", w.S, pi+1, wi))
					}
				}
				if d {
					diff++
				}
			}
		}
		fmt.Println(filepath.Base(f), "deleted", n, "accepted", acc, "changed", diff)
		ks := []string{}
		for k := range cnt {
			ks = append(ks, k)
		}
		sort.Strings(ks)
		for _, k := range ks {
			v := cnt[k]
			m := len(v)
			if m > 14 {
				v = v[:14]
			}
			fmt.Println("   ", k, m, v)
		}
	}
}
