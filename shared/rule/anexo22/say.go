package anexo22

import (
	"slices"

	"example.com/immex/shared/document"
	"example.com/immex/shared/rule"
)

// say is one sentence in both languages.
func say(es, en string) document.Text { return document.Text{ES: es, EN: en} }

// rectify is what to do about a declaration that says something wrong.
func rectify() document.Text {
	return say("Pida al agente aduanal la corrección, o la rectificación si ya se pagó.", "Ask the broker for the correction, or the rectification when it is paid.")
}

// verify is what to do about a key that the copies of the appendices at hand do
// not have.
func verify() document.Text {
	return say("Verifique la clave en el apéndice vigente ese día; la copia de esta versión puede estar atrasada.",
		"Verify the key in the appendix in force that day; the copy of this version may be behind.")
}

// keys judges keys of one appendix: each one once, where it stands first.
type keys struct {
	c        *rule.Case
	appendix string
	field    string
	seen     int
	said     [8]string
	n        int
}

// ask looks at one key; what is not given is not judged.
func (k *keys) ask(partida int, key string) {
	if key == "" {
		return
	}
	k.seen++
	if k.c.Catalog.Listed(k.appendix, key, k.c.On) {
		return
	}
	k.fail(partida, key)
}

func (k *keys) fail(partida int, key string) {
	if slices.Contains(k.said[:k.n], key) {
		return
	}
	if k.n < len(k.said) {
		k.said[k.n] = key
		k.n++
	}
	k.c.Fail(rule.Where{Partida: partida, Field: k.field},
		"La clave %q de %s no está en su apéndice el %s.", "Key %q of %s is not in its appendix on %s.", key, k.field, k.c.On)
}

func (k *keys) judged() rule.Outcome {
	if k.seen == 0 {
		return rule.NotApplicable
	}
	return k.c.Judged()
}
