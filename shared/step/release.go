package step

// Release is the version of the program. Packages carry it, and the verifier
// refuses what it cannot recompute; both engines write the same one.
const Release = "0.2.0"
