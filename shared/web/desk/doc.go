// Package desk is a day of compliance work in the browser: screens over the
// books of a programme, for the persons who answer for them and for the
// authority that asks. It is one http.Handler, the same in immex run and behind
// the HTTP API on AWS.
//
// Example: GET /p/MEN050704CJ8/saldos?por=parte&al=2021-03-31 shows the balances
// by part number at the end of that day; with formato=csv the same rows come as
// a file.
//
// Every screen is a row of Routes: method, path, who may, title. The mux, the
// navigation and the test of every role on every route follow from that table.
// A screen is a function from what was asked to an answer; who may ask, whether
// the programme is theirs, the form token and the line in the log are settled
// before it runs. It computes no figure of its own: those come from the steps
// the command line uses, through Reader.
//
// To add a screen: a file with its routes and functions, a template of the same
// name in screens, a line in Routes, and its parameters in the tests' places.
package desk
