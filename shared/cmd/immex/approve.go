package main

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"example.com/immex/shared/fault"
	"example.com/immex/shared/programme"
	"example.com/immex/shared/step"
)

// approveFlags are what an approval is given with.
type approveFlags struct {
	by, reason, out, key string
	back                 bool
}

// approveView is the JSON of what waits, or of an answer to it.
type approveView struct {
	RFC       string               `json:"rfc"`
	Period    string               `json:"period"`
	State     step.ReviewState     `json:"state"`
	Cut       string               `json:"cut"`
	Until     time.Time            `json:"until"`
	Reviewers []programme.Reviewer `json:"reviewers"`
	Reason    *string              `json:"reason"`
	Result    *step.Result         `json:"result"`
}

func (a *app) approveCmd() *cobra.Command {
	var w approveFlags
	c := &cobra.Command{
		Use:   a.say("approve [PERIODO]", "approve [PERIOD]"),
		Short: a.say("lo que espera aprobación; con --by lo aprueba, o con --return lo devuelve, quien el programa designa", "what waits for approval; with --by whom the programme designates approves it, or with --return returns it"),
		Args:  cobra.MaximumNArgs(1),
		RunE: func(c *cobra.Command, args []string) (err error) {
			period := strings.Join(args, "")
			if err := a.approvalFlags(&w, period); err != nil {
				return err
			}
			f, err := a.open(c.Context(), w.by != "")
			if err != nil {
				return err
			}
			defer func() { err = errors.Join(err, f.Close()) }()
			rfcs, err := a.programmes(c.Context(), f)
			if err != nil {
				return err
			}
			if w.by == "" {
				return a.waiting(c.Context(), f, rfcs, period)
			}
			if len(rfcs) != 1 {
				return usage(errors.New(a.say("una aprobación es de un programa; indíquelo con --rfc: %s", "an approval is of one programme; give it with --rfc: %s", strings.Join(rfcs, ", "))))
			}
			return a.approve(c.Context(), f, rfcs[0], period, &w)
		},
	}
	fl := c.Flags()
	fl.StringVar(&w.by, "by", "", a.say("«nombre, cargo» de quien aprueba, como lo escribe el archivo de programa", "\"name, capacity\" of who approves, as the programme file has it"))
	fl.BoolVar(&w.back, "return", false, a.say("lo devuelve en vez de aprobarlo", "returns it instead of approving it"))
	fl.StringVar(&w.reason, "reason", "", a.say("por qué; obligatorio con --return", "why; required with --return"))
	fl.StringVar(&w.out, "out", ".", a.say("carpeta de salida del paquete", "output folder of the package"))
	fl.StringVar(&w.key, "key", "", a.say("llave Ed25519 (PEM) con que se firma; sin ella, la de la carpeta de datos", "Ed25519 key (PEM) to sign with; without it, that of the data folder"))
	return c
}

// approvalFlags refuses what says nothing.
func (a *app) approvalFlags(w *approveFlags, period string) error {
	if period != "" {
		if _, _, err := step.Period(period); err != nil {
			return usage(errors.New(a.say("%q no es AAAA-MM ni AAAA", "%q is neither YYYY-MM nor YYYY", period)))
		}
	}
	_, whole := programme.ParseReviewer(w.by)
	switch {
	case w.by == "" && (w.back || w.reason != ""):
		return usage(errors.New(a.say("falta --by «nombre, cargo»", "--by \"name, capacity\" is missing")))
	case w.by != "" && (!whole || period == ""):
		return usage(errors.New(a.say("se espera immex approve PERIODO --by «nombre, cargo»", "expected: immex approve PERIOD --by \"name, capacity\"")))
	case w.back && w.reason == "":
		return usage(errors.New(a.say("--return espera --reason: por qué se devuelve", "--return expects --reason: why it is returned")))
	}
	return nil
}

// waiting lists what was asked for and how it stands.
func (a *app) waiting(ctx context.Context, f *folder, rfcs []string, period string) error {
	for _, rfc := range rfcs {
		all, err := step.Reviews(ctx, f.books, rfc)
		if err != nil {
			return fmt.Errorf("reviews of %s: %w", rfc, err)
		}
		periods := step.Reviewed(all)
		if period != "" {
			periods = slices.DeleteFunc(periods, func(p string) bool { return p != period })
		}
		for _, p := range periods {
			asked, out := step.OfPeriod(all, p, a.now())
			if err := a.printAsked(rfc, asked, &out, nil); err != nil {
				return err
			}
		}
		if len(periods) == 0 && !a.json {
			a.printf("%s: nada espera aprobación", "%s: nothing waits for approval", rfc)
		}
	}
	return nil
}

// approve records the answer and goes on with the run that waits.
func (a *app) approve(ctx context.Context, f *folder, rfc, period string, w *approveFlags) error {
	all, err := step.Reviews(ctx, f.books, rfc)
	if err != nil {
		return fmt.Errorf("reviews of %s: %w", rfc, err)
	}
	asked, out := step.OfPeriod(all, period, a.now())
	who, _ := programme.ParseReviewer(w.by)
	switch {
	case asked == nil:
		return usage(errors.New(a.say("nada de %s espera aprobación; lo pide immex package", "nothing of %s waits for approval; immex package asks for it", period)))
	case !slices.Contains(asked.Reviewers, who):
		return usage(errors.New(a.say("el programa no designa a %s; designa a: %s", "the programme does not designate %s; it designates: %s", w.by, reviewers(asked.Reviewers))))
	case out.State == step.ReviewExpired:
		return fault.New(fault.Misconfigured, period, errors.New(a.say("no se aprobó a tiempo: esperó hasta el %s; pídalo otra vez con immex package", "it was not approved in time: it waited until %s; ask again with immex package", a.clock(asked.Until))))
	}
	key, err := a.signingKey(w.key)
	if err != nil {
		return err
	}
	l, done, err := a.engine(f, w.out, key)
	if err != nil {
		return err
	}
	defer done()
	r, out, err := l.Answer(ctx, step.ReviewIn{RFC: rfc, Period: period, By: w.by, Return: w.back, Reason: w.reason}, a.execution(rfc, period))
	if err != nil {
		return err //nolint:wrapcheck // names the state that failed
	}
	if a.json || out.State == step.ReviewReturned {
		return a.printAsked(rfc, asked, &out, &r)
	}
	return a.printPackage(rfc, r)
}

func reviewers(all []programme.Reviewer) string {
	var out []string
	for _, r := range all {
		out = append(out, r.Name+", "+r.Capacity)
	}
	return strings.Join(out, "; ")
}

// clock is a time as people of the schedule read it.
func (a *app) clock(t time.Time) string {
	if zone, err := time.LoadLocation("America/Mexico_City"); err == nil {
		t = t.In(zone)
	}
	return t.Format("2006-01-02 15:04")
}

// printAsked tells how a request stands.
func (a *app) printAsked(rfc string, asked *step.Review, out *step.ReviewOut, r *step.Result) error {
	if a.json {
		return a.emit(approveView{rfc, asked.Period, out.State, string(asked.Cut), asked.Until, asked.Reviewers, optional(out.Reason), r})
	}
	switch out.State {
	case step.ReviewAsked, step.ReviewParked:
		a.printf("%s %s: espera aprobación hasta el %s de: %s", "%s %s: waits for approval until %s by: %s", rfc, asked.Period, a.clock(asked.Until), reviewers(asked.Reviewers))
	case step.ReviewApproved:
		a.printf("%s %s: aprobado", "%s %s: approved", rfc, asked.Period)
	case step.ReviewReturned:
		a.printf("%s %s: devuelto: %s", "%s %s: returned: %s", rfc, asked.Period, out.Reason)
	case step.ReviewExpired:
		a.printf("%s %s: no se aprobó a tiempo (hasta el %s); pídalo otra vez con immex package", "%s %s: not approved in time (until %s); ask again with immex package", rfc, asked.Period, a.clock(asked.Until))
	}
	return nil
}
