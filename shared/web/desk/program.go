package desk

import (
	"runtime/debug"

	"example.com/immex/shared/step"
)

// program names this program: what another one worked out is worked out again.
func program() string {
	name := step.Release
	if info, ok := debug.ReadBuildInfo(); ok {
		for _, s := range info.Settings {
			if s.Key == "vcs.revision" || s.Key == "vcs.modified" {
				name += " " + s.Value
			}
		}
	}
	return name
}
