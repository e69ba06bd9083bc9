package companydocs

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io"
	"maps"
	"math/bits"
	"slices"
	"strings"
	"time"

	"example.com/immex/shared/synth"
	"example.com/immex/shared/synth/specimen"
)

// prng is splitmix64 (Steele, Lea, Flood 2014).
type prng uint64

func (r *prng) n(k int) int {
	*r += 0x9e3779b97f4a7c15
	z := uint64(*r)
	z = (z ^ z>>30) * 0xbf58476d1ce4e5b9
	z = (z ^ z>>27) * 0x94d049bb133111eb
	hi, _ := bits.Mul64(z^z>>31, uint64(max(k, 1)))
	return int(hi) //nolint:gosec // below k
}

// changed puts another digit at one of the digits of s.
func (r *prng) changed(s string) string {
	b := []byte(s)
	var at []int
	for i := range b {
		if b[i] >= '0' && b[i] <= '9' {
			at = append(at, i)
		}
	}
	if len(at) == 0 {
		return s
	}
	k := at[r.n(len(at))]
	b[k] = '0' + (b[k]-'0'+byte(1+r.n(9)))%10 //nolint:gosec // below 10
	return string(b)
}

// story is what the invented company files in a month.
type story struct {
	r     *prng
	names []string // of files, in order
	files map[string][]byte
	truth *synth.Truth
}

func newStory(seed uint64) (*story, error) {
	s := &story{files: map[string][]byte{}}
	r := prng(seed * 0xd1342543de82ef95)
	s.r = &r
	var err error
	s.truth, err = synth.Generate(synth.Options{Seed: seed, Months: 2, Pedimentos: 9, Partidas: 4, Materials: 12}, func(name string, b []byte) error {
		s.names = append(s.names, name)
		s.files[name] = bytes.Clone(b)
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("company documents: %w", err)
	}
	return s, nil
}

// each tells stories until n specimens are emitted; of makes those of one.
func each(seed uint64, n int, emit func(specimen.Specimen) error, of func(s *story, tag string) ([]specimen.Specimen, error)) error {
	for done, round := 0, uint64(0); done < n; round++ {
		s, err := newStory(seed + round)
		if err != nil {
			return err
		}
		list, err := of(s, fmt.Sprintf("%d_%d", seed, round))
		if err != nil {
			return err
		}
		if len(list) == 0 && round > 50 {
			return fmt.Errorf("company documents: no specimen in %d stories", round)
		}
		for _, x := range list[:min(len(list), n-done)] {
			if err := emit(x); err != nil {
				return err
			}
			done++
		}
	}
	return nil
}

// entries are the files of a zip.
func entries(b []byte) (map[string][]byte, error) {
	z, err := zip.NewReader(bytes.NewReader(b), int64(len(b)))
	if err != nil {
		return nil, fmt.Errorf("open zip: %w", err)
	}
	out := map[string][]byte{}
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			return nil, fmt.Errorf("open %s: %w", f.Name, err)
		}
		if out[f.Name], err = io.ReadAll(r); err != nil {
			return nil, fmt.Errorf("read %s: %w", f.Name, err)
		}
	}
	return out, nil
}

// zipped writes files in the order of their names.
func zipped(files map[string][]byte) ([]byte, error) {
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	for _, name := range slices.Sorted(maps.Keys(files)) {
		f, err := w.CreateHeader(&zip.FileHeader{Name: name, Method: zip.Deflate, Modified: time.Date(2026, 1, 2, 12, 0, 0, 0, time.UTC)})
		if err == nil {
			_, err = f.Write(files[name])
		}
		if err != nil {
			return nil, fmt.Errorf("zip %s: %w", name, err)
		}
	}
	if err := w.Close(); err != nil {
		return nil, fmt.Errorf("zip: %w", err)
	}
	return out.Bytes(), nil
}

// abbreviation is Anexo 22's for a numeric contribution of Apéndice 12.
func abbreviation(clave string) string {
	names := map[string]string{"1": "DTA", "2": "CC", "3": "IVA", "6": "IGI", "7": "REC", "11": "MULT", "15": "PRV", "23": "IVA/PRV"}
	if s, ok := names[clave]; ok {
		return s
	}
	return clave
}

// first is the text before the first blank.
func first(s string) string {
	s, _, _ = strings.Cut(s, " ")
	return s
}
