package sheet

import (
	"math"
	"regexp"
	"strconv"
	"strings"

	"example.com/immex/shared/document"
)

// shownDigits is how many significant digits a spreadsheet shows and keeps of
// what a person types.
const shownDigits = 15

// maxPlain bounds a number written without exponent.
const maxPlain = 40

var numberShape = regexp.MustCompile(`^([+-]?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d{1,4}))?$`)

// plain writes a stored number without exponent; ok is false for text that is
// no number or too long to write.
func plain(stored string) (text string, digits int, ok bool) {
	m := numberShape.FindStringSubmatch(stored)
	if m == nil || m[2]+m[3] == "" {
		return "", 0, false
	}
	exp := 0
	if m[4] != "" {
		var err error
		if exp, err = strconv.Atoi(m[4]); err != nil {
			return "", 0, false
		}
	}
	coef := m[2] + m[3]
	point := len(m[2]) + exp // place of the decimal point in coef
	if point > maxPlain || point < -maxPlain || len(coef) > maxPlain {
		return "", 0, false
	}
	if point < 0 {
		coef, point = strings.Repeat("0", -point)+coef, 0
	}
	if point > len(coef) {
		coef += strings.Repeat("0", point-len(coef))
	}
	whole, decimals := strings.TrimLeft(coef[:point], "0"), strings.TrimRight(coef[point:], "0")
	digits = len(strings.Trim(whole+decimals, "0"))
	if whole == "" {
		whole = "0"
		digits = len(strings.Trim(decimals, "0"))
	}
	if decimals != "" {
		whole += "." + decimals
	}
	if m[1] == "-" && whole != "0" {
		whole = "-" + whole
	}
	return whole, digits, true
}

// typed gives what a person typed for a stored number. Spreadsheets keep
// binary fractions and write 0.1 as 0.10000000000000001: the value shown, of
// fifteen digits, is what was typed exactly when it leads to the same stored
// fraction. A formula's dust beyond the digits that can be shown is dropped.
func typed(stored string, formula bool) (text string, why *document.Text) {
	text, digits, ok := plain(stored)
	if !ok {
		return "", problem("no es un número de tamaño razonable", "it is not a number of reasonable size")
	}
	if whole, _, _ := strings.Cut(strings.TrimPrefix(text, "-"), "."); len(whole) > shownDigits && digits >= shownDigits {
		return "", problem(
			"guarda %s: la hoja sólo conserva quince cifras; escríbalo como texto",
			"it stores %s: the sheet keeps fifteen digits only; write it as text", stored)
	}
	if digits <= shownDigits {
		return text, nil
	}
	f, err := strconv.ParseFloat(stored, 64) //nolint:forbidigo // asks whether the decimal shown and the binary stored are one value; no amount comes out of it
	if err != nil || math.IsInf(f, 0) {
		return "", problem("no es un número de tamaño razonable", "it is not a number of reasonable size")
	}
	shown := strconv.FormatFloat(f, 'e', shownDigits-1, 64)
	again, err := strconv.ParseFloat(shown, 64) //nolint:forbidigo // same
	if err != nil || math.Float64bits(again) != math.Float64bits(f) && !formula {
		return "", problem(
			"guarda %s, que no es lo que la hoja muestra; escriba la cifra como texto o redondéela",
			"it stores %s, which is not what the sheet shows; write the figure as text or round it", stored)
	}
	text, _, ok = plain(shown)
	if !ok {
		return "", problem("no es un número de tamaño razonable", "it is not a number of reasonable size")
	}
	return text, nil
}

const (
	// lastSerial is 9999-12-31, the last day a spreadsheet knows.
	lastSerial = 2_958_465
	// leapBug is the serial of 1900-02-29, a day that never was.
	leapBug = 60
)

// serial is the date of a stored number; the time of day is dropped.
func serial(plain string, from1904 bool) (document.Date, bool) {
	whole, _, _ := strings.Cut(plain, ".")
	n, err := strconv.Atoi(whole)
	if err != nil || n > lastSerial {
		return 0, false
	}
	switch {
	case from1904 && n >= 0:
		return document.NewDate(1904, 1, 1).AddDays(n), true
	case n < 1 || n == leapBug:
		return 0, false
	case n < leapBug:
		return document.NewDate(1899, 12, 31).AddDays(n), true
	}
	return document.NewDate(1899, 12, 30).AddDays(n), true
}

// numeric makes a cell of a stored number and the format it is shown in.
func numeric(stored string, format numberFormat, from1904, formula bool) Cell {
	c := Cell{Kind: Number, Formula: formula}
	text, why := typed(stored, formula || format.shape == shapeDate)
	if why != nil {
		c.Text, c.Problem = stored, why
		return c
	}
	c.Text = text
	switch format.shape {
	case shapeNumber:
	case shapeDate:
		d, ok := serial(text, from1904)
		if !ok {
			c.Problem = problem("%s no es un día del calendario de la hoja; escriba AAAA-MM-DD", "%s is no day of the sheet's calendar; write YYYY-MM-DD", text)
			return c
		}
		c.Kind, c.Text = Date, d.String()
	case shapeTime:
		c.Problem = problem("es una hora o una duración; escriba la cifra o la fecha", "it is a time or a duration; write the figure or the date")
	case shapePercent:
		c.Text = hundredfold(text) + "%"
	case shapeOther:
		c.Problem = problem("guarda %s y su formato muestra otra cosa o nada; quite ese formato", "it stores %s and its format shows something else or nothing; remove that format", text)
	case shapeScaled:
		c.Problem = problem("se muestra en miles o millones y guarda %s; quite ese formato", "it is shown in thousands or millions and stores %s; remove that format", text)
	case shapePadded:
		if !strings.ContainsAny(text, ".-") && len(text) < format.width {
			c.Text = strings.Repeat("0", format.width-len(text)) + text
			c.Padded = true
		}
	}
	return c
}

// hundredfold moves the decimal point two places.
func hundredfold(text string) string {
	out, _, ok := plain(text + "e2")
	if !ok {
		return text
	}
	return out
}
