package main

import (
	"errors"
	"fmt"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"example.com/immex/shared/catalog"
	"example.com/immex/shared/document"
	"example.com/immex/shared/fault"
	"example.com/immex/shared/ledger"
	"example.com/immex/shared/money"
	"example.com/immex/shared/quantity"
	"example.com/immex/shared/step"
)

// simulateFlags are those of simulate.
type simulateFlags struct {
	sinBOM, key, on, clave, parte, fraccion, cantidad, unidad, csv string
	lead                                                           int
	tables                                                         []string
}

func (a *app) simulateCmd() *cobra.Command {
	var s simulateFlags
	c := &cobra.Command{
		Use:   "simulate",
		Short: a.say("otra política, BOM o una operación planeada, lado a lado; no asienta nada", "another policy, BOM or a planned operation, side by side; posts nothing"),
		Args:  a.exactly(),
		RunE: func(c *cobra.Command, _ []string) (err error) {
			if err := a.simulable(c, &s); err != nil {
				return err
			}
			on := a.today()
			if s.on != "" {
				if on, err = document.ParseDate(s.on); err != nil || !on.Known() {
					return usage(errors.New(a.say("--on espera AAAA-MM-DD, dice %q", "--on expects YYYY-MM-DD, says %q", s.on)))
				}
			}
			f, err := a.open(c.Context(), false)
			if err != nil {
				return err
			}
			defer func() { err = errors.Join(err, f.Close()) }()
			rfcs, err := a.programmes(c.Context(), f)
			if err != nil {
				return err
			}
			return a.simulateEach(c, f, rfcs, &s, on)
		},
	}
	fl := c.Flags()
	fl.StringVar(&s.sinBOM, "sin-bom", "", a.say("faltante o directo", "faltante or directo"))
	fl.StringVar(&s.key, "inventory-key", "", a.say("part o fraccion", "part or fraccion"))
	fl.IntVar(&s.lead, "bom-lead-days", -1, a.say("días entre producción y embarque", "days between production and shipment"))
	fl.StringArrayVar(&s.tables, "table", nil, a.say("tabla de la planta que se entregaría (bom, decisiones…); se puede repetir", "plant table that would be delivered (bom, decisiones…); may be repeated"))
	fl.StringVar(&s.on, "on", "", a.say("día para vencimientos, pesos y la operación (AAAA-MM-DD); hoy si falta", "day for expiries, pesos and the operation (YYYY-MM-DD); today without it"))
	fl.StringVar(&s.clave, "clave", "", a.say("operación planeada: RT, V1, F4, A3…", "planned operation: RT, V1, F4, A3…"))
	fl.StringVar(&s.parte, "part", "", a.say("su número de parte", "its part number"))
	fl.StringVar(&s.fraccion, "fraccion", "", a.say("su fracción, si no hay parte", "its fracción, without a part"))
	fl.StringVar(&s.cantidad, "quantity", "", a.say("su cantidad", "its quantity"))
	fl.StringVar(&s.unidad, "unit", "6", a.say("clave de unidad del Apéndice 7", "unit key of Apéndice 7"))
	fl.StringVar(&s.csv, "csv", "", a.say("escribe los lotes para el agente aduanal en este archivo", "writes the lots for the broker into this file"))
	return c
}

func (a *app) simulateEach(c *cobra.Command, f *folder, rfcs []string, s *simulateFlags, on document.Date) error {
	if s.csv != "" && len(rfcs) > 1 {
		return usage(errors.New(a.say("--csv es de un solo programa; diga cuál con --rfc", "--csv is of one programme; say which with --rfc")))
	}
	do := a.simulate
	if s.clave != "" {
		do = a.plan
	}
	for _, rfc := range rfcs {
		if err := do(c, f, rfc, s, on); err != nil {
			return err
		}
	}
	return nil
}

// simulable refuses what no simulation does: a value outside its list, and an
// option that would be passed over in silence.
func (a *app) simulable(c *cobra.Command, s *simulateFlags) error {
	switch {
	case s.sinBOM != "" && s.sinBOM != string(ledger.SinBOMFaltante) && s.sinBOM != string(ledger.SinBOMDirecto):
		return usage(errors.New(a.say("--sin-bom admite faltante o directo, dice %q", "--sin-bom allows faltante or directo, says %q", s.sinBOM)))
	case s.key != "" && s.key != ledger.KindPart && s.key != ledger.KindFraccion:
		return usage(errors.New(a.say("--inventory-key admite part o fraccion, dice %q", "--inventory-key allows part or fraccion, says %q", s.key)))
	case c.Flags().Changed("bom-lead-days") && s.lead < 0:
		return usage(errors.New(a.say("--bom-lead-days espera un número de días, dice %d", "--bom-lead-days expects a number of days, says %d", s.lead)))
	}
	planned := s.clave != ""
	for flag, ofPlan := range map[string]bool{
		"sin-bom": false, "inventory-key": false, "bom-lead-days": false, "table": false,
		"part": true, "fraccion": true, "quantity": true, "unit": true, "csv": true,
	} {
		switch {
		case !c.Flags().Changed(flag) || planned == ofPlan:
		case planned:
			return usage(errors.New(a.say("--%s no va con --clave: una operación planeada se calcula con los libros como están", "--%s does not go with --clave: a planned operation is worked out on the books as they are", flag)))
		default:
			return usage(errors.New(a.say("--%s es de una operación planeada; diga su --clave", "--%s is of a planned operation; say its --clave", flag)))
		}
	}
	if planned && s.parte == "" && s.fraccion == "" {
		return usage(errors.New(a.say("diga de qué se trata con --part o --fraccion", "say what it is about with --part or --fraccion")))
	}
	if s.fraccion != "" && !isFraccion(s.fraccion) {
		return usage(errors.New(a.say("--fraccion espera los ocho dígitos de una fracción, dice %q", "--fraccion expects the eight digits of a fracción, says %q", s.fraccion)))
	}
	return nil
}

func isFraccion(s string) bool {
	const digits = 8
	return len(s) == digits && strings.Trim(s, "0123456789") == ""
}

// sideView is one side of a simulation.
type sideView struct {
	Lotes     int          `json:"lotes_abiertos"`
	Aduana    money.Amount `json:"valor_aduana"`
	Tributos  money.Amount `json:"contribuciones_suspendidas"`
	Vencidos  int          `json:"lotes_vencidos"`
	EnRiesgo  money.Amount `json:"contribuciones_vencidas"`
	Descargos int          `json:"descargos"`
	Faltantes int          `json:"faltantes"`
	Retenidos int          `json:"retenidos"`
}

func sideOf(s *step.Side) sideView {
	v := sideView{Lotes: s.Exposure.Lots, Vencidos: s.Exposure.Expired, Descargos: s.Descargos, Faltantes: s.Shortages, Retenidos: s.Held}
	v.Aduana, v.Tributos, v.EnRiesgo = s.Exposure.Amounts() // unknown when a lot gives no value
	return v
}

// simulatedView is the JSON of a simulation.
type simulatedView struct {
	RFC     string         `json:"rfc"`
	Fecha   document.Date  `json:"fecha"`
	Antes   sideView       `json:"antes"`
	Despues sideView       `json:"despues"`
	Cambios []ledger.Delta `json:"cambios"`
	Avisos  []string       `json:"avisos"` // what the tables say against those there are
}

func (a *app) simulate(c *cobra.Command, f *folder, rfc string, s *simulateFlags, on document.Date) error {
	sc := step.Scenario{SinBOM: ledger.SinBOM(s.sinBOM), InventoryKey: s.key, On: on}
	if s.lead >= 0 {
		sc.LeadDays = &s.lead
	}
	for _, path := range s.tables {
		facts, err := a.tableFacts(c, path)
		if err != nil {
			return err
		}
		sc.Tables = append(sc.Tables, facts...)
	}
	r, err := step.Simulate(c.Context(), f.books, rfc, sc)
	if err != nil {
		return fmt.Errorf("simulate %s: %w", rfc, err)
	}
	v := simulatedView{rfc, on, sideOf(&r.Before), sideOf(&r.After), r.Deltas, []string{}}
	for _, f := range r.Findings {
		v.Avisos = append(v.Avisos, f.Message.In(a.lang))
	}
	if v.Cambios == nil {
		v.Cambios = []ledger.Delta{}
	}
	if a.json {
		return a.emit(v)
	}
	a.printf("%s al %s: como está / como quedaría (no se asienta nada)", "%s on %s: as it is / as it would be (nothing is posted)", rfc, on)
	line := func(label string, x, y any) { a.printf("  %-34s %18v %18v", "  %-34s %18v %18v", label, x, y) }
	line(a.say("lotes abiertos", "open lots"), v.Antes.Lotes, v.Despues.Lotes)
	pesos := func(label string, x, y money.Amount) { line(label, a.known(x), a.known(y)) }
	pesos(a.say("valor en aduana del saldo (MXN)", "customs value of the balance (MXN)"), v.Antes.Aduana, v.Despues.Aduana)
	pesos(a.say("contribuciones suspendidas (MXN)", "suspended contributions (MXN)"), v.Antes.Tributos, v.Despues.Tributos)
	line(a.say("lotes vencidos", "expired lots"), v.Antes.Vencidos, v.Despues.Vencidos)
	pesos(a.say("contribuciones de lo vencido (MXN)", "contributions of what expired (MXN)"), v.Antes.EnRiesgo, v.Despues.EnRiesgo)
	line(a.say("descargos", "descargos"), v.Antes.Descargos, v.Despues.Descargos)
	line(a.say("salidas con faltante", "exits with a shortage"), v.Antes.Faltantes, v.Despues.Faltantes)
	line(a.say("retenidos por vencidos", "held by expired lots"), v.Antes.Retenidos, v.Despues.Retenidos)
	for _, s := range v.Avisos {
		a.printf("  aviso: %s", "  note: %s", s)
	}
	a.printDeltas(v.Cambios)
	return nil
}

// known is an amount, or that a part of it is not known.
func (a *app) known(x money.Amount) string {
	if !x.Known() {
		return a.say("sin dato", "no data")
	}
	return x.String()
}

// maxDeltas is how many differences a terminal shows; --json gives them all.
const maxDeltas = 40

func (a *app) printDeltas(ds []ledger.Delta) {
	if len(ds) == 0 {
		a.printf("  ningún lote, descargo ni saldo cambia", "  no lot, descargo or balance changes")
		return
	}
	for i := range ds {
		if i == maxDeltas {
			a.printf("  … y %d diferencias más; --json las da todas", "  … and %d more differences; --json gives them all", len(ds)-i)
			return
		}
		d := &ds[i]
		a.printf("  %-9s %-16s %s %s%s %s: %s → %s", "  %-9s %-16s %s %s%s %s: %s → %s",
			d.Que, d.Material.Key, d.Fecha, d.Exit, before(d.Lot, d.Exit), d.Detalle, d.Antes, d.Despues)
	}
}

func before(lot, exit string) string {
	if lot != "" && exit != "" {
		return " ← " + lot
	}
	return lot
}

// tableFacts reads a plant table as it would be dropped.
func (a *app) tableFacts(c *cobra.Command, path string) ([]step.FactRecord, error) {
	b, err := readFile(path)
	if err != nil {
		return nil, usage(err)
	}
	reader, done, err := a.reader()
	if err != nil {
		return nil, err
	}
	defer done()
	var out []step.FactRecord
	for _, p := range reader.Read(c.Context(), step.Input{Name: filepath.Base(path), Bytes: b}) {
		if p.Kept != nil && p.Kept.Kind == step.FactPlant {
			out = append(out, *p.Kept)
		}
	}
	if len(out) == 0 {
		return nil, errors.New(a.say("%s no es una tabla de la planta que se pueda leer; immex parse dice por qué", "%s is no plant table that can be read; immex parse says why", path))
	}
	return out, nil
}

// takenView is one lot a planned operation takes.
type takenView struct {
	Material   string          `json:"material"`
	Lote       string          `json:"lote"`
	Pedimento  string          `json:"pedimento"`
	Partida    int             `json:"partida"`
	Clave      string          `json:"clave"`
	Pago       document.Date   `json:"fecha_pago"`
	Fraccion   string          `json:"fraccion"`
	Parte      *string         `json:"parte"`
	Rol        ledger.Role     `json:"rol"`
	Cantidad   quantity.Micros `json:"cantidad"`
	Unidad     string          `json:"unidad"`
	UMT        string          `json:"umt"`
	EnUMT      quantity.Micros `json:"cantidad_umt"`
	Vence      document.Date   `json:"vence"`
	Credito    money.Amount    `json:"contribuciones_suspendidas"`
	Probado    ledger.Status   `json:"estado"`
	PorDecidir bool            `json:"por_decidir"` // the lot expired: a person decides

	back money.Amount // of the credit, told with the first lot of an account
}

// plannedView is the JSON of a planned operation.
type plannedView struct {
	RFC       string          `json:"rfc"`
	Clave     string          `json:"clave"`
	Fecha     document.Date   `json:"fecha"`
	Alcanza   bool            `json:"alcanza"`
	Lotes     []takenView     `json:"lotes"`
	Faltantes []string        `json:"faltantes"`
	Otros     []ledger.Delta  `json:"cambia_otros"` // what later exits would lose
	Cantidad  quantity.Micros `json:"cantidad"`
	// Credito is what it discharges of the IVA and IEPS credit; null where nobody
	// can tell.
	Credito []creditTakenView  `json:"credito"`
	apart   []step.CreditTaken // of accounts that no lot here is of
}

// creditTakenView is one account of it.
type creditTakenView struct {
	Pedimento    string `json:"pedimento"`
	Fraccion     string `json:"fraccion"`
	UMT          string `json:"umt"`
	Contribucion string `json:"contribucion"`
	Forma        string `json:"forma"`
	Pesos        int64  `json:"descarga"`
	Open         int64  `json:"abierto"`
}

func (a *app) plan(c *cobra.Command, f *folder, rfc string, s *simulateFlags, on document.Date) error {
	amount, err := money.Parse(strings.ReplaceAll(s.cantidad, ",", ""))
	q, errQ := quantity.From(amount)
	if err != nil || errQ != nil || q <= 0 {
		return usage(errors.New(a.say("--quantity espera una cantidad mayor que cero, con seis decimales y doce enteros a lo más, dice %q",
			"--quantity expects a quantity above zero, of six decimals and twelve whole digits at most, says %q", s.cantidad)))
	}
	if _, ok := catalog.Default().Unit(s.unidad); !ok {
		return usage(errors.New(a.say("--unit espera una clave del Apéndice 7, dice %q", "--unit expects a key of Apéndice 7, says %q", s.unidad)))
	}
	p, err := step.PlanOperation(c.Context(), f.books, rfc, step.Operation{Clave: s.clave, Parte: s.parte, Fraccion: s.fraccion, Cantidad: q, Unidad: s.unidad, Fecha: on})
	if fault.Is(err, fault.Misconfigured) {
		return usage(errors.New(a.say("la clave %q no saca nada del inventario: no se puede planear", "clave %q takes nothing out of the inventory: it cannot be planned", s.clave)))
	}
	if err != nil {
		return fmt.Errorf("plan in %s: %w", rfc, err)
	}
	v := a.planned(p)
	if s.csv != "" {
		if err := writeTaken(s.csv, &v); err != nil {
			return err
		}
	}
	if a.json {
		return a.emit(v)
	}
	a.printPlanned(v, p)
	return nil
}
