package desk

import (
	"context"
	"errors"
	"net/http"
	"net/url"
	"time"

	"example.com/immex/shared/document"
	"example.com/immex/shared/web/access"
	"example.com/immex/shared/web/page"
)

// Pool vouches for people whose accounts are kept elsewhere.
type Pool interface {
	// Begin is where a browser goes to sign in, with what it remembers until it
	// comes back; to is the page it wanted.
	Begin(to string) (address, memory string, err error)
	// End is who came back with what it remembers, and the page they wanted. A
	// DeniedError says why it is nobody.
	End(ctx context.Context, memory string, back url.Values) (u access.User, to string, err error)
	// Leave is where a browser ends its session at the pool.
	Leave() string
}

const (
	poolCookie = "immex_vuelta"
	poolWait   = 10 * time.Minute // for somebody to sign in
	backPath   = "/entrar/vuelta"
)

func poolRoutes() []Route {
	enter := document.Text{ES: "Entrar", EN: "Sign in"}
	return []Route{
		{Method: http.MethodGet, Path: "/entrar/ir", screen: (*Desk).toPool},
		{Method: http.MethodGet, Path: backPath, Title: enter, Tells: true, screen: (*Desk).fromPool},
		{Method: http.MethodGet, Path: "/entregado", screen: (*Desk).arrived},
	}
}

// toPool sends a browser to sign in.
func (d *Desk) toPool(q *Ask) (*Answer, error) {
	if d.Pool == nil {
		return nil, missing()
	}
	address, memory, err := d.Pool.Begin(local(q.FormValue("a")))
	if err != nil {
		return nil, err //nolint:wrapcheck // no randomness
	}
	return &Answer{Status: http.StatusSeeOther, To: address, Cookies: []*http.Cookie{d.poolCookie(memory, d.Now().Add(poolWait))}}, nil
}

// poolCookie remembers what was asked of the pool. It must come along when the
// pool sends the browser back, which a stricter one does not.
func (d *Desk) poolCookie(value string, until time.Time) *http.Cookie {
	c := d.cookie(poolCookie, value, until) //nolint:gosec // Secure and HttpOnly are as cookie sets them
	c.Path, c.SameSite = backPath, http.SameSiteLaxMode
	return c
}

// fromPool lets in who came back.
func (d *Desk) fromPool(q *Ask) (*Answer, error) {
	if d.Pool == nil {
		return nil, missing()
	}
	c, err := q.Cookie(poolCookie)
	if err != nil {
		return nil, refuse(http.StatusBadRequest, "El navegador no empezó a entrar aquí, o pasó demasiado tiempo: entre de nuevo.", "The browser did not begin to sign in here, or too much time went by: sign in again.")
	}
	u, to, err := d.Pool.End(q.Context(), c.Value, q.URL.Query())
	if err != nil {
		return nil, err //nolint:wrapcheck // a refusal, or already classified
	}
	token, s, err := d.Gate.Enter(q.Context(), u)
	if errors.Is(err, access.ErrWho) {
		return nil, refuse(http.StatusForbidden, "Su cuenta no entra aquí; quien administra sabe por qué.", "Your account does not get in here; who administers knows why.")
	}
	if err != nil {
		return nil, err //nolint:wrapcheck // a fault of the store, already classified
	}
	a, err := d.onwards(q, local(to))
	if err != nil {
		return nil, err
	}
	a.Cookies = []*http.Cookie{d.cookie(sessionCookie, token, s.Expires), d.poolCookie("", time.Unix(1, 0))}
	a.Note, a.In = "sign_in "+u.Name, &u
	return a, nil
}

// arrived leads on who comes back from the inbox.
func (d *Desk) arrived(q *Ask) (*Answer, error) { return d.onwards(q, local(q.FormValue("a"))) }

// onward is a page that leads on by itself.
type onward struct {
	*page.Frame
	To string
}

// onwards answers with a page that leads on: a browser that comes from elsewhere
// brings the cookie of the session only along on a way that begins here, and a
// form leads nowhere else.
func (d *Desk) onwards(q *Ask, to string) (*Answer, error) {
	a, err := d.render(q, "onward.html", onward{Frame: q.Frame(document.Text{ES: "Un momento", EN: "One moment"}), To: to})
	if err == nil {
		a.Again = "0; url=" + to
	}
	return a, err
}

// elsewhere refuses what is said at the pool and not here.
func (d *Desk) elsewhere() error {
	if d.Pool == nil {
		return nil
	}
	return refuse(http.StatusConflict, "Las cuentas, sus papeles y sus programas se dan en el directorio de usuarios de AWS, no aquí.", "Accounts, their roles and their programmes are given in the user pool of AWS, not here.")
}
