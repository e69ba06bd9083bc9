package prints

import (
	"slices"

	"codeberg.org/go-pdf/fpdf"
	"golang.org/x/image/font/gofont/gobold"
	"golang.org/x/image/font/gofont/gomono"
	"golang.org/x/image/font/gofont/gomonobold"
	"golang.org/x/image/font/gofont/goregular"
)

// faces measures texts in one font family, regular and bold.
type faces struct {
	pdf    *fpdf.Fpdf
	tr     func(string) string
	family string
}

func facesOf(family string) *faces {
	pdf := fpdf.New("P", "pt", "Letter", "")
	return &faces{pdf: pdf, tr: addFont(pdf, family), family: family}
}

// addFont makes a family known to a PDF: one of the core fonts, or a TrueType
// font embedded with its ToUnicode map. The library writes into the bytes it
// is given, so each PDF gets its own. It returns what texts go through.
func addFont(pdf *fpdf.Fpdf, family string) func(string) string {
	switch family {
	case "go":
		pdf.AddUTF8FontFromBytes("go", "", slices.Clone(goregular.TTF))
		pdf.AddUTF8FontFromBytes("go", "B", slices.Clone(gobold.TTF))
	case "gomono":
		pdf.AddUTF8FontFromBytes("gomono", "", slices.Clone(gomono.TTF))
		pdf.AddUTF8FontFromBytes("gomono", "B", slices.Clone(gomonobold.TTF))
	default:
		return pdf.UnicodeTranslatorFromDescriptor("")
	}
	return func(s string) string { return s }
}

func (f *faces) width(s string, size float64, bold bool) float64 {
	style := ""
	if bold {
		style = "B"
	}
	f.pdf.SetFont(f.family, style, size)
	return f.pdf.GetStringWidth(f.tr(s))
}
