package desk

import (
	"net/http"
	"slices"

	"example.com/immex/shared/document"
	"example.com/immex/shared/web/access"
)

// Route is one row of the desk: what may be asked, by whom, and who answers.
type Route struct {
	Method, Path string
	// May are the roles that may; none: everybody, signed in or not.
	May []access.Role
	// Title is what the screen is called. With Key, its letter on the keyboard,
	// it stands in the navigation.
	Title document.Text
	Key   string
	// Under is the path of the screen it belongs to, marked in the navigation.
	Under string
	// Shelf: it also shows the documents of no programme.
	Shelf bool
	// Examples are queries that show what the screen can, and Asks a screen that
	// shows no more than a refusal without one: the browser's walk opens each.
	// {fraccion} and the like stand for what the walk finds in the books.
	Examples []string
	Asks     bool
	// Body bounds what may be sent, in bytes; 0 is 64 KiB.
	Body int64
	// Gives: its answer is a file to keep. Tells: the log tells of it though it
	// is for everybody and changes nothing.
	Gives, Tells bool

	screen func(*Desk, *Ask) (*Answer, error)
	all    []Route
}

// The people a route is for.
func everyone() []access.Role { return access.Roles() }

func readers() []access.Role {
	return []access.Role{access.Viewer, access.Officer, access.Admin}
}

func writers() []access.Role { return []access.Role{access.Officer, access.Admin} }

// Routes is every route, in the order of the navigation.
func Routes() []Route {
	return slices.Concat(doorRoutes(), poolRoutes(), todayRoutes(), documentRoutes(), balanceRoutes(), traceRoutes(), lookupRoutes(), findingRoutes(), packageRoutes(),
		reconcileRoutes(), simulationRoutes(), inquiryRoutes(), calendarRoutes(), settingRoutes(), userRoutes(), logRoutes(), authorityRoutes())
}

func (r *Route) may(role access.Role) bool { return slices.Contains(r.May, role) }

// reads reports a route that changes nothing.
func (r *Route) reads() bool { return r.Method == http.MethodGet }
