package dynamo

import (
	"bytes"
	"encoding/binary"
	"encoding/json"
	"fmt"
	"io"

	"example.com/immex/shared/document"
	"example.com/immex/shared/ledger"
	"example.com/immex/shared/step"
)

// frame is one change of a commit: a short header and the bytes it is about,
// which stay as they came.
type frame struct {
	What string `json:"what"` // regroup | fact | movement | findings

	Hash  document.Hash `json:"hash,omitempty"`
	Kind  string        `json:"kind,omitempty"`
	Key   string        `json:"key,omitempty"`
	Group string        `json:"group,omitempty"` // of a regroup: from
	To    string        `json:"to,omitempty"`
	ID    string        `json:"id,omitempty"`
	Unit  string        `json:"unit,omitempty"`
	Gone  bool          `json:"gone,omitempty"` // a movement that is removed

	data []byte
}

// frames lists the changes of a commit in the order they apply.
func frames(c *step.Commit) ([]frame, error) {
	var out []frame
	for _, r := range c.Regroups {
		out = append(out, frame{What: "regroup", Group: r.From, To: r.To})
	}
	for i := range c.Facts {
		f := &c.Facts[i]
		out = append(out, frame{What: "fact", Hash: f.Hash, Kind: string(f.Kind), Key: f.Key, Group: f.Group, data: f.Data})
	}
	for i := range c.Movements {
		m := &c.Movements[i]
		out = append(out, frame{
			What: "movement", Kind: m.Material.Kind, Key: m.Material.Key, Unit: m.Material.Unit,
			ID: m.ID, Group: m.Group, Gone: m.Data == nil, data: m.Data,
		})
	}
	for i := range c.Findings {
		b, err := json.Marshal(c.Findings[i].Findings)
		if err != nil {
			return nil, fmt.Errorf("findings of %s: %w", c.Findings[i].Group, err)
		}
		out = append(out, frame{What: "findings", Group: c.Findings[i].Group, data: b})
	}
	return out, nil
}

// encodeChanges writes the frames one after the other, each part after its
// length.
func encodeChanges(c *step.Commit) ([]byte, error) {
	list, err := frames(c)
	if err != nil {
		return nil, err
	}
	var out []byte
	for i := range list {
		head, err := json.Marshal(&list[i])
		if err != nil {
			return nil, fmt.Errorf("change %d: %w", i, err)
		}
		out = append(binary.AppendUvarint(out, uint64(len(head))), head...)
		out = append(binary.AppendUvarint(out, uint64(len(list[i].data))), list[i].data...)
	}
	return out, nil
}

// decodeChanges fills a commit with the changes of b.
func decodeChanges(b []byte, c *step.Commit) error {
	r := bytes.NewReader(b)
	for r.Len() > 0 {
		var f frame
		head, err := chunk(r)
		if err == nil {
			err = json.Unmarshal(head, &f)
		}
		if err == nil {
			f.data, err = chunk(r)
		}
		if err == nil {
			err = f.add(c)
		}
		if err != nil {
			return fmt.Errorf("changes at byte %d: %w", len(b)-r.Len(), err)
		}
	}
	return nil
}

func chunk(r *bytes.Reader) ([]byte, error) {
	n, err := binary.ReadUvarint(r)
	if err != nil {
		return nil, fmt.Errorf("length: %w", err)
	}
	if n > uint64(r.Len()) { //nolint:gosec // a length is never negative
		return nil, io.ErrUnexpectedEOF
	}
	b := make([]byte, n)
	_, err = io.ReadFull(r, b)
	return b, err //nolint:wrapcheck // cannot fail: the length was checked
}

func (f *frame) add(c *step.Commit) error {
	switch f.What {
	case "regroup":
		c.Regroups = append(c.Regroups, step.Regroup{From: f.Group, To: f.To})
	case "fact":
		c.Facts = append(c.Facts, step.FactRecord{Hash: f.Hash, Kind: step.FactKind(f.Kind), Key: f.Key, Group: f.Group, Data: f.data})
	case "movement":
		m := step.MovementRecord{Material: ledger.Material{Kind: f.Kind, Key: f.Key, Unit: f.Unit}, ID: f.ID, Group: f.Group}
		if !f.Gone {
			m.Data = f.data
		}
		c.Movements = append(c.Movements, m)
	case "findings":
		g := step.GroupFindings{Group: f.Group}
		if err := json.Unmarshal(f.data, &g.Findings); err != nil {
			return fmt.Errorf("findings of %s: %w", f.Group, err)
		}
		c.Findings = append(c.Findings, g)
	default:
		return fmt.Errorf("unknown change %q: it was written by a newer immex", f.What)
	}
	return nil
}
