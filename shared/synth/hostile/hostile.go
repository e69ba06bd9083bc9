// Package hostile makes PDFs that are damaged, or made to do harm to who reads
// them: cut and flipped files, sizes that lie, structures that contain
// themselves, streams that inflate without end, fonts of a million widths.
//
// Example: PDFs(1, 400, …) gives the same 400 files on every machine.
//
// A reader holds when none of them makes it panic, hang or eat memory; what it
// says about them is its own affair. Nothing here is a document, and nothing
// reads anything.
package hostile

import (
	"bytes"
	"fmt"
	"math/bits"
	"time"

	"codeberg.org/go-pdf/fpdf"
)

// File is one hostile file.
type File struct {
	Name  string // what is wrong with it
	Bytes []byte
}

// PDFs gives at least n files, the same for the same seed: every crafted one,
// then damaged copies of good ones.
func PDFs(seed uint64, n int) ([]File, error) {
	out := crafted()
	good, err := healthy()
	if err != nil {
		return nil, err
	}
	r := prng(seed)
	for i := 0; len(out) < n || i < 2*len(good); i++ {
		g := good[i%len(good)]
		how, b := damage(&r, bytes.Clone(g.Bytes))
		out = append(out, File{fmt.Sprintf("%s, %s, %d", g.Name, how, i), b})
	}
	return out, nil
}

// healthy are files a reader takes, each of another make.
func healthy() ([]File, error) {
	out := []File{{"object stream", compressed()}, {"by hand", onePage(page{content: lines(200)})}}
	for name, set := range map[string]func(*fpdf.Fpdf){
		"plain":     func(p *fpdf.Fpdf) { p.SetCompression(false) },
		"deflated":  func(*fpdf.Fpdf) {},
		"encrypted": func(p *fpdf.Fpdf) { p.SetProtection(fpdf.CnProtectPrint, "", "owner") },
	} {
		p := fpdf.New("P", "pt", "Letter", "")
		p.SetCatalogSort(true)
		p.SetCreationDate(time.Unix(0, 0).UTC())
		p.SetModificationDate(time.Unix(0, 0).UTC())
		set(p)
		for range 3 {
			p.AddPage()
			p.SetFont("Helvetica", "", 7)
			for y := 40.0; y < 700; y += 12 {
				p.Text(40, y, "VALOR ADUANA: 127,431 PRECIO PAGADO 1,234.50")
			}
		}
		var b bytes.Buffer
		if err := p.Output(&b); err != nil {
			return nil, fmt.Errorf("make a PDF: %w", err)
		}
		out = append(out, File{name, b.Bytes()})
	}
	sortByName(out)
	return out, nil
}

func sortByName(fs []File) {
	for i := range fs {
		for k := i; k > 0 && fs[k].Name < fs[k-1].Name; k-- {
			fs[k], fs[k-1] = fs[k-1], fs[k]
		}
	}
}

// damage changes b in one of the ways files are damaged.
func damage(r *prng, b []byte) (how string, out []byte) {
	at := r.n(len(b))
	size := 1 + r.n(min(2000, len(b)-at))
	switch r.n(8) {
	case 0:
		return "cut", b[:at]
	case 1:
		for range 1 + r.n(40) {
			b[r.n(len(b))] ^= 1 << r.n(8)
		}
		return "bits flipped", b
	case 2:
		return "piece lost", append(b[:at:at], b[at+size:]...)
	case 3:
		return "piece twice", append(append(bytes.Clone(b[:at+size]), b[at:at+size]...), b[at+size:]...)
	case 4:
		clear(b[at : at+size])
		return "piece blank", b
	case 5:
		for i := at; i < at+size; i++ {
			b[i] = byte(r.next()) //nolint:gosec // noise
		}
		return "piece noise", b
	case 6:
		return "numbers changed", digits(r, b)
	default:
		from := r.n(len(b) - size + 1)
		copy(b[at:at+size], bytes.Clone(b[from:from+size]))
		return "piece moved", b
	}
}

// digits changes numbers: lengths, offsets, object numbers, counts.
func digits(r *prng, b []byte) []byte {
	for range 1 + r.n(30) {
		i := r.n(len(b))
		for i < len(b) && (b[i] < '0' || b[i] > '9') {
			i++
		}
		if i < len(b) {
			b[i] = byte('0' + r.n(10)) //nolint:gosec // a digit
		}
	}
	return b
}

// prng is splitmix64: the same numbers on every machine.
type prng uint64

func (r *prng) next() uint64 {
	*r += 0x9e3779b97f4a7c15
	z := uint64(*r)
	z = (z ^ z>>30) * 0xbf58476d1ce4e5b9
	z = (z ^ z>>27) * 0x94d049bb133111eb
	return z ^ z>>31
}

// n is a number in [0,k); 0 when k is not positive.
func (r *prng) n(k int) int {
	if k <= 0 {
		return 0
	}
	hi, _ := bits.Mul64(r.next(), uint64(k))
	return int(hi) //nolint:gosec // below k
}
