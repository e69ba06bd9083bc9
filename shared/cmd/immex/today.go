package main

import (
	"time"

	"example.com/immex/shared/document"
)

// today is the civil date where the company's law counts its days.
func (a *app) today() document.Date {
	n := a.now()
	if zone, err := time.LoadLocation("America/Mexico_City"); err == nil {
		n = n.In(zone)
	}
	return document.NewDate(n.Year(), int(n.Month()), n.Day())
}
