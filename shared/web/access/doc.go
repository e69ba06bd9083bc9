// Package access says who may use the desk: users with a role and the
// programmes they are limited to, sessions, and the log of who saw and did
// what, which Anexo 24 lets a company show to whoever asks.
//
// Example: Rosa is an officer of one programme. She signs in with her password,
// her browser holds a token of which only the hash is stored, and each page she
// opens is a line of the log before she sees it.
//
// The package decides and serves no page; where users, sessions and the log are
// kept is behind Users, Sessions and Log. A password is never stored, only what
// argon2id makes of it.
package access
