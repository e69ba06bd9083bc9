package arch_test

import (
	"os"
	"path/filepath"
	"regexp"
	"testing"
)

// TestOperatorFindsNames: what README sends an operator to look up among the
// outputs of the stack is there.
func TestOperatorFindsNames(t *testing.T) {
	tpl, _ := readTemplate(t)
	text, err := os.ReadFile(filepath.Join(root, "README.md"))
	if err != nil {
		t.Fatal(err)
	}
	told := 0
	for _, list := range regexp.MustCompile("outputs?[ \n]`[A-Za-z]+`(?:, `[A-Za-z]+`)*").FindAllString(string(text), -1) {
		for _, name := range regexp.MustCompile("`([A-Za-z]+)`").FindAllStringSubmatch(list, -1) {
			if told++; tpl.Outputs[name[1]] == nil {
				t.Errorf("template.yaml has no output %s", name[1])
			}
		}
	}
	if told < 8 {
		t.Errorf("README names %d outputs", told)
	}
}
