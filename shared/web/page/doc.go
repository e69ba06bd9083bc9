// Package page is what every screen of the desk is built from: the layout, a
// table that is the same on the screen, as CSV and as XLSX, a pager, a chart
// that has its table beside it, and the style and scripts, all embedded.
//
// Example: a screen makes a report.Table of its rows; Table shows fifty of them
// at a time with a caption and right-aligned exact figures, and Download gives
// the same rows, columns and order to a spreadsheet.
//
// Every text is in both languages: a template says it with {{t "es" "en"}}, Go
// with document.Text. A page holds no script and no style of its own, so that
// the content policy can forbid them.
//
// htmx (static/htmx.min.js, version 2.0.11, Zero-Clause BSD, its licence beside
// it) is as its authors publish it.
package page
