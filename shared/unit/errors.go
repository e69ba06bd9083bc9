package unit

import "example.com/immex/shared/document"

// ClashError reports two units that measure different things, without a factor
// of the part between them.
type ClashError struct{ From, To, FromName, ToName string }

// Text is the sentence for a person.
func (e *ClashError) Text() document.Text {
	return document.Textf(
		"%s %s y %s %s miden cosas distintas; escriba el factor de la parte con su evidencia.",
		"%s %s and %s %s measure different things; write the part's factor with its evidence.",
		e.From, e.FromName, e.To, e.ToName)
}

func (e *ClashError) Error() string { return e.Text().EN }

// UnknownError reports a key that Apéndice 7 does not have on a date, or now.
type UnknownError struct {
	Key string
	On  document.Date
}

// Text is the sentence for a person.
func (e *UnknownError) Text() document.Text {
	if !e.On.Known() {
		return document.Textf("La unidad %q no está en el Apéndice 7; corrija la clave.", "Unit %q is not in Apéndice 7; correct the key.", e.Key)
	}
	return document.Textf(
		"La unidad %q no está en el Apéndice 7 el día %s; corrija la clave.",
		"Unit %q is not in Apéndice 7 on %s; correct the key.", e.Key, e.On)
}

func (e *UnknownError) Error() string { return e.Text().EN }

// FactorsError reports two factors of one part that give two results.
type FactorsError struct {
	Clash      ClashError
	One, Other Factor
}

// Text is the sentence for a person.
func (e *FactorsError) Text() document.Text {
	return document.Textf(
		"De %s %s a %s %s hay dos factores que no coinciden: %s de %s a %s (%s) y %s de %s a %s (%s); deje uno.",
		"From %s %s to %s %s there are two factors that disagree: %s from %s to %s (%s) and %s from %s to %s (%s); leave one.",
		e.Clash.From, e.Clash.FromName, e.Clash.To, e.Clash.ToName,
		e.One.Rate, e.One.From, e.One.To, e.One.Evidence, e.Other.Rate, e.Other.From, e.Other.To, e.Other.Evidence)
}

func (e *FactorsError) Error() string { return e.Text().EN }
