package step

import (
	"example.com/immex/shared/cfdi"
	"example.com/immex/shared/document"
	"example.com/immex/shared/invoice"
	"example.com/immex/shared/pedimento"
)

// identity says which document an object is about.
type identity struct {
	Name   string  `json:"name"`
	SHA256 *string `json:"sha256"`
	Parent *string `json:"parent"`
}

// containerView is the JSON of a document that is not one of the canonical
// types.
type containerView struct {
	Schema   int                     `json:"schema"`
	Kind     document.Kind           `json:"kind"`
	Status   document.Status         `json:"status"`
	Findings []pedimento.FindingView `json:"findings"`
}

// ViewOf is the JSON contract of a paper, whatever it is: the object that
// parse prints and the scoreboard measures. Texts are in lang.
func ViewOf(p *Paper, lang document.Lang) any {
	r := &p.Record
	opt := pedimento.Opt
	id := identity{r.Name, opt(string(r.SHA)), opt(string(r.Parent))}
	key := opt(r.Key)
	findings := pedimento.FindingViews(r.Findings, lang)
	switch {
	case p.Pedimento != nil:
		v := pedimento.ViewOf(p.Pedimento, r.Status, lang)
		v.Findings = findings
		return struct {
			pedimento.View
			identity
			Key *string `json:"key"`
		}{v, id, key}
	case p.Comprobante != nil:
		v := cfdi.ViewOf(p.Comprobante, r.Status, lang)
		v.Findings = findings
		return struct {
			cfdi.View
			identity
			Key *string `json:"key"`
		}{v, id, key}
	case p.Invoice != nil:
		return struct {
			invoice.View
			identity
			Key *string `json:"key"`
		}{invoice.ViewOf(p.Invoice, r.Status, r.Findings, lang), id, key}
	}
	var content any
	if p.Content != nil {
		content = p.Content.View(lang)
	}
	return struct {
		containerView
		identity
		Key     *string `json:"key"`
		Content any     `json:"content,omitempty"`
	}{containerView{pedimento.Schema, r.Kind, r.Status, findings}, id, key, content}
}
