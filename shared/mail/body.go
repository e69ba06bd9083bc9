package mail

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"example.com/immex/shared/catalog"
	"example.com/immex/shared/document"
	"example.com/immex/shared/ledger"
	"example.com/immex/shared/money"
	"example.com/immex/shared/step"
)

const (
	maxDocuments = 400 // told one by one, those that need something first; the rest is counted
	maxTold      = 8   // findings told of one document
	maxText      = 600 // characters of one finding
	maxName      = 120
)

// body is the text of an answer: Spanish, then the same in English.
func body(subject string, papers []*step.Paper, records []step.Record) string {
	var b strings.Builder
	for i, lang := range []document.Lang{document.Spanish, document.English} {
		if i > 0 {
			b.WriteString("\n----------------------------------------\n\n")
		}
		inOne(&b, lang, subject, papers, records)
	}
	return b.String()
}

func inOne(b *strings.Builder, lang document.Lang, subject string, papers []*step.Paper, records []step.Record) {
	say := func(es, en string, args ...any) {
		b.WriteString(document.Textf(es, en, args...).In(lang))
		b.WriteByte('\n')
	}
	say("Respuesta automática a su correo «%s».", "Automatic answer to your mail “%s”.", subject)
	told, more := chosen(papers, records)
	for n, i := range told {
		fmt.Fprintf(b, "\n%d. %s\n", n+1, clean(records[i].Name, maxName))
		one(say, lang, papers[i], &records[i])
	}
	if len(told) == 0 {
		say("\nEl correo no trae documentos; envíelos como archivos adjuntos.", "\nThe mail holds no documents; send them as attached files.")
	}
	for _, m := range more {
		say("\nY %d más: %s", "\nAnd %d more: %s", m.n, m.end.In(lang))
	}
}

// counted is how many of the documents that are not told ended in one way.
type counted struct {
	end document.Text
	n   int
}

// chosen are the places of the records told one by one, in the order of the mail, and
// how many of each outcome are only counted. Where they are too many, those that are
// settled give way to those with a remark, and these to those to be sent again.
func chosen(papers []*step.Paper, records []step.Record) (told []int, more []counted) {
	for i := range records {
		if tells(&records[i], i) {
			told = append(told, i)
		}
	}
	settled := func(i int) bool { return papers[i].Later || !asks(&records[i]) }
	remarked := func(i int) bool {
		return len(records[i].Expected) > 0 || slices.ContainsFunc(records[i].Findings, func(f document.Finding) bool { return f.Severity != document.Notice })
	}
	for _, gives := range []func(int) bool{
		func(i int) bool { return settled(i) && !remarked(i) }, settled, func(int) bool { return true },
	} {
		for k := len(told) - 1; k >= 0 && len(told) > maxDocuments; k-- {
			if i := told[k]; gives(i) {
				more = countedIn(more, ended(papers[i], &records[i]))
				told = slices.Delete(told, k, k+1)
			}
		}
	}
	return told, more
}

// countedIn adds one that ended so.
func countedIn(more []counted, end document.Text) []counted {
	if i := slices.IndexFunc(more, func(c counted) bool { return c.end == end }); i >= 0 {
		more[i].n++
		return more
	}
	return append(more, counted{end, 1})
}

// asks reports a document of which something is to be sent again.
func asks(r *step.Record) bool {
	return r.Status == document.Quarantined || r.Status == document.Unsupported
}

// tells reports a record worth a place: a document, or a container that could
// not be opened as it should.
func tells(r *step.Record, place int) bool {
	switch r.Kind {
	case document.KindMail, document.KindZip, document.KindTNEF:
		return r.Findings.Blocking()
	case document.KindText:
		return place > 1 || r.Status == document.Accepted // the body of a mail without attachments
	default:
		return true
	}
}

func one(say func(es, en string, args ...any), lang document.Lang, p *step.Paper, r *step.Record) {
	switch said := read(p, r); {
	case said == document.Text{}:
	case !confirmed(p, r): // what does not add up is not told as if it did
		say("   Leído, sin confirmar: %s", "   Read, not confirmed: %s", said.In(lang))
	default:
		say("   Leído: %s", "   Read: %s", said.In(lang))
	}
	for _, suffix := range r.Expected[:min(len(r.Expected), maxTold)] {
		say("   Falta el pedimento %s, que sólo nombra la selección.", "   Pedimento %s is missing: only the selection names it.", clean(suffix, maxName))
	}
	told := 0
	for i := range r.Findings {
		f := &r.Findings[i]
		if f.Severity == document.Notice && r.Status != document.Unsupported {
			continue
		}
		if told++; told > maxTold {
			continue
		}
		where := ""
		if w := f.In(lang); w != "" {
			where = clean(w, maxName) + ": "
		}
		say("   - %s%s [%s]", "   - %s%s [%s]", where, clean(f.Message.In(lang), maxText), f.Code)
	}
	if told > maxTold {
		say("   - y %d observaciones más", "   - and %d more remarks", told-maxTold)
	}
	say("   Resultado: %s", "   Outcome: %s", ended(p, r).In(lang))
}

// ended says what became of a document and what to send again, also of one that is
// read later.
func ended(p *step.Paper, r *step.Record) document.Text {
	if p.Later && r.Status == document.Quarantined {
		return document.Textf("todavía no se lee; se lee solo en seguida, y se le escribe otra vez sólo si hay que reenviarlo.",
			"not read yet; it is read alone in a moment, and you are written to again only if it is to be sent again.")
	}
	return outcome(r.Status)
}

// confirmed reports whether what was read may be told without more: nothing that
// was set apart, no pedimento that gave no fact, and no document with figures
// that contradict each other, though it is accepted.
func confirmed(p *step.Paper, r *step.Record) bool {
	if r.Status == document.Quarantined || p.Record.Status == document.Quarantined || r.Kind == document.KindPedimento && p.Fact == nil && p.Kept == nil {
		return false
	}
	return !slices.ContainsFunc(r.Findings, func(f document.Finding) bool {
		return f.Severity != document.Notice && catalog.Default().Controls(f.Code)
	})
}

// read is what was read of a document: number, clave, values.
func read(p *step.Paper, r *step.Record) document.Text {
	if f := p.Fact; f != nil {
		customs := func(l *ledger.Line) money.Amount { return l.Aduana }
		dollars := func(l *ledger.Line) money.Amount { return l.Dolares }
		t := document.Textf("pedimento %s, clave %s, %s, pago %s, %d partidas", "pedimento %s, clave %s, %s, paid %s, %d lines",
			f.Key, f.Clave, f.Operacion, f.Pago, len(f.Lineas))
		worth(&t, f, document.Textf("valor en aduana ", "customs value "), "MXN", customs)
		worth(&t, f, document.Text{}, "USD", dollars)
		return t
	}
	if said := (document.Text{ES: clauses(p.Said.ES), EN: clauses(p.Said.EN)}); said != (document.Text{}) {
		return said
	}
	if l := p.Parts; l != nil {
		return document.Textf("factura %s del pedimento %s, %d renglones", "invoice %s of pedimento %s, %d lines",
			clean(l.Invoice, maxName), l.Pedimento, len(l.Lines))
	}
	if strings.HasPrefix(r.Key, "sha256:") || r.Key == "" {
		return document.Text{}
	}
	if r.Kind == document.KindPlant {
		table, _, _ := strings.Cut(r.Key, ":")
		return document.Textf("tabla %s", "table %s", clean(table, maxName))
	}
	if r.Period != "" {
		return document.Textf("%s %s, %s", "%s %s, %s", r.Kind, clean(r.Key, maxName), r.Period)
	}
	return document.Textf("%s %s", "%s %s", r.Kind, clean(r.Key, maxName))
}

// clauses is what was said of a document, cut where a value ends and never in one.
func clauses(said string) string {
	one := clean(said, len(said))
	if utf8.RuneCountInString(one) <= maxText {
		return one
	}
	one = string([]rune(one)[:maxText])
	if end := strings.LastIndex(one, ", "); end > 0 {
		return one[:end] + ", …"
	}
	return ""
}

// worth adds the sum of what the lines give, and says so when some give none: an
// export has no customs value, and nothing is told of it.
func worth(t *document.Text, f *ledger.Fact, what document.Text, currency string, of func(*ledger.Line) money.Amount) {
	var sum money.Sum
	known := 0
	for i := range f.Lineas {
		v := of(&f.Lineas[i])
		if sum.Add(v); v.Known() {
			known++
		}
	}
	switch v, ok := sum.Total(); {
	case ok && v.Sign() > 0:
		t.ES, t.EN = t.ES+", "+what.ES+v.String()+" "+currency, t.EN+", "+what.EN+v.String()+" "+currency
	case !ok && known > 0:
		t.ES, t.EN = t.ES+", "+what.ES+currency+" sin leer completo", t.EN+", "+what.EN+currency+" not read in full"
	}
}

// outcome says what became of a document and what to send again.
func outcome(s document.Status) document.Text {
	switch s {
	case document.Accepted:
		return document.Textf("aceptado; no hay que reenviarlo.", "accepted; nothing to send again.")
	case document.Version:
		return document.Textf("aceptado como otra versión de un documento que ya estaba; no hay que reenviarlo.",
			"accepted as another version of a document already there; nothing to send again.")
	case document.Duplicate:
		return document.Textf("duplicado: ya se tenía, no cambia nada; no hay que reenviarlo.",
			"duplicate: it was already there and changes nothing; nothing to send again.")
	case document.Unsupported:
		return document.Textf("no se usa y se conserva sólo lo que dura la cuarentena: guarde el original; envíe su XML, Data Stage, CSV o PDF con texto si es de una operación.",
			"not used, and kept only as long as the quarantine lasts: keep the original; send its XML, Data Stage, CSV or PDF with text if it is of an operation.")
	default:
		return document.Textf("apartado, no entró a los libros; corrija lo anterior y reenvíelo.",
			"set apart, not in the books; correct the above and send it again.")
	}
}
