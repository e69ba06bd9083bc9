package cfdidocs

import (
	"bytes"
	"encoding/base64"
	"fmt"
	"strings"

	"example.com/immex/shared/document"
	"example.com/immex/shared/synth/specimen"
)

// The rows of the scoreboard.
const (
	Sealed   = "cfdi/sellado"
	Unsealed = "cfdi/sin_certificado"
)

// Generate emits n invoices and mutants; half are sealed, and of each kind
// about two in three have one defect.
func Generate(seed uint64, n int, emit func(specimen.Specimen) error) error {
	root := prng(seed)
	m := newMaker(&root)
	for i := range n {
		own := prng(seed ^ uint64(i+1)*0xd1342543de82ef95)
		own.next()
		m.r = &own
		s, err := m.specimen(i)
		if err != nil {
			return fmt.Errorf("invoice %d: %w", i, err)
		}
		if err := emit(s); err != nil {
			return err
		}
	}
	return nil
}

func (m *maker) specimen(i int) (specimen.Specimen, error) {
	p := m.draw(i / 6)
	sealed := i%2 == 0
	s := specimen.Specimen{
		Format: Unsealed, Kind: document.KindCFDI, Want: specimen.Accept, Truth: p.truth,
		Name: fmt.Sprintf("cfdi-%05d.xml", i),
	}
	p.say("sello", "no_verificado")
	if sealed {
		s.Format = Sealed
		p.say("sello", "verificado")
		if err := m.sign(p); err != nil {
			return s, err
		}
	}
	switch i % 6 {
	case 0, 1:
	case 2, 4:
		s.Mutation, s.Want = m.spoilAny(p), specimen.Refuse
	default:
		if m.r.one(4) {
			s.Mutation, s.Want = m.spoilText(p), specimen.Either
		}
		if s.Mutation == "" {
			s.Mutation, s.Want = m.spoilSum(p)
		}
	}
	s.Bytes = m.encode(p)
	return s, nil
}

// sign seals p and puts its seal on the stamp.
func (m *maker) sign(p *paper) error {
	der, err := certificate(p.numero, m.rfc, m.nom)
	if err != nil {
		return err
	}
	var cadena strings.Builder
	cadena.WriteByte('|')
	p.root.cadena(&cadena)
	cadena.WriteString("||")
	sello, err := seal(cadena.String())
	if err != nil {
		return err
	}
	p.root.setOutside("Certificado", base64.StdEncoding.EncodeToString(der)).setOutside("Sello", sello)
	p.stamp.set("SelloCFD", sello).set("NoCertificadoSAT", "00001000000500000001").set("SelloSAT", "AAAA")
	return nil
}

// encode writes p as one of the ways real files are encoded.
func (m *maker) encode(p *paper) []byte {
	prefix := "cfdi"
	if m.r.one(8) {
		prefix = "fx"
	}
	if m.r.one(6) {
		p.root.add(el("cfdi:Addenda").add(el("orden", "numero", "4500"+m.r.digits(6))))
	}
	var b bytes.Buffer
	p.root.write(&b, 0, prefix)
	const decl = `<?xml version="1.0" encoding="UTF-8"?>` + "\n"
	switch m.r.n(6) {
	case 0:
		return append([]byte("\xEF\xBB\xBF"+decl), b.Bytes()...)
	case 1:
		return append([]byte("\n  "+decl), b.Bytes()...)
	case 2:
		return append([]byte(`<?xml version="1.0" encoding="ISO-8859-1"?>`+"\n"), latin(b.String())...)
	default:
		return append([]byte(decl), b.Bytes()...)
	}
}

// latin writes the accents of this package in one byte each.
func latin(s string) []byte {
	out := make([]byte, 0, len(s))
	for _, r := range s {
		out = append(out, byte(r)) //nolint:gosec // every sign drawn here is below 256
	}
	return out
}
