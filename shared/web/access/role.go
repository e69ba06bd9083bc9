package access

import (
	"slices"

	"example.com/immex/shared/document"
)

// Role is what a user may do.
type Role string

// The roles. They are no ladder: an authority sees what Apartado C of Anexo 24
// asks for and nothing else, which is less than a viewer sees and other than it.
const (
	Viewer    Role = "viewer"    // sees everything of the programmes, changes nothing
	Officer   Role = "officer"   // sees and decides
	Admin     Role = "admin"     // an officer who also says who may enter
	Authority Role = "authority" // sees what Apartado C asks for
)

// Roles lists them in the order a person chooses from.
func Roles() []Role { return []Role{Viewer, Officer, Admin, Authority} }

// Known reports a role of the list.
func (r Role) Known() bool { return slices.Contains(Roles(), r) }

// Title is the role for people.
func (r Role) Title() document.Text {
	switch r {
	case Viewer:
		return document.Text{ES: "consulta", EN: "viewer"}
	case Officer:
		return document.Text{ES: "responsable", EN: "officer"}
	case Admin:
		return document.Text{ES: "administración", EN: "administrator"}
	case Authority:
		return document.Text{ES: "autoridad", EN: "authority"}
	}
	return document.Text{ES: string(r), EN: string(r)}
}
