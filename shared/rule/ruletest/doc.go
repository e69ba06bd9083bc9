// Package ruletest holds the rules of an authority against examples: for each
// one that passes, one that fails, one where it does not apply and one before
// it was in force. It is for tests.
package ruletest
