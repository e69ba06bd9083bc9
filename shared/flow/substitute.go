package flow

import (
	"encoding/json"
	"fmt"
	"regexp"
	"slices"
	"strings"
)

// Placeholders lists the ${Name} of a definition, sorted, each once: what
// DefinitionSubstitutions of the template must supply.
func Placeholders(def []byte) []string {
	var out []string
	for _, m := range placeholder().FindAllSubmatch(def, -1) {
		out = append(out, string(m[1]))
	}
	slices.Sort(out)
	return slices.Compact(out)
}

func placeholder() *regexp.Regexp { return regexp.MustCompile(`\$\{([A-Za-z0-9]+)\}`) }

// Substitute replaces every ${Name} as DefinitionSubstitutions does. A name
// without a value, and a value without a name, is refused: both are misspelt.
func Substitute(def []byte, values map[string]string) ([]byte, error) {
	names := Placeholders(def)
	for name := range values {
		if !slices.Contains(names, name) {
			return nil, refuse("definition", "there is no ${%s} to substitute", name)
		}
	}
	text := string(def)
	for _, name := range names {
		value, ok := values[name]
		if !ok {
			return nil, refuse("definition", "no value for ${%s}", name)
		}
		quoted, err := json.Marshal(value)
		if err != nil {
			return nil, fmt.Errorf("flow: substitute %s: %w", name, err)
		}
		text = strings.ReplaceAll(text, "${"+name+"}", string(quoted[1:len(quoted)-1]))
	}
	return []byte(text), nil
}
