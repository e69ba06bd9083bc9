package report

import (
	"cmp"

	"example.com/immex/shared/document"
)

// unitName is a unit of Apéndice 7 for people: the name the catalogue gives it,
// and the English one of its key. A unit that nobody named is its key.
func unitName(key, name string) document.Text {
	name = cmp.Or(name, key)
	return document.Text{ES: name, EN: cmp.Or(englishUnits()[key], name)}
}

// englishUnits are the units of Apéndice 7 by their keys.
func englishUnits() map[string]string {
	return map[string]string{
		"1": "Kilogram", "2": "Gram", "3": "Metre", "4": "Square metre", "5": "Cubic metre", "6": "Piece", "7": "Head", "8": "Litre",
		"9": "Pair", "10": "Kilowatt", "11": "Thousand", "12": "Set", "13": "Kilowatt-hour", "14": "Tonne", "15": "Barrel", "16": "Net gram",
		"17": "Tens", "18": "Hundreds", "19": "Dozens", "20": "Box", "21": "Bottle", "22": "Carat",
	}
}

// unit is the name of a unit on paper and on the page; the tables have the name
// of the catalogue alone.
func (s *Set) unit(umt string) document.Text {
	for i := range s.Summary.PorUnidad {
		if u := &s.Summary.PorUnidad[i]; u.UMT == umt {
			return unitName(umt, u.Unidad)
		}
	}
	return unitName(umt, "")
}
