package cloud

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/sfn"
	"github.com/aws/smithy-go"

	"example.com/immex/shared/document"
	"example.com/immex/shared/programme"
	"example.com/immex/shared/step"
)

// markedReviews is the partition, after the RFC, of the requests that were
// mailed, by the hash of their token.
const markedReviews = "#review"

// Review asks a person to approve a package, and takes the answer: it hands the
// token of the execution that waits back to the workflow.
func (c *Cloud) Review(open Post, now func() time.Time) (func(context.Context, step.ReviewIn) (step.ReviewOut, error), error) {
	steps, err := c.Compile()
	if err != nil {
		return nil, err
	}
	books, err := c.books(false)
	if err != nil {
		return nil, err
	}
	steps.Books, steps.Now = books, now
	r := &reviews{
		ask: steps.Ask, answer: steps.Answer, tokens: c.machine(), post: c.officer(open),
		marks: marks{c.table(), c.set.BooksTable},
	}
	return r.do, nil
}

// reviews asks and answers by the step of the workflow, which stands behind
// functions for the reason that clients of AWS do.
type reviews struct {
	ask    reviewing
	answer reviewing
	tokens machineCalls
	post   officer
	marks  marks
}

type reviewing = func(context.Context, step.ReviewIn) (step.ReviewOut, error)

func (r *reviews) do(ctx context.Context, in step.ReviewIn) (step.ReviewOut, error) {
	if in.By != "" {
		out, err := r.answer(ctx, in)
		if err != nil {
			return out, err
		}
		return out, r.hand(ctx, out.Asked.Token, &out)
	}
	out, err := r.ask(ctx, in)
	if err != nil {
		return out, err
	}
	if out.State != step.ReviewAsked {
		return out, r.hand(ctx, in.Token, &out)
	}
	sum := string(document.HashOf([]byte(in.Token)))
	return out, r.marks.once(ctx, in.RFC+markedReviews, sum, sum, func() error {
		return r.post.tell(ctx, "IMMEX: falta aprobar "+in.Period, fmt.Sprintf(
			"El paquete de %s de %s espera aprobación hasta el %s.\nAprueba: %s.\nSe responde en el escritorio, o con la función de la salida Review del stack: {\"rfc\",\"period\",\"by\":\"nombre, cargo\"}, o con \"return\":true y \"reason\".\n",
			in.Period, in.RFC, out.Until.In(mexico()).Format("2006-01-02 15:04"), names(out.Asked.Reviewers)))
	})
}

// noteApproved is told to who approves what no execution waits for any more:
// it was returned before, or its time is over.
const noteApproved = "Ninguna ejecución lo espera ya: el calendario diario (07:00) hace el paquete con esta aprobación; para hacerlo ahora, invoque watch con {\"task\":\"compile\",\"rfc\",\"period\"}. / " +
	"No execution waits for it any more: the daily schedule (07:00) makes the package with this approval; to make it now, invoke watch with {\"task\":\"compile\",\"rfc\",\"period\"}."

// hand gives the token of the execution back. One that no longer waits needs
// nothing, or was returned before: the schedule starts it again.
func (r *reviews) hand(ctx context.Context, token string, out *step.ReviewOut) error {
	var err error
	if out.State == step.ReviewReturned {
		_, err = r.tokens.SendTaskFailure(ctx, &sfn.SendTaskFailureInput{TaskToken: &token, Error: aws.String("Returned"), Cause: &out.Reason})
	} else {
		var value []byte
		if value, err = json.Marshal(map[string]document.Hash{"approval": out.Approval}); err != nil {
			return fmt.Errorf("hand back a token: %w", err)
		}
		_, err = r.tokens.SendTaskSuccess(ctx, &sfn.SendTaskSuccessInput{TaskToken: &token, Output: aws.String(string(value))})
	}
	if api, ok := errors.AsType[smithy.APIError](err); ok && (api.ErrorCode() == "TaskTimedOut" || api.ErrorCode() == "TaskDoesNotExist") {
		if out.State == step.ReviewApproved {
			out.Note = noteApproved
		}
		return nil
	}
	if err != nil {
		return classify("hand back a token", err)
	}
	return nil
}

func names(all []programme.Reviewer) string {
	var out []string
	for _, r := range all {
		out = append(out, r.Name+", "+r.Capacity)
	}
	return strings.Join(out, "; ")
}

// reviews adds to a digest what waits for approval since its day of reminder,
// what nobody approved in time, and what was returned. A supplement that was
// returned is told for some days: the package it would supersede stands.
func (d *digest) reviews(ctx context.Context, books step.FactStore, rfc string, now time.Time) error {
	all, err := step.Reviews(ctx, books, rfc)
	if err != nil {
		return err //nolint:wrapcheck // already classified
	}
	seals, err := step.Seals(ctx, books, rfc)
	if err != nil {
		return err //nolint:wrapcheck // same
	}
	var lines []string
	for _, p := range step.Reviewed(all) {
		asked, out := step.OfPeriod(all, p, now)
		stands := slices.ContainsFunc(seals, func(s step.Sealed) bool { return s.Period == p })
		switch {
		case stands && out.Told(time.Time{}, step.Today(now)):
		case out.State == step.ReviewExpired && stands:
			lines = append(lines, "el suplemento de "+p+" no se aprobó a tiempo; el paquete sellado sigue")
		case out.State == step.ReviewAsked && !now.Before(asked.Remind):
			lines = append(lines, fmt.Sprintf("%s espera hasta el %s a: %s", p, asked.Until.In(mexico()).Format("2006-01-02 15:04"), names(asked.Reviewers)))
		case out.State == step.ReviewExpired:
			lines = append(lines, p+" no se aprobó a tiempo y no tiene paquete")
		case out.State == step.ReviewReturned:
			lines = append(lines, p+" se devolvió: "+out.Reason+"; se vuelve a pedir cuando cambie algo, se apruebe o alguien lo compile")
		}
	}
	d.waiting += len(lines)
	d.list(rfc+": paquetes por aprobar", lines)
	return nil
}
