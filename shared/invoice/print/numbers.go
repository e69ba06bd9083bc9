package print

import (
	"regexp"
	"strings"

	"example.com/immex/shared/money"
)

// style is a way to write numbers.
type style int

const (
	stylePoint      style = iota // 1,234.56
	styleComma                   // 1.234,56
	styleBlank                   // 1 234,56
	styleBlankPoint              // 1 234.56
	styleSwiss                   // 1'234.56
)

// styles is how many there are.
const styles = 5

// shape is a number of each style. A group of thousands never starts with a
// zero: "0.250" is no 250 in any country.
var shape = [styles]*regexp.Regexp{ //nolint:gochecknoglobals // an immutable table
	regexp.MustCompile(`^(?:\d+|[1-9]\d{0,2}(?:,\d{3})+)?(?:\.\d+)?$`),
	regexp.MustCompile(`^(?:\d+|[1-9]\d{0,2}(?:\.\d{3})+)?(?:,\d+)?$`),
	regexp.MustCompile(`^(?:\d+|[1-9]\d{0,2}(?: \d{3})+)(?:,\d+)?$`),
	regexp.MustCompile(`^(?:\d+|[1-9]\d{0,2}(?: \d{3})+)(?:\.\d+)?$`),
	regexp.MustCompile(`^(?:\d+|[1-9]\d{0,2}(?:['’]\d{3})+)(?:\.\d+)?$`),
}

// numeric is anything that may be a number in some style.
var numeric = regexp.MustCompile(`^[(-]?(?:\d[\d.,'’]*(?: \d{3}(?:[.,]\d+)?)*|[.,]\d+)[)-]?$`)

// figure is a printed number before its style is known.
type figure struct {
	s        string // digits and separators
	negative bool
	currency string // printed with it
	unit     string // a word behind it, as written
	words    []word
}

var currencySigns = strings.NewReplacer("US$", "", "U$S", "", "$", "", "€", "", "£", "", "¥", "") //nolint:gochecknoglobals // an immutable table

// number takes a figure from the text of a cell: a currency before or after
// it, a unit after it; false when the cell is anything else.
func number(p phrase) (figure, bool) {
	f := figure{words: p}
	var digits []string
	for i, w := range p {
		s := w.s
		if c := currencyIn(s); c != "" {
			if f.currency != "" && f.currency != c {
				return f, false
			}
			f.currency = c
		}
		s = currencySigns.Replace(s)
		if isoCode(strings.Trim(s, "():")) != "" {
			continue
		}
		s = unglued(s)
		switch {
		case s == "":
		case numericWord(s) && f.unit == "":
			digits = append(digits, s)
		case len(digits) > 0 && f.unit == "" && i == len(p)-1 && unitWord.MatchString(s):
			f.unit = s
		default:
			return f, false
		}
	}
	text := strings.Join(digits, " ")
	if text == "" {
		return f, false
	}
	if strings.HasPrefix(text, "(") && strings.HasSuffix(text, ")") {
		f.negative, text = true, text[1:len(text)-1]
	} else if strings.HasPrefix(text, "-") || strings.HasSuffix(text, "-") {
		f.negative, text = true, strings.Trim(text, "-")
	}
	if !numeric.MatchString(text) {
		return f, false
	}
	f.s = text
	return f, true
}

// unglued drops a code set against its number: "USD1,234.00".
func unglued(s string) string {
	if len(s) > 3 && isoCode(s[:3]) != "" {
		return s[3:]
	}
	if len(s) > 3 && isoCode(s[len(s)-3:]) != "" {
		return s[:len(s)-3]
	}
	return s
}

var unitWord = regexp.MustCompile(`^[A-Za-zÁÉÍÓÚáéíóúñÑ]{1,10}[23²³]?\.?(?:/[A-Za-z]{1,6})?$`)

func numericWord(s string) bool {
	for _, r := range s {
		if !strings.ContainsRune("0123456789.,'’()-", r) {
			return false
		}
	}
	return strings.ContainsAny(s, "0123456789")
}

// in reads the figure in one style.
func (f *figure) in(st style) (money.Amount, bool) {
	if !shape[st].MatchString(f.s) {
		return money.Amount{}, false
	}
	s := f.s
	switch st {
	case stylePoint:
		s = strings.ReplaceAll(s, ",", "")
	case styleComma:
		s = strings.ReplaceAll(strings.ReplaceAll(s, ".", ""), ",", ".")
	case styleBlank:
		s = strings.ReplaceAll(strings.ReplaceAll(s, " ", ""), ",", ".")
	case styleBlankPoint:
		s = strings.ReplaceAll(s, " ", "")
	case styleSwiss:
		s = strings.NewReplacer("'", "", "’", "").Replace(s)
	}
	if f.negative {
		s = "-" + s
	}
	a, err := money.Parse(s)
	return a, err == nil && a.Known()
}

// numberLike reports that a phrase begins with a number, whatever follows.
func numberLike(p phrase) bool {
	for i, w := range p {
		s := currencySigns.Replace(w.s)
		if s == "" || isoCode(s) != "" && i == 0 {
			continue
		}
		return numericWord(s)
	}
	return false
}

// isoCodes are the currencies of Mexico's trade that a page may print.
const isoCodes = " USD MXN EUR CAD GBP JPY CNY RMB CHF KRW TWD HKD SGD INR BRL SEK NOK DKK PLN CZK HUF THB MYR VND PHP IDR AUD NZD ILS TRY ZAR MXP "

func isoCode(s string) string {
	if len(s) == 3 && s == strings.ToUpper(s) && strings.Contains(isoCodes, " "+s+" ") {
		switch s {
		case "RMB":
			return "CNY"
		case "MXP":
			return "" // the old peso: nobody can tell
		}
		return s
	}
	return ""
}

// currencyIn is the currency a word names beyond doubt: an ISO code, "US$" or
// the euro sign. "$" alone is of twenty countries and names none.
func currencyIn(s string) string {
	up := strings.ToUpper(s)
	switch {
	case strings.Contains(up, "US$") || strings.Contains(up, "U$S"):
		return "USD"
	case strings.Contains(s, "€"):
		return "EUR"
	case strings.Contains(s, "£"):
		return "GBP"
	}
	return isoCode(strings.Trim(s, "()[]:.,$0123456789"))
}

// currencyName reads "US DOLLARS", "DOLARES AMERICANOS", "Euros".
func currencyName(s string) string {
	switch squeeze(s) {
	case "USDOLLAR", "USDOLLARS", "UNITEDSTATESDOLLARS", "UNITEDSTATESDOLLAR", "DOLARESAMERICANOS", "DOLARAMERICANO", "DOLARESUSD",
		"DOLARESESTADOUNIDENSES", "DOLARESDEEUA", "DOLARESDELOSESTADOSUNIDOS", "USDDOLLARS", "USDUSDOLLARS", "USDUSDOLLAR", "USDOLARES", "USD":
		return "USD"
	case "EURO", "EUROS", "EUR", "EUREURO", "EUREUROS":
		return "EUR"
	case "PESOSMEXICANOS", "PESOMEXICANO", "MEXICANPESOS", "MEXICANPESO", "MXN":
		return "MXN"
	case "CANADIANDOLLARS", "CANADIANDOLLAR":
		return "CAD"
	case "POUNDSSTERLING", "POUNDSTERLING":
		return "GBP"
	}
	return ""
}
