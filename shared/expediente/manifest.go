package expediente

import (
	"encoding/json"
	"fmt"
	"strconv"

	"example.com/immex/shared/document"
	"example.com/immex/shared/ledger"
	"example.com/immex/shared/report"
)

// Schema is the version of the layout and of every report and page in it. A change of
// a column or a file gets a new one; a verifier that does not know it says so.
// Packages of a version before are verified as they were made, but for seven.
const (
	Schema = "immex.expediente/11"
	// SchemaUnlinked had no links from the totals of its page to what they sum, and no
	// subtotals of its lists; counted merma as what returned; and had what a month moved
	// before it was paid in no month (0077). It is read and not written again, as the six
	// next ones.
	SchemaUnlinked = "immex.expediente/10"
	// SchemaUnsplit gave sums of the registers of a year without what of them is proved,
	// assumed and unresolved, 0 where nobody knows a quantity in the tariff unit, and
	// of deferred duty nothing that names no partida.
	SchemaUnsplit = "immex.expediente/9"
	// SchemaUnruled told no rules version, and of the papers of a pedimento those alone
	// that facts tell; in what left without a lot it counted 0 of materials whose tariff
	// unit nobody knows, and it had no roll-forward of desperdicios.
	SchemaUnruled = "immex.expediente/8"
	// SchemaUntimed told of the 48 hours of apartado C that nothing could be proved,
	// whatever the plant's tables told; and of deferred duty (T-MEC art. 2.5) what
	// partidas pay, no determination, nor what a whole pedimento pays.
	SchemaUntimed = "immex.expediente/7"
	// SchemaCounting counted in the totals of the credit accounts that nothing moved
	// and no row shows, and valued a product that is not exploded once for each of its
	// materials where production is reconciled.
	SchemaCounting = "immex.expediente/6"
	// SchemaRepeating told the value of a product in every row of its parts, in the
	// base of the CTM adjustment that of one product of a partida alone, and of a
	// count what was counted as what left.
	SchemaRepeating = "immex.expediente/5"
	// SchemaWithoutEvidence had no index of the evidence, fewer columns in the base
	// of the CTM adjustment, and pesos of 0 where a reconciliation compares none. A
	// package of a layout that is not written again is held to its hashes alone.
	SchemaWithoutEvidence = "immex.expediente/4"
	// SchemaWithoutYear had the same reports for a year as for a month: no sales,
	// no roll-forward of seals, no registers. It told nothing of the months before
	// nor of what others say: no bridges, trend or reconciliations, and JSON of
	// some tables alone.
	SchemaWithoutYear = "immex.expediente/3"
	// SchemaWithoutPage had no page to open in a browser, and the reports of the
	// books alone: no credit, ageing, T-MEC 2.5, completeness or contingency.
	SchemaWithoutPage = "immex.expediente/2"
	// SchemaWithoutPairs held no counterparts' pedimentos: its reports tell only
	// what a V1 cites.
	SchemaWithoutPairs = "immex.expediente/1"
)

// knownSchema reports a layout this tool reads.
func knownSchema(s string) bool {
	return s == Schema || s == SchemaUnlinked || s == SchemaUnsplit || s == SchemaUnruled || s == SchemaUntimed || s == SchemaCounting || s == SchemaRepeating || s == SchemaWithoutEvidence || s == SchemaWithoutYear || s == SchemaWithoutPage || s == SchemaWithoutPairs
}

// pairsIn and pageIn tell what came with which layout.
func pairsIn(schema string) bool { return schema != SchemaWithoutPairs }
func pageIn(schema string) bool  { return pairsIn(schema) && schema != SchemaWithoutPage }

// closes reports a layout with the reports of a close: they came with the page.
func closes(schema string) bool { return pageIn(schema) }

// yearIn reports a layout whose packages of a year have reports of their own.
func yearIn(schema string) bool { return closes(schema) && schema != SchemaWithoutYear }

// bridges tells a layout that builds on the packages before it.
func bridges(schema string) bool { return yearIn(schema) }

// timesIn reports a layout that tells what the plant's tables prove of the 48 hours.
func timesIn(schema string) bool { return rulesIn(schema) || schema == SchemaUnruled }

// rulesIn reports a layout that names the rules it was made under, and all else that
// came with the ninth.
func rulesIn(schema string) bool {
	return linksIn(schema) || schema == SchemaUnlinked || schema == SchemaUnsplit
}

// linksIn reports a layout whose page links its totals to what they sum.
func linksIn(schema string) bool { return schema == Schema }

// mustSayRules reports a layout of which every package names its rules. The ninth was
// begun before packages did: one made then says nothing of them, and holds as it is.
func mustSayRules(schema string) bool { return rulesIn(schema) && schema != SchemaUnsplit }

// rewritten reports a layout this tool writes again, byte by byte.
func rewritten(schema string) bool {
	return schema != SchemaUnlinked && schema != SchemaUnsplit && schema != SchemaUnruled && schema != SchemaWithoutEvidence && schema != SchemaRepeating && schema != SchemaCounting && schema != SchemaUntimed
}

const manifestPath = "manifest.json"

// Manifest is what a package is and what is in it.
type Manifest struct {
	Schema string `json:"schema"`
	report.Head
	Lang    document.Lang `json:"idioma"`
	Tool    string        `json:"tool"`
	Engine  string        `json:"engine"`
	Catalog document.Hash `json:"catalog"`
	// Law is the version of the dated law the reports of a close follow from, ""
	// in the layouts without them.
	Law document.Hash `json:"law,omitempty"`
	// Rules is the version of the rules that gave the findings of documents, "" in the
	// layouts before the ninth: a package holds those findings, and nobody finds them
	// again from its facts.
	Rules   document.Hash   `json:"reglas,omitempty"`
	Policy  ledger.Policy   `json:"policy"`
	Cut     document.Hash   `json:"cut"` // see CutHash
	Facts   int             `json:"facts"`
	Pending []document.Text `json:"pendientes,omitempty"`
	// Missing, Approval and Supersedes are nil in the layouts before.
	Missing    []Missing   `json:"faltante,omitempty"`
	Approval   *Approval   `json:"aprobacion,omitempty"`
	Supersedes *Superseded `json:"sustituye,omitempty"`
	Reviewed   *Reviewed   `json:"revision,omitempty"`
	// Summary is nil in an audit kit alone, and Scope, the pedimentos asked for,
	// is of one alone.
	Summary *report.Summary `json:"resumen,omitempty"`
	Scope   []string        `json:"alcance,omitempty"`
	Runs    []Run           `json:"runs"`
	Files   []Entry         `json:"files"` // sorted by path; all but the manifest
}

// Entry is one file: its bytes, and its bytes as they lie in the zip.
type Entry struct {
	Path         string        `json:"path"`
	Bytes        int64         `json:"bytes"`
	SHA256       document.Hash `json:"sha256"`
	Packed       int64         `json:"packed"`
	PackedSHA256 document.Hash `json:"packed_sha256"`
}

// Encode is the canonical form.
func (m *Manifest) Encode() ([]byte, error) {
	raw, err := json.MarshalIndent(m, "", " ")
	if err != nil {
		return nil, fmt.Errorf("encode manifest: %w", err)
	}
	return append(raw, '\n'), nil
}

// DecodeManifest reads the canonical form.
func DecodeManifest(raw []byte) (*Manifest, error) {
	var m Manifest
	if err := json.Unmarshal(raw, &m); err != nil {
		return nil, fmt.Errorf("decode manifest: %w", err)
	}
	return &m, nil
}

// CutHash is the identity of a cut: whose, of when, which facts in which
// groups, under which policy, catalogue and engine. It does not depend on the
// order of the facts.
func CutHash(in *Input) (document.Hash, error) {
	facts, hashes, err := sortFacts(in.Facts)
	if err != nil {
		return "", err
	}
	return cutHash(in, facts, hashes), nil
}

func cutHash(in *Input, facts []FactLine, hashes []document.Hash) document.Hash {
	b := make([]byte, 0, 256+len(facts)*96)
	put := func(s string) { b = append(append(b, s...), 0) }
	for _, s := range []string{
		in.RFC, in.From.String(), in.To.String(), string(in.Policy.SinBOM), in.Policy.InventoryKey,
		string(in.Catalog.Version), ledger.Engine, strconv.Itoa(len(facts)),
	} {
		put(s)
	}
	for i := range facts {
		put(facts[i].Group)
		put(string(hashes[i]))
	}
	return document.HashOf(b)
}
