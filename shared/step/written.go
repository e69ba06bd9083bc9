package step

import (
	"bytes"
	"encoding/csv"
	"strconv"

	"example.com/immex/shared/document"
	"example.com/immex/shared/expediente"
	"example.com/immex/shared/material"
	"example.com/immex/shared/plant"
)

// ResolutionName names the file of what a person decided about a finding.
func ResolutionName(fingerprint string) string { return "resolucion-" + fingerprint + ".csv" }

// ResolutionTable is what a person decided about the findings of one
// fingerprint, once for each cause, as a file of the table resoluciones. Its order is written,
// be it 0: a decision without one may be another's that came in a file.
func ResolutionTable(found []*Found, r *plant.Resolution) []byte {
	rows := [][]string{{"huella", "estado", "fecha", "causa", "hasta", "quien", "nota", "evidencia", "asignado", "orden"}}
	told := map[string]bool{}
	for _, l := range found {
		if told[l.Cause] {
			continue // the same said twice of one place
		}
		told[l.Cause] = true
		rows = append(rows, []string{l.Fingerprint, r.Estado, r.Fecha.String(), l.Cause, r.Hasta.String(), r.Quien, r.Nota, r.Evidencia, r.Asignado, strconv.Itoa(r.Orden)})
	}
	return written(rows)
}

// NextOrder is the order that makes a decision about a finding count after all
// that were taken about it on that day, from 1 on.
func NextOrder(said []plant.Resolution, fingerprint string, on document.Date) (n int) {
	n = 1
	for i := range said {
		if r := &said[i]; r.Huella == fingerprint && r.Fecha == on {
			n = max(n, r.Orden+1)
		}
	}
	return n
}

// ClosingName names the file of a person's decision to close a period.
func ClosingName(period string) string { return material.CierresTable + "-" + period + ".csv" }

// ClosingTable is the decision of a named person to close a period with all
// that is missing of it, as a file of the table cierres.
func ClosingTable(period string, on document.Date, by *expediente.Approval, missing []expediente.Missing) []byte {
	rows := [][]string{{"periodo", "fecha", "quien", "cargo", "motivo", "faltante"}}
	row := func(key string) {
		rows = append(rows, []string{period, on.String(), by.Who, by.Capacity, by.Reason, key})
	}
	for _, m := range missing {
		row(m.Key)
	}
	if len(missing) == 0 {
		row("")
	}
	return written(rows)
}

func written(rows [][]string) []byte {
	var b bytes.Buffer
	_ = csv.NewWriter(&b).WriteAll(rows) // a buffer takes everything
	return b.Bytes()
}
