package immex_test

import (
	"slices"
	"testing"

	"example.com/immex/shared/document"
	"example.com/immex/shared/material"
	"example.com/immex/shared/plant"
	"example.com/immex/shared/rule/immex"
	"example.com/immex/shared/rule/ruletest"
	"example.com/immex/shared/sheet"
	"example.com/immex/shared/unit"
)

// TestRules: every rule passes, fails, does not apply, and was not always law.
func TestRules(t *testing.T) {
	ruletest.Table(t, immex.Rules(), slices.Concat(
		programa(), umbral(), situacion(), acuses(), anexo1(), petroliferos(), anexo2Servicios(), anexo2Autorizacion(), anexo2Cantidad(),
		permisoVigente(), permisoSaldo(), regla8(), domicilio(),
		v1Complemento(), v1Contraparte(), v1Pago(), v1Plazo(), ampliacion(),
		retornoClave(), empaque(), empaqueValor(), sinEfecto(), virtualBB(), v5Certificada(), salidaVencida(),
	))
}

// index reads tables as the plant sends them.
func index(csvs ...string) *plant.Index {
	var files []plant.File
	for _, csv := range csvs {
		book, findings := sheet.Read([]byte(csv))
		if book == nil {
			panic(findings)
		}
		f, findings := material.Read(book)
		if f == nil {
			panic(findings)
		}
		files = append(files, plant.File{File: f, Hash: document.HashOf([]byte(csv)), Doc: "d"})
	}
	return plant.New(files, unit.Default())
}
