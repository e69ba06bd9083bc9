package yamlguard

import (
	"fmt"

	"github.com/goccy/go-yaml"
)

// Encode writes a value as YAML that Decode reads. The same value gives the same
// bytes.
func Encode(v any) ([]byte, error) {
	b, err := yaml.Marshal(v)
	if err != nil {
		return nil, fmt.Errorf("encode yaml: %w", err)
	}
	return b, nil
}
