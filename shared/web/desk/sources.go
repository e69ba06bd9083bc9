package desk

import (
	"regexp"
	"strings"

	"example.com/immex/shared/document"
)

// sourceCodes are the places of a sentence of the books that name sources by code.
var sourceCodes = regexp.MustCompile(`\b(?:Las fuentes|Sources) \w+ (?:y|and) \w+|(?:misma fuente|same source) \(\w+\)`)

// inSourceWords says in words the sources that a sentence about a contradiction
// names, and in English what they say differently. A sentence of the books is kept
// as it was written: by it a decision knows its finding.
func inSourceWords(code string, t document.Text) document.Text {
	if code != "sources_contradict" && code != "pedimento_version" {
		return t
	}
	say := func(s string, lang document.Lang) string {
		return sourceCodes.ReplaceAllStringFunc(s, func(part string) string {
			words := strings.Fields(part)
			for i, w := range words {
				bare := strings.Trim(w, "()")
				if name := sourceName(document.Source(bare)).In(lang); name != bare {
					words[i] = strings.Replace(w, bare, name, 1)
				}
			}
			return strings.Join(words, " ")
		})
	}
	fields := strings.NewReplacer(": cantidad UMT ", ": quantity in UMT ", ": cantidad UMC ", ": quantity in UMC ", ": operación ", ": operation ", ": rectifica ", ": rectifies ",
		", cantidad UMT ", ", quantity in UMT ", ", cantidad UMC ", ", quantity in UMC ", ", operación ", ", operation ", ", rectifica ", ", rectifies ")
	return document.Text{ES: say(t.ES, document.Spanish), EN: fields.Replace(say(t.EN, document.English))}
}
