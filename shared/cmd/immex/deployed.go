package main

import (
	"context"
	"errors"
	"maps"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"example.com/immex/shared/cloud"
	"example.com/immex/shared/cloud/terminal"
)

// replayDLQCmd gives the messages of a dead-letter queue another try.
func (a *app) replayDLQCmd() *cobra.Command {
	var queue string
	var dry bool
	c := &cobra.Command{
		Use: "replay-dlq",
		Short: a.say("en AWS: regresa los mensajes de una cola de fallidos a donde vinieron",
			"in AWS: sends the messages of a dead-letter queue back to where they came from"),
		Args: a.exactly(),
		RunE: func(c *cobra.Command, _ []string) error {
			if queue == "" {
				return usage(errors.New(a.say("indique --queue, el nombre o URL de la cola de fallidos", "give --queue, the name or URL of the dead-letter queue")))
			}
			deployed, err := a.deployed(c.Context())
			if err != nil {
				return err
			}
			out, err := deployed.Redrive(c.Context(), queue, dry, a.now)
			if err != nil && out.Sent == 0 {
				return err //nolint:wrapcheck // names the step and what to do
			}
			return errors.Join(a.printRedriven(&out), err) // what went, went
		},
	}
	c.Flags().StringVar(&queue, "queue", "", a.say("nombre o URL de la cola de fallidos", "name or URL of the dead-letter queue"))
	c.Flags().BoolVar(&dry, "dry-run", false, a.say("sólo dice qué haría", "only says what it would do"))
	return c
}

func (a *app) printRedriven(out *cloud.Redriven) error {
	if len(out.Left) > 0 {
		a.code = exitQuarantined
	}
	if a.json {
		return a.emit(out)
	}
	if out.Told {
		a.printToldBack(out)
		return nil
	}
	a.printf("%s: unos %d mensajes; vuelven a %s", "%s: about %d messages; they go back to %s", out.Queue, out.Messages, strings.Join(out.Back, ", "))
	switch {
	case out.Started:
		a.printf("regresan ahora; vea la edad de la cola en el tablero", "they are going back; see the age of the queue on the dashboard")
	case out.Running:
		a.printf("ya hay un regreso en marcha; no se empezó otro", "a move is at work already; no other was started")
	case out.Messages > 0:
		a.printf("prueba: no se movió nada", "dry run: nothing was moved")
	}
	return nil
}

// printToldBack tells what became of messages that say themselves to whom they were meant.
func (a *app) printToldBack(out *cloud.Redriven) {
	a.printf("%s: unos %d mensajes que no se pudieron entregar; cada uno dice a quién iba", "%s: about %d messages that could not be handed over; each says to whom it was meant",
		out.Queue, out.Messages)
	if out.Sent > 0 {
		a.printf("%d entregados a %s", "%d handed to %s", out.Sent, strings.Join(out.Back, ", "))
	}
	for _, l := range out.Left {
		a.printf("%s se queda en la cola: no dice a dónde seguir (%s)", "%s stays in the queue: it says nothing that can be followed (%s)", l.Message, l.Why.In(a.lang))
	}
	if out.Later > 0 {
		a.printf("%d llegaron mientras tanto y siguen en la cola: repita", "%d came meanwhile and are still in the queue: run it again", out.Later)
	}
	if out.Messages > 0 && out.Sent == 0 && len(out.Left) == 0 {
		a.printf("no se movió nada", "nothing was moved")
	}
}

// rebuildCmd makes the books of a deployment again from its archive.
func (a *app) rebuildCmd() *cobra.Command {
	var archive, queue string
	var dry bool
	c := &cobra.Command{
		Use: "rebuild",
		Short: a.say("en AWS: pide leer otra vez cada documento del archivo, para rehacer los libros",
			"in AWS: asks for every document of the archive to be read again, to make the books anew"),
		Args: a.exactly(),
		RunE: func(c *cobra.Command, _ []string) error {
			if archive == "" || queue == "" {
				return usage(errors.New(a.say("indique --archive, el bucket del archivo, y --queue, la URL de la cola de ingest", "give --archive, the bucket of the archive, and --queue, the URL of the queue of ingest")))
			}
			deployed, err := a.deployed(c.Context())
			if err != nil {
				return err
			}
			all, err := deployed.Rebuild(c.Context(), archive, queue, a.rfc, dry)
			if err != nil {
				return err //nolint:wrapcheck // names the step and what to do
			}
			return a.printRebuilt(all, dry)
		},
	}
	c.Flags().StringVar(&archive, "archive", "", a.say("bucket del archivo", "bucket of the archive"))
	c.Flags().StringVar(&queue, "queue", "", a.say("URL de la cola de ingest", "URL of the queue of ingest"))
	c.Flags().BoolVar(&dry, "dry-run", false, a.say("sólo cuenta", "only counts"))
	return c
}

func (a *app) printRebuilt(all map[string]int, dry bool) error {
	for _, rfc := range slices.Sorted(maps.Keys(all)) {
		if a.json {
			err := a.emit(struct {
				RFC       string `json:"rfc"`
				Documents int    `json:"documentos"`
				Sent      bool   `json:"enviados"`
			}{rfc, all[rfc], !dry})
			if err != nil {
				return err
			}
			continue
		}
		a.printf("%s: %d documentos", "%s: %d documents", rfc, all[rfc])
	}
	if len(all) == 0 && !a.json {
		a.printf("el archivo no tiene documentos", "the archive holds no documents")
	}
	return nil
}

// deployed is the stack, with the rights and the region of the terminal.
func (a *app) deployed(ctx context.Context) (*cloud.Cloud, error) {
	c, err := terminal.Open(ctx)
	if err != nil {
		return nil, err //nolint:wrapcheck // names the step and what to do
	}
	return c, nil
}
