package permiso

import "example.com/immex/shared/document"

// Name is what people call an authorisation: its kind and number, or its
// fracción where the kind has no number.
func (a *Authorisation) Name() string {
	if a.Number != "" {
		return a.Kind + " " + a.Number
	}
	return a.Kind + " " + a.Fraccion
}

// Text says what is wrong with a use, and what to do.
func (f *Finding) Text() document.Text {
	name, on := f.Of.Name(), f.Use.On
	switch f.Trouble {
	case OverQuantity:
		return document.Textf("%s autoriza %s (unidad %s) y el %s ya van %s; pida ampliarlo o rectifique lo descargado de más.",
			"%s authorises %s (unit %s) and by %s they are %s; ask for more or rectify what was discharged in excess.", name, f.Of.Quantity, f.Of.Unit, on, f.Used)
	case OverValue:
		return document.Textf("%s autoriza %s dólares y el %s ya van %s; pida ampliarlo o rectifique lo descargado de más.",
			"%s authorises %s dollars and by %s they are %s; ask for more or rectify what was discharged in excess.", name, f.Of.Value, on, f.Used)
	case Early:
		return document.Textf("%s se usó el %s y vale desde %s; revise su vigencia.", "%s was used on %s and holds from %s; check its validity.", name, on, f.Of.From)
	case Late:
		return document.Textf("%s se usó el %s y venció el %s; revise si hubo prórroga.", "%s was used on %s and ended on %s; see whether it was extended.", name, on, f.Of.To)
	case OtherGoods:
		return document.Textf("%s es de la fracción %s y se usó con la %s; revise el número citado.", "%s is of fracción %s and was used with %s; check the number cited.", name, f.Of.Fraccion, f.Use.Fraccion)
	case Uncounted:
		return document.Textf("El uso del %s de %s no se puede sumar: la cantidad falta o su unidad (%s) no pasa a la autorizada (%s).",
			"The use on %s of %s cannot be added: its quantity is missing or its unit (%s) does not turn into the authorised one (%s).", on, name, f.Use.Unit, f.Of.Unit)
	}
	return document.Text{ES: string(f.Trouble), EN: string(f.Trouble)}
}
