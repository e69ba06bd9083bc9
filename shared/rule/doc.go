// Package rule is judgement: what an officer or an auditor asks of a document
// or of the books that its reader's gate does not already demand. A rule is one
// legal check with its citation, the dates it was in force, how sure we are of
// it and what to do when it fails; package glosa lists all of them and runs
// them. Each authority has a package of its own below this one, with one file
// per rule.
//
// Example: rule immex_anexo1 says that goods of Anexo I of the Decreto IMMEX
// may not be imported temporarily from the day their fracción was listed; a
// pedimento paid the day before is "not in force", one of an export "not
// applicable".
//
// The date that counts is the document's, never today's. A rule that needs a
// value the document does not have answers "unreadable" and names it; it never
// guesses. A rule that is not confirmed ([OWN] or [3P] in the dossier) warns at
// most and says so. The package reads no document and changes no book.
package rule
