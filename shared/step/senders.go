package step

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"example.com/immex/shared/document"
	"example.com/immex/shared/material"
	"example.com/immex/shared/plant"
)

// SenderListed reports a domain that is on the programme's own list of senders
// on a day. The domain is compared whole.
func SenderListed(ctx context.Context, store FactStore, rfc, domain string, on document.Date) (bool, error) {
	all, err := Senders(ctx, store, rfc)
	domain = strings.ToLower(domain)
	return slices.ContainsFunc(all, func(s plant.Sender) bool { return s.Dominio == domain && s.On(on) }), err
}

// Senders is the programme's own list of senders, dropped as the table
// remitentes.
func Senders(ctx context.Context, store FactStore, rfc string) ([]plant.Sender, error) {
	records, err := store.Facts(ctx, rfc, []string{asideGroup})
	if err != nil {
		return nil, err //nolint:wrapcheck // a fault of the store, already classified
	}
	var files []plant.File
	for _, r := range records {
		if r.Kind != FactPlant || r.Key != material.SendersTable {
			continue
		}
		f, doc, err := material.Decode(r.Data)
		if err != nil {
			return nil, fmt.Errorf("senders %s of %s: %w", r.Hash, rfc, err)
		}
		files = append(files, plant.File{File: f, Hash: r.Hash, Doc: doc})
	}
	return plant.Senders(files), nil
}

// WithoutSenders sets apart, among the papers of a mail, a list of senders: who
// may send mail is said by those who own the programme, never by a mail.
func WithoutSenders(papers []*Paper) {
	for _, p := range papers {
		if p.Kept == nil || p.Kept.Kind != FactPlant || p.Kept.Key != material.SendersTable {
			continue
		}
		p.Kept = nil
		p.refuse(document.Quarantined, document.Finding{Code: "mail_senders", Severity: document.Error, Message: document.Textf(
			"La lista de remitentes no se recibe por correo; la empresa la deja en inbox/<RFC>/.",
			"The list of senders is not taken by mail; the company drops it in inbox/<RFC>/.")})
	}
}
