package page

import (
	"example.com/immex/shared/document"
)

// The geometry of a chart, in whole units of its drawing: labels end before the
// axis, bars grow from it, and the figure stands behind its bar, so that nothing
// is read off a scale or by colour.
const (
	chartWidth = 440
	chartAxis  = 150
	chartLong  = 150
	chartThick = 14
	chartStep  = 22
)

// Bar is one bar: a label, the exact figure, and how long it is drawn.
type Bar struct {
	Label   document.Text
	Value   string
	Measure int64 // 0 draws none
	Alert   bool  // what is past its day
}

// Chart is bars with the table of the same figures beside them.
type Chart struct {
	Title document.Text
	Note  document.Text
	Table *Table
	Downloads
	ID    string
	Bars  []DrawnBar
	Width int
	Depth int
	Axis  int
}

// DrawnBar is a bar in its place.
type DrawnBar struct {
	Bar
	Top, Long, Thick, Base, LabelAt, ValueAt int
}

// Draw places bars from the top down, the longest measure filling the width.
func Draw(id string, title, note document.Text, bars []Bar, table *Table) *Chart {
	c := &Chart{ID: id, Title: title, Note: note, Table: table, Width: chartWidth, Axis: chartAxis}
	var most int64
	for _, b := range bars {
		most = max(most, b.Measure)
	}
	for i, b := range bars {
		d := DrawnBar{Bar: b, Top: 4 + i*chartStep, Thick: chartThick, LabelAt: chartAxis - 6}
		if b.Measure > 0 {
			d.Long = max(1, scaled(b.Measure, most))
		}
		d.Base, d.ValueAt = d.Top+chartThick-3, chartAxis+d.Long+5
		c.Bars = append(c.Bars, d)
	}
	c.Depth = 4 + len(bars)*chartStep
	return c
}

// scaled is chartLong×v÷most without overflow: both lose the same digits, since
// a bar is not read to the peso.
func scaled(v, most int64) int {
	const fine = 1 << 20
	if most > fine {
		v, most = v/(most/fine), most/(most/fine)
	}
	return int(min(chartLong, v*chartLong/most))
}
