package page

import "example.com/immex/shared/document"

// Frame is what the layout says around every screen.
type Frame struct {
	Title      document.Text
	RFC        string // "" outside a programme
	Nombre     string
	Unassigned bool // the shelf of documents of no programme
	Many       bool // the user has more than one programme
	User       string
	Role       document.Text
	Token      string // of every form of the session
	Other      string // address of the same page in the other language
	Nav        []Link
	Notices    []document.Text
	Today      document.Date
	Release    string
}

// Tell puts a notice above the screen; one without words is none.
func (f *Frame) Tell(t document.Text) {
	if t.ES != "" {
		f.Notices = append(f.Notices, t)
	}
}

// Link is a screen in the navigation.
type Link struct {
	Href    string
	Title   document.Text
	Key     string
	Current bool
}

// Downloads are the addresses of a table for a spreadsheet.
type Downloads struct{ CSV, XLSX string }
