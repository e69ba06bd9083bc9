package vucem

import (
	"example.com/immex/shared/document"
	"example.com/immex/shared/pedimento"
)

// Set is one pedimento of a delivery with the messages it was made of.
type Set struct {
	Pedimento *pedimento.Pedimento
	Findings  document.Findings
	Messages  []*Message
}

// Assemble joins the messages of one delivery (one file, zip, mail or folder,
// in its order). With a single header every partida is its own; with several,
// the partidas after a header are taken as its own, and the totals tell if they
// are not. Partidas that follow no header come back in loose.
func Assemble(msgs []*Message) (sets []Set, loose []*Message) {
	headers := 0
	for _, m := range msgs {
		if m.Kind == Completo {
			headers++
		}
	}
	var groups []group
	var early []*Message
	for _, m := range msgs {
		switch {
		case m.Kind == Completo:
			groups = append(groups, group{completo: m})
		case m.Kind == Partida && len(groups) > 0:
			groups[len(groups)-1].partidas = append(groups[len(groups)-1].partidas, m)
		case m.Kind == Partida:
			early = append(early, m)
		}
	}
	if headers == 1 {
		groups[0].partidas = append(early, groups[0].partidas...)
		early = nil
	}
	for _, g := range groups {
		pet := reference(g.completo, msgs)
		if pet == nil && headers == 1 {
			pet = onlyRequest(msgs)
		}
		p, findings := Join(g.completo, g.partidas, pet)
		set := Set{Pedimento: p, Findings: findings, Messages: append([]*Message{g.completo}, g.partidas...)}
		if pet != nil {
			set.Messages = append(set.Messages, pet)
		}
		sets = append(sets, set)
	}
	return sets, early
}

// onlyRequest is the one request of a whole pedimento that came with the one
// header: when it names another pedimento, one of the two is not what the
// sender thinks it is, and Join says so. Nil when there are more, or none.
func onlyRequest(msgs []*Message) *Message {
	var found *Message
	for _, m := range msgs {
		if m.Kind != Peticion || m.Service != "consultarPedimentoCompletoPeticion" || len(m.Refs) == 0 {
			continue
		}
		if found != nil {
			return nil
		}
		found = m
	}
	return found
}

type group struct {
	completo *Message
	partidas []*Message
}

// reference is the request or listing that names the header's pedimento. Two
// that name different patentes name none.
func reference(completo *Message, msgs []*Message) *Message {
	var found *Message
	patente := ""
	for _, m := range msgs {
		if m.Kind != Peticion && m.Kind != Listar {
			continue
		}
		if m.Operacion != "" && completo.Operacion != "" && m.Operacion != completo.Operacion {
			continue
		}
		for _, r := range m.Refs {
			if r.Patente == "" || completo.Pedimento == nil || r.Documento != completo.Pedimento.Documento {
				continue
			}
			if found != nil && patente != r.Patente {
				return nil
			}
			found, patente = m, r.Patente
		}
	}
	return found
}
