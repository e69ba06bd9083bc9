package container

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"example.com/immex/shared/document"
)

// maxName is what a screen shows of a name, in characters.
const maxName = 200

// place splits a name into folder and base for people to read, with a warning
// when it tried to be a path outside its container.
func place(name string, n int, findings *document.Findings) (folder, base string) {
	name = decodeName(name)
	parts := strings.FieldsFunc(name, func(r rune) bool { return r == '/' || r == '\\' })
	escapes := strings.HasPrefix(name, "/") || strings.HasPrefix(name, `\`)
	var clean []string
	for i, p := range parts {
		drive := i == 0 && len(p) == 2 && p[1] == ':'
		if p == ".." || drive {
			escapes = true
			continue
		}
		if p = tidy(p); p != "" && p != "." {
			clean = append(clean, p)
		}
	}
	if len(clean) == 0 {
		clean = []string{fmt.Sprintf("sin-nombre-%d", n)}
	}
	base = clean[len(clean)-1]
	if escapes {
		findings.Add("container_path", document.Warning, base, document.Textf(
			"El nombre %q es una ruta; se usa solo %q y nunca para escribir en disco.",
			"The name %q is a path; only %q is used and never to write to disk.", tidy(name), base))
	}
	return strings.Join(clean[:len(clean)-1], "/"), base
}

// tidy drops control and formatting signs (a reversed-text sign hides an
// extension) and cuts what is too long.
func tidy(s string) string {
	s = strings.Map(func(r rune) rune {
		if unicode.IsControl(r) || unicode.Is(unicode.Cf, r) || r == utf8.RuneError {
			return -1
		}
		return r
	}, s)
	s = strings.TrimSpace(s)
	if runes := []rune(s); len(runes) > maxName {
		s = string(runes[:maxName])
	}
	return s
}

// litter are the files that desktops add and nobody sent.
func litter(name string) bool {
	if strings.Contains("/"+name, "/__MACOSX/") {
		return true
	}
	switch strings.ToLower(name[strings.LastIndexAny(name, `/\`)+1:]) {
	case "thumbs.db", ".ds_store", "desktop.ini":
		return true
	}
	return false
}
