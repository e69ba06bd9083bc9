package synth

// Positions of the tables in the delivery.
const (
	t501 = iota
	t502
	t503
	t504
	t505
	t506
	t507
	t508
	t509
	t510
	t511
	t512
	t520
	t551
	t552
	t553
	t554
	t555
	t556
	t557
	t558
	t701
	t702
	tInci
	tResumen
	tSel
	tableCount
)
