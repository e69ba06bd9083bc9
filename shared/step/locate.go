package step

import (
	"context"
	"fmt"
	"strings"

	"example.com/immex/shared/document"
	"example.com/immex/shared/fault"
	"example.com/immex/shared/ledger"
	"example.com/immex/shared/pedimento/vucem"
)

// Locate reads the prints and papers of a trace again and says on which page
// and where on it the partida stands; of VUCEM, in which answer, at which
// element and line. What cannot be read again keeps its place empty.
func (t *Traced) Locate(ctx context.Context, blobs Blobs, reader *Reader) error {
	_, line := splitKey(t.Key)
	line, _, _ = strings.Cut(line, "/")
	for i := range t.Documents {
		d := &t.Documents[i]
		if d.At != "" || d.Unread || d.Status != document.Accepted && d.Status != document.Version {
			continue
		}
		answers := d.Source == document.SourceVUCEM && d.Key == t.Key[:min(15, len(t.Key))] && d.Parent != ""
		kept := d.SHA
		if answers || d.Corrects != "" {
			kept = d.Parent // the answers a pedimento was joined from, or a correction with its original
		}
		b, err := blobs.Get(ctx, t.RFC, ShelfArchive, kept)
		if fault.Is(err, fault.Misconfigured) {
			continue // it lies inside another document, or is another programme's
		}
		if d.unread(err) {
			continue
		}
		if err != nil {
			return err //nolint:wrapcheck // a fault of the store, already classified
		}
		papers := reader.Read(ctx, Input{Name: d.Name, Bytes: b, RFC: t.RFC})
		if answers {
			d.At = placeInAnswers(papers, kept, d.Key, line)
			continue
		}
		d.place(papers, t.Key[:min(15, len(t.Key))], line)
	}
	return nil
}

// place is where the first paper that prints the partida has it.
func (d *TracedDocument) place(papers []*Paper, number, line string) {
	for _, p := range papers {
		if d.Corrects != "" && p.Record.SHA != d.SHA {
			continue
		}
		if at := placeOn(p, number, line); at.Page > 0 {
			d.At, d.Place = printed(at), at
			return
		}
	}
}

// placeInAnswers is where the answers of VUCEM, each a file or all in one, say
// the partida of a pedimento: "answer.xml /Envelope/Body/…/partida:12". Without
// a partida it is the header.
func placeInAnswers(papers []*Paper, whole document.Hash, number, line string) string {
	var all []*vucem.Message
	from := map[*vucem.Message]*Paper{}
	for _, p := range papers {
		if p.Record.Source != document.SourceVUCEM || p.Bytes == nil {
			continue
		}
		msgs, _ := vucem.ReadAll(p.Bytes)
		for _, m := range msgs {
			from[m] = p
		}
		all = append(all, msgs...)
	}
	sets, _ := vucem.Assemble(all)
	for _, s := range sets {
		if s.Pedimento == nil || s.Pedimento.Number != number {
			continue
		}
		for _, m := range s.Messages {
			at, file := answered(m, line), from[m]
			if at == "" {
				continue
			}
			if file.Record.SHA != whole {
				at = file.Record.Name + " " + at
			}
			return at
		}
	}
	return ""
}

// answered is where an answer says the partida, or without one the header; ""
// when it says another thing.
func answered(m *vucem.Message, line string) string {
	switch {
	case m.Kind == vucem.Partida && m.Partida != nil && ledger.LineNumber(m.Partida.Secuencia) == line:
		return atLine(m.Partida.At)
	case m.Kind == vucem.Completo && m.Pedimento != nil && line == "":
		return atLine(m.Pedimento.At)
	}
	return ""
}

// placeOn is where a paper says the quantity of a partida of a pedimento, or
// the number itself without a partida.
func placeOn(p *Paper, number, line string) document.Place {
	told, err := Explain(p)
	if err != nil {
		return document.Place{}
	}
	if p.Pedimento != nil && p.Pedimento.Number != number {
		return document.Place{}
	}
	block := ""
	for i := range told {
		if path := told[i].Path; line != "" && strings.HasPrefix(path, "partidas[") && strings.HasSuffix(path, "].secuencia") && told[i].Value == line {
			block = strings.TrimSuffix(path, "secuencia")
		}
	}
	for _, want := range []string{block + "cantidad_umt", block + "fraccion", "number"} {
		for i := range told {
			if told[i].Path == want && (block != "" || want == "number") && told[i].Found.At.Page > 0 {
				return told[i].Found.At
			}
		}
	}
	return document.Place{}
}

// printed is a place on a page, in points from its upper left corner.
func printed(at document.Place) string {
	if at.Box == nil {
		return fmt.Sprintf("p. %d", at.Page)
	}
	return fmt.Sprintf("p. %d (%d,%d)-(%d,%d)", at.Page, at.Box.X0, at.Box.Y0, at.Box.X1, at.Box.Y1)
}

// sameLine reports whether the id of a lot or exit is of a line: the line
// itself, the share of a part in it, or a need of its product.
func sameLine(id, line string) bool {
	own := id[strings.IndexByte(id, '-')+1:]
	return own == line || strings.HasPrefix(own, line+"/") || strings.HasPrefix(own, line+":")
}
