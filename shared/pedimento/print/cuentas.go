package print

import (
	"maps"
	"regexp"
	"strconv"

	"example.com/immex/shared/document"
	"example.com/immex/shared/money"
	"example.com/immex/shared/pedimento"
)

func accountSpecs() []headSpec {
	return []headSpec{
		{"tipo", regexp.MustCompile(`TIPO(?:DE)?CUENTA`), reTwo},
		{"garantia", regexp.MustCompile(`(?:CVE|CLAVE)(?:DE)?GAR(?:ANTIA)?`), reTwo},
		{"institucion", regexp.MustCompile(`INST(?:ITUCION)?(?:EMISORA)?`), reAny},
		{"numero", regexp.MustCompile(`(?:NUM(?:ERO)?|NO)(?:DE)?(?:CONTRATO|CUENTA)`), reAny},
		{"folio", regexp.MustCompile(`FOLIO(?:DE)?(?:CONSTANCIA)?`), reAny},
		{"fecha", regexp.MustCompile(`FECHA(?:DE)?(?:CONSTANCIA|C)?`), reDate},
		{"total", regexp.MustCompile(`TOT(?:AL)?(?:DE)?(?:DEPOSITO|GARANTIA)`), reAmount},
		{"unitario", regexp.MustCompile(`PRECIOESTIMADO|VALORUNITARIO`), reAmount},
		{"cantidad", regexp.MustCompile(`CANT(?:IDAD)?UM(?:PRECIOEST)?`), reAmount},
		{"titulos", regexp.MustCompile(`TITULOS(?:ASIGNADOS)?`), reAmount},
	}
}

func virtualSpecs() []headSpec {
	return []headSpec{
		{"forma", regexp.MustCompile(`FORMA(?:DE)?(?:PAGO)?|\bFP\b`), reTwo},
		{"institucion", regexp.MustCompile(`(?:DEPENDENCIA)?O?INSTITUCION(?:EMISORA)?|DEPENDENCIA`), reAny},
		{"numero", regexp.MustCompile(`(?:NUM(?:ERO)?|NO)(?:DE|DEL)(?:IDENTIFICACION|DOCUMENTO)?(?:DELDOCUMENTO)?|NUMDOCUMENTO|NODOCUMENTO`), reAny},
		{"fecha", regexp.MustCompile(`FECHA(?:DEL)?(?:DOCUMENTO)?`), reDate},
		{"importe", regexp.MustCompile(`IMPORTEDEL?(?:DOCUMENTO)?|IMPORTETOTALAMPARADO`), reAmount},
		{"saldo", regexp.MustCompile(`SALDO(?:DISPONIBLE)?`), reAmount},
		{"pagar", regexp.MustCompile(`IMPORTEA(?:PAGAR)?|IMPORTETOTALAPAGAR`), reAmount},
	}
}

var (
	accountHeads = accountSpecs() //nolint:gochecknoglobals // an immutable table
	virtualHeads = virtualSpecs() //nolint:gochecknoglobals // an immutable table
)

// records reads a table of records: heading lines, then one row a record. A
// record may be set as two rows, each below headings of its own.
func (r *reader) records(code, what string, ls []line, specs []headSpec, first string, take func(map[string][]word)) {
	var cols []column
	var open map[string][]word
	head := 0 // lines of the heading above
	flush := func() {
		if open != nil {
			take(open)
		}
		open = nil
	}
	rows := 0
	for i := range ls {
		if !lineHasDigit(&ls[i]) && (len(cols) == 0 || reRecordHead.MatchString(ls[i].sq)) {
			head++
			cols = headColumns(ls[i+1-head:i+1], specs)
			r.use(ls[i].words...)
			continue
		}
		head = 0
		got, ok := cellRow(ls[i].words, cols, cellGap)
		if !ok {
			r.unread(code, what+" «"+joined(ls[i].words, " ")+"»", placeOf(ls[i].words...))
			r.use(ls[i].words...)
			continue
		}
		rows++
		if len(got[first]) > 0 {
			flush()
		}
		if open == nil {
			open = map[string][]word{}
		}
		maps.Copy(open, got)
	}
	flush()
	if rows == 0 && len(cols) > 0 {
		r.unread(code, what, placeOf(ls[0].words...))
	}
}

var reRecordHead = regexp.MustCompile(`^(?:TIPO|CUENTA|CVE|CLAVE|GARANTIA|GAR|INSTITUCION|INST|EMISORA|NUMERO|NUM|NO|DEL|DE|CONTRATO|FOLIO|CONSTANCIA|FECHA|C|TOTAL|TOT|DEPOSITO|PRECIO|ESTIMADO|EST|CANTIDAD|CANT|U|M|VALOR|UNITARIO|TITULOS|ASIGNADOS|FORMA|PAGO|DEPENDENCIA|O|IDENTIFICACION|DOCUMENTO|IMPORTE|SALDO|DISPONIBLE|A|PAGAR|AMPARADO)+$`)

// fill gives the setters of one record, each marked under its path.
type fill struct {
	r    *reader
	got  map[string][]word
	path string
	mark func(string, document.Evidence)
}

func (f fill) text(id, name string) string {
	ws := f.got[id]
	if len(ws) == 0 {
		return ""
	}
	f.mark(f.path+name, f.r.evidence(ws...))
	return joined(ws, " ")
}

func (f fill) amount(id, name string) money.Amount {
	s := f.text(id, name)
	a, ok := amount(s)
	f.well(id, s, ok)
	return a
}

func (f fill) date(id, name string) document.Date {
	s := f.text(id, name)
	d, ok := date(s)
	f.well(id, s, ok)
	return d
}

// well reports a figure that is none, like the day 31/06/2024.
func (f fill) well(id, s string, ok bool) {
	if s != "" && !ok {
		f.r.unread("print_fecha", "«"+s+"»", placeOf(f.got[id]...))
	}
}

func (f fill) cuenta() pedimento.Cuenta {
	return pedimento.Cuenta{
		Garantia: f.text("garantia", "garantia"), Tipo: f.text("tipo", "tipo"), Institucion: f.text("institucion", "institucion"),
		Numero: f.text("numero", "numero"), Folio: f.text("folio", "folio"), Fecha: f.date("fecha", "fecha"),
		ValorUnitario: f.amount("unitario", "valor_unitario"), Total: f.amount("total", "total"),
		Cantidad: f.amount("cantidad", "cantidad"), Titulos: f.amount("titulos", "titulos"),
	}
}

// cuentas reads customs accounts and guarantees of the pedimento.
func (r *reader) cuentas(ls []line) {
	r.use(ls[0].words...)
	r.records("print_cuentas", "la cuenta aduanera", ls[1:], accountHeads, "institucion", func(got map[string][]word) {
		f := fill{r, got, "cuentas[" + strconv.Itoa(len(r.p.Cuentas)) + "].", r.p.Mark}
		r.p.Cuentas = append(r.p.Cuentas, f.cuenta())
	})
}

// virtuales reads the documents that stand for money.
func (r *reader) virtuales(ls []line) {
	r.use(ls[0].words...)
	r.records("print_virtuales", "el documento de forma de pago", ls[1:], virtualHeads, "forma", func(got map[string][]word) {
		f := fill{r, got, "pagos_virtuales[" + strconv.Itoa(len(r.p.PagosVirtuales)) + "].", r.p.Mark}
		r.p.PagosVirtuales = append(r.p.PagosVirtuales, pedimento.PagoVirtual{
			FormaPago: pedimento.UnitKey(f.text("forma", "forma_pago")), Institucion: f.text("institucion", "institucion"),
			Numero: f.text("numero", "numero"), Fecha: f.date("fecha", "fecha"), Importe: f.amount("importe", "importe"),
			Saldo: f.amount("saldo", "saldo"), ImportePago: f.amount("pagar", "importe_pago"),
		})
	})
}
