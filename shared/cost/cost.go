// Package cost prices what a deployment takes of its cloud: dated list prices
// times dated use, both data of shared/catalog, by service and for the path of
// the documents, the keeping, the packages, the months and the desk.
//
// Example: 1,000 pedimentos of three documents and five partidas write
// 1000 × (3 × 9 + 5 × 6.8) units of DynamoDB.
//
// A price the table has not for a region and a day is never guessed: its line
// has no amount, and the sum says that it lacks one. Free tiers are left out.
// The figures are an estimate for the company and no invoice.
package cost

import (
	"math/big"
	"time"

	"example.com/immex/shared/catalog"
	"example.com/immex/shared/document"
)

// Part is what a use belongs to.
type Part string

// The parts.
const (
	Path     Part = "ruta"        // from the arrival of a document to its book
	Keeping  Part = "guarda"      // what stays, for as long as it is locked
	Packages Part = "compilacion" // the workflow of a package
	Base     Part = "base"        // what a month costs in which nothing happens
	Desk     Part = "escritorio"  // the screens people look at
)

// Load is what a deployment is given.
type Load struct {
	Pedimentos int64 // in all
	Documents  int64 // of each pedimento
	Pages      int64 // printed, of each pedimento; all in one PDF
	Partidas   int64 // of each pedimento, each of another material
	Packages   int64 // compiled
	Months     int64 // of existence
	Years      int64 // of keeping
	Screens    int64 // of the desk, shown
}

// count is how many there are of what a use is counted by.
func (l Load) count(per string) (n *big.Int, known bool) {
	documents := product(l.Pedimentos, l.Documents)
	switch per {
	case "documento":
		return documents, true
	case "documento_mes":
		return new(big.Int).Mul(documents, big.NewInt(12*l.Years)), true
	case "pdf":
		if l.Pages == 0 {
			return new(big.Int), true
		}
		return big.NewInt(l.Pedimentos), true
	case "pagina":
		return product(l.Pedimentos, l.Pages), true
	case "partida":
		return product(l.Pedimentos, l.Partidas), true
	case "paquete":
		return big.NewInt(l.Packages), true
	case "mes":
		return big.NewInt(l.Months), true
	case "pantalla":
		return big.NewInt(l.Screens), true
	}
	return nil, false
}

func product(a, b int64) *big.Int { return new(big.Int).Mul(big.NewInt(a), big.NewInt(b)) }

// Line is one item of a service, taken together over what it is counted by.
type Line struct {
	Part       Part
	Service    string
	Item       string
	Quantity   *big.Rat
	USD        *big.Rat // nil: the table has no price
	Confidence string   // the worse one of price and uses
}

// Estimate is the whole, in the order of the table of uses.
type Estimate struct {
	Lines []Line
	// Textract is what AnalyzeDocument, forms and tables, would take for the same
	// pages; nil without a price.
	Textract *big.Rat
}

// Of prices a load.
func Of(region string, on document.Date, load Load) Estimate {
	var out Estimate
	index := map[[3]string]int{}
	for _, u := range catalog.CloudUsesOn(on) {
		n, known := load.count(u.Per)
		amount, ok := new(big.Rat).SetString(u.Amount.String())
		if !known || !ok {
			continue // the tests of this package see it
		}
		quantity := amount.Mul(amount, new(big.Rat).SetInt(n))
		key := [3]string{u.Part, u.Service, u.Item}
		i, seen := index[key]
		if !seen {
			i = len(out.Lines)
			index[key] = i
			out.Lines = append(out.Lines, Line{Part: Part(u.Part), Service: u.Service, Item: u.Item, Quantity: new(big.Rat)})
		}
		l := &out.Lines[i]
		l.Quantity.Add(l.Quantity, quantity)
		l.Confidence = worse(l.Confidence, u.Confidence)
	}
	for i := range out.Lines {
		l := &out.Lines[i]
		var confidence string
		l.USD, confidence = priced(region, on, l.Service, l.Item, l.Quantity)
		l.Confidence = worse(l.Confidence, confidence)
	}
	pages, _ := load.count("pagina")
	forms, _ := priced(region, on, "textract", "analyze_forms_page", new(big.Rat).SetInt(pages))
	tables, _ := priced(region, on, "textract", "analyze_tables_page", new(big.Rat).SetInt(pages))
	if forms != nil && tables != nil {
		out.Textract = forms.Add(forms, tables)
	}
	return out
}

// priced is quantity at list price; nil when there is none.
func priced(region string, on document.Date, service, item string, quantity *big.Rat) (usd *big.Rat, confidence string) {
	p, ok := catalog.CloudPriceOn(service, item, region, on)
	if !ok {
		return nil, ""
	}
	price, ok := new(big.Rat).SetString(p.Price.String())
	if !ok || p.Currency != "USD" {
		return nil, ""
	}
	return price.Mul(price, new(big.Rat).Quo(quantity, new(big.Rat).SetInt64(p.Per))), p.Confidence
}

// worse is the confidence that promises less.
func worse(a, b string) string {
	rank := map[string]int{"": 0, "C": 1, "C-old": 2, "3P": 3, "OWN": 4}
	if rank[b] > rank[a] {
		return b
	}
	return a
}

// Sum adds the lines of a part; complete is false when one has no price, or the
// table knows no use on that day, and the sum is then the least it can be.
func (e Estimate) Sum(part Part) (usd *big.Rat, complete bool) {
	usd = new(big.Rat)
	lines, lacking := 0, 0
	for i := range e.Lines {
		l := &e.Lines[i]
		if l.Part != part {
			continue
		}
		lines++
		switch {
		case l.USD != nil:
			usd.Add(usd, l.USD)
		case l.Quantity.Sign() != 0:
			lacking++
		}
	}
	return usd, lines > 0 && lacking == 0
}

// Moved is what one message takes in other functions than ingest.
type Moved struct {
	Documents int64 // that came with it, kept and written one by one
	PDFs      int64 // read, each by both engines
	Scanned   int64 // pages of them that Textract recognised
	Materials int64 // whose books it has matched anew
}

// Message is the cost of bringing in what came with one message when ingest took so
// long with so much memory: that time at its price, and the other uses of a
// document, of its PDFs and of the materials it moves. ok is false without a price.
func Message(region string, on document.Date, memoryMB int64, took time.Duration, moved Moved) (usd *big.Rat, ok bool) {
	usd, _ = priced(region, on, "textract", "detect_text_page", new(big.Rat).SetInt64(moved.Scanned))
	for _, u := range catalog.CloudUsesOn(on) {
		times, counted := moved.times(u)
		if Part(u.Part) != Path || !counted {
			continue
		}
		quantity, sound := new(big.Rat).SetString(u.Amount.String())
		if u.Per == "documento" && u.Service == "lambda" && u.Item == "gb_second" {
			quantity = new(big.Rat).Mul(big.NewRat(memoryMB, 1024), big.NewRat(took.Milliseconds(), 1000))
		}
		if !sound || usd == nil {
			return nil, false
		}
		one, _ := priced(region, on, u.Service, u.Item, quantity.Mul(quantity, new(big.Rat).SetInt64(times)))
		if one == nil {
			return nil, false
		}
		usd.Add(usd, one)
		ok = true
	}
	return usd, ok
}

// times is how often one message has a use. What it takes of the books and the
// buckets is of each of its documents; the rest is of the message.
func (m Moved) times(u catalog.CloudUse) (n int64, counted bool) {
	switch u.Per {
	case "documento":
		if u.Service == "dynamodb" || u.Service == "s3" {
			return max(m.Documents, 1), true
		}
		return 1, true
	case "pdf":
		return m.PDFs, true
	case "partida":
		return m.Materials, true
	}
	return 0, false
}
