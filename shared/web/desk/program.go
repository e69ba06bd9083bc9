package desk

import (
	"runtime/debug"
	"strings"

	"example.com/immex/shared/step"
)

// program names this program: what another one worked out is worked out again.
func program() string {
	name := []string{step.Release}
	if info, ok := debug.ReadBuildInfo(); ok {
		for _, s := range info.Settings {
			if s.Key == "vcs.revision" || s.Key == "vcs.modified" {
				name = append(name, s.Value)
			}
		}
	}
	return strings.Join(name, " ")
}
