package synth

import (
	"archive/zip"
	"bytes"
	"fmt"
	"strconv"
	"strings"

	"example.com/immex/shared/document"
	"example.com/immex/shared/synth/stage"
)

// flawed emits the bad deliveries of the first month, from the good one.
func (g *generator) flawed(delivered []byte) error {
	d := &g.day
	folio := d.folio
	base := strconv.Itoa(folio)
	flaw := func(kind, name, expect string, status document.Status, b []byte) error {
		g.defect(ErrorTruth{Kind: kind, File: name, Expect: expect})
		return g.put(FileTruth{Name: name, Kind: document.KindDataStage, Expect: status, Month: monthName(g.month), Folio: folio}, b)
	}
	if err := flaw("same_bytes", base+"_solicitudes_copia.zip", "duplicate: same bytes", document.Duplicate, delivered); err != nil {
		return err
	}
	again, err := d.bytes(g.r, false)
	if err != nil {
		return err
	}
	if err := flaw("same_folio", base+"_solicitudes_reenvio.zip", "version: same folio and rows, other bytes; counted once", document.Version, again); err != nil {
		return err
	}
	if err := flaw("truncated_zip", base+"_solicitudes_incompleto.zip", "quarantined: the zip cannot be read",
		document.Quarantined, delivered[:len(delivered)*3/5]); err != nil {
		return err
	}
	resaved, err := g.resaved()
	if err != nil {
		return err
	}
	g.defect(ErrorTruth{Kind: "resaved_by_excel", File: base + "_excel.zip", Expect: "quarantined or unsupported: a Data Stage saved again by a spreadsheet"})
	if err := g.put(FileTruth{
		Name: base + "_excel.zip", Kind: document.KindDataStageX, Expect: document.Quarantined, Month: monthName(g.month), Folio: folio,
	}, resaved); err != nil {
		return err
	}
	short, err := g.oneRowShort()
	if err != nil {
		return err
	}
	folio = d.folio
	return flaw("resumen_off_by_one", d.name(), "quarantined: Resumen states one partida more than 551 holds", document.Quarantined, short)
}

// oneRowShort is the same month under another folio, whose 551 lost a row on
// the way while Resumen still counts it.
func (g *generator) oneRowShort() ([]byte, error) {
	d := &g.day
	d.folio++
	t := &d.tables[t551]
	last := len(t.at) - 1
	t.rows, t.at = t.rows[:t.at[last]], t.at[:last]
	d.totalDelta = 1
	return d.bytes(g.r, false)
}

// resaved is what a spreadsheet makes of the tables: commas, two-digit years,
// numbers with ".0", extension csv.
func (g *generator) resaved() ([]byte, error) {
	d := &g.day
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	specs := stage.Tables()
	for _, i := range []int{t501, t551, t557, tResumen} {
		e, err := w.CreateHeader(&zip.FileHeader{
			Name: fmt.Sprintf("%d_%s.csv", d.folio, specs[i].Code), Method: zip.Deflate, Modified: noon(d.executed()),
		})
		if err != nil {
			return nil, fmt.Errorf("resaved zip: %w", err)
		}
		var body strings.Builder
		body.WriteString(strings.ReplaceAll(specs[i].Header, "|", ",") + "\r\n")
		for k := range d.tables[i].at {
			body.WriteString(respelled(string(d.tables[i].row(k))))
		}
		if _, err := e.Write([]byte(body.String())); err != nil {
			return nil, fmt.Errorf("resaved zip: %w", err)
		}
	}
	if err := w.Close(); err != nil {
		return nil, fmt.Errorf("resaved zip: %w", err)
	}
	return out.Bytes(), nil
}

// respelled is one row as a spreadsheet writes it.
func respelled(row string) string {
	fields := strings.Split(strings.TrimRight(row, "|\r\n"), "|")
	for i, f := range fields {
		switch {
		case i == 1 && len(f) == 7:
			fields[i] = strings.TrimLeft(f, "0") + ".0"
		case len(f) >= 10 && f[4] == '-' && f[7] == '-':
			fields[i] = f[8:10] + "/" + f[5:7] + "/" + f[2:4]
		case strings.Contains(f, ","):
			fields[i] = strconv.Quote(f)
		}
	}
	return strings.Join(fields, ",") + "\r\n"
}
