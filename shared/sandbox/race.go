//go:build race

package sandbox

// memoryScale allows for the shadow memory of the race detector.
const memoryScale = 8
