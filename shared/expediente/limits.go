package expediente

// What the verifier takes before it reads anything: a package comes from
// outside, and an auditor's machine must survive a hostile one.
const (
	maxPackage  = 8 << 30 // bytes of the zip: ten years of Data Stage with scans
	maxEntries  = 200_000 // files: a large plant's documents of a year
	maxUnpacked = 16 << 30
	maxText     = 1 << 30 // bytes of one file the replay holds in memory
	maxManifest = 64 << 20
	maxName     = 300
	maxRatio    = 200 // times a file may grow when unpacked; our papers stay below 50
)
