package container_test

import (
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"

	"example.com/immex/shared/container"
	"example.com/immex/shared/document"
	"example.com/immex/shared/fault"
	"example.com/immex/shared/synth/mails"
)

// TestNastyMails: every invented mail gives exactly these children, unchanged,
// and these findings. Opening it again gives the same.
func TestNastyMails(t *testing.T) {
	t.Parallel()
	all := mails.All()
	if len(all) < 60 {
		t.Fatalf("only %d mails", len(all))
	}
	for _, m := range all {
		t.Run(m.Name, func(t *testing.T) {
			t.Parallel()
			for range 2 {
				opened, findings, err := container.OpenMail(m.Bytes, nil, container.Limits{})
				children, codes := told(opened, findings, err)
				if diff := cmp.Diff(m.Children, children); diff != "" {
					t.Error("children", diff)
				}
				if diff := cmp.Diff(m.Codes, codes); diff != "" {
					t.Error("codes", diff)
				}
			}
		})
	}
}

func told(m *container.Mail, findings document.Findings, err error) (children, codes []string) {
	for i := range findings {
		codes = append(codes, findings[i].Code)
	}
	if fault.Is(err, fault.TooLarge) {
		codes = append(codes, "too_large")
	} else if err != nil {
		codes = append(codes, err.Error())
	}
	if m == nil {
		return nil, codes
	}
	for _, c := range m.Children {
		says := string(c.Bytes)
		if len(says) > 24 {
			says = fmt.Sprintf("%d bytes", len(says))
		}
		children = append(children, c.Name+"="+says)
	}
	return children, codes
}
