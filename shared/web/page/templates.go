package page

import (
	"bytes"
	"embed"
	"errors"
	"fmt"
	"html/template"
	"io/fs"
	"strings"

	"example.com/immex/shared/document"
)

//go:embed kit static
var files embed.FS

// Static is the style and the scripts.
func Static() (fs.FS, error) {
	f, err := fs.Sub(files, "static")
	if err != nil {
		return nil, fmt.Errorf("static files: %w", err)
	}
	return f, nil
}

// Templates are the pages in both languages.
type Templates struct {
	in map[document.Lang]*template.Template
}

// errOneLanguage is a text of a template without its other half.
var errOneLanguage = errors.New("page: a text needs both languages")

// Load parses the kit and the screens, every *.html of a file system. said is
// told every text a page says, in both languages; it may be nil.
func Load(screens fs.FS, said func(document.Text)) (*Templates, error) {
	if said == nil {
		said = func(document.Text) {}
	}
	t := &Templates{in: map[document.Lang]*template.Template{}}
	for _, lang := range []document.Lang{document.Spanish, document.English} {
		p, err := template.New("").Funcs(functions(lang, said)).ParseFS(files, "kit/*.html")
		if err == nil {
			p, err = p.ParseFS(screens, "*.html")
		}
		if err != nil {
			return nil, fmt.Errorf("templates: %w", err)
		}
		t.in[lang] = p
	}
	return t, nil
}

// Render makes a page; nothing of it is sent before all of it is made.
func (t *Templates) Render(name string, lang document.Lang, data any) ([]byte, error) {
	p := t.in[document.Spanish]
	if lang == document.English {
		p = t.in[lang]
	}
	var b bytes.Buffer
	if err := p.ExecuteTemplate(&b, name, data); err != nil {
		return nil, fmt.Errorf("page %s: %w", name, err)
	}
	return b.Bytes(), nil
}

// functions are what templates may call.
func functions(lang document.Lang, said func(document.Text)) template.FuncMap {
	in := func(t document.Text) string {
		said(t)
		return t.In(lang)
	}
	return template.FuncMap{
		"lang": func() document.Lang { return lang },
		// t is a text of the template, with arguments as fmt has them.
		"t": func(es, en string, args ...any) (string, error) {
			if es == "" || en == "" {
				return "", errOneLanguage
			}
			return in(document.Textf(es, en, args...)), nil
		},
		"in":    in,
		"group": Group,
		"day": func(d document.Date) string {
			if !d.Known() {
				return "—"
			}
			return d.String()
		},
		"known": func(s string) string {
			if s == "" {
				return "—"
			}
			return Group(s)
		},
	}
}

// Group puts commas between the thousands of a decimal, as Mexico writes; it
// never rounds. What is no decimal comes back as it is.
func Group(s string) string {
	sign, rest := "", s
	if strings.HasPrefix(s, "-") {
		sign, rest = "-", s[1:]
	}
	whole, fraction, point := strings.Cut(rest, ".")
	if whole == "" || strings.Trim(whole+fraction, "0123456789") != "" {
		return s
	}
	var b strings.Builder
	b.WriteString(sign)
	for i, r := range whole {
		if i > 0 && (len(whole)-i)%3 == 0 {
			b.WriteByte(',')
		}
		b.WriteRune(r)
	}
	if point {
		b.WriteString("." + fraction)
	}
	return b.String()
}
