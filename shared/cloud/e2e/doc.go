// Package e2e holds no code: its tests run every compiled function against
// local stand-ins of AWS, from dropped documents to the delivered package, and
// compare that package byte for byte with the one the one-machine engine makes
// of the same documents. That is the proof of "two engines, one code".
//
// Example: infra/test-aws.sh -v -run TwoEngines. Without the stand-ins of
// infra/emulators.sh the tests skip and say so.
package e2e
