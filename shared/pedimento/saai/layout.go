package saai

import (
	"bytes"
	_ "embed"
	"encoding/csv"
	"fmt"
	"strconv"
	"sync"
)

//go:embed layout.csv
var layoutCSV []byte

// Field is one field of a record.
type Field struct {
	Name string
	// Type is N whole number, A text, D decimal, F date DDMMAAAA.
	Type byte
	// Digits is the most signs of N and A, or whole digits of D; 0 unlimited.
	Digits, Decimals int
	Required         bool
	// Sure is false for a length taken from another document than the
	// lineamientos (dossier §2, mark ~): too long is then only a warning.
	Sure bool
}

// Layout is one kind of record.
type Layout struct {
	Code, Title string
	Fields      []Field
	// Positions from 1 of the fields that place a record; 0 when absent.
	Number, Partida, Fraccion int
}

// layouts are the records of lineamientos v9.0 by their code.
var layouts = sync.OnceValue(func() map[string]*Layout { //nolint:gochecknoglobals // immutable, built once from an embedded file
	m, err := parseLayouts(layoutCSV)
	if err != nil {
		panic("embedded layout of the archivo M: " + err.Error())
	}
	return m
})

func parseLayouts(b []byte) (map[string]*Layout, error) {
	rows, err := csv.NewReader(bytes.NewReader(b)).ReadAll()
	if err != nil {
		return nil, fmt.Errorf("layout.csv: %w", err)
	}
	out := map[string]*Layout{}
	for i, r := range rows[1:] {
		l := out[r[0]]
		if l == nil {
			l = &Layout{Code: r[0], Title: r[1]}
			out[r[0]] = l
		}
		digits, err1 := strconv.Atoi(r[5])
		decimals, err2 := strconv.Atoi(r[6])
		if r[2] != strconv.Itoa(len(l.Fields)+1) || err1 != nil || err2 != nil || len(r[4]) != 1 {
			return nil, fmt.Errorf("layout.csv row %d: %v", i+2, r)
		}
		l.Fields = append(l.Fields, Field{
			Name: r[3], Type: r[4][0], Digits: digits, Decimals: decimals, Required: r[7] == "si", Sure: r[8] == "v9.0",
		})
		switch n := len(l.Fields); r[3] {
		case "numero_pedimento":
			l.Number = n
		case "numero_partida":
			l.Partida = n
		case "fraccion_arancelaria":
			l.Fraccion = n
		}
	}
	return out, nil
}

// Layouts lists the records this version reads, by code.
func Layouts() map[string]Layout {
	out := map[string]Layout{}
	for code, l := range layouts() {
		out[code] = *l
	}
	return out
}

// reserved are the codes inside the ranges of the lineamientos whose layout is
// not public, and the mark 999 of one broker's system: they are kept, said,
// and take no part in the reading.
func reserved(code string) bool {
	switch code {
	case "354", "356", "357", "999":
		return true
	}
	return false
}
