package lambdaio

// Own is the namespace of a promise whose metric our functions write.
const Own = "immex"

// Promise is what the deployment is held to, and by which metric it is seen to
// be broken. template.yaml has an alarm for each and for nothing else.
type Promise struct {
	Says      string
	Namespace string // of AWS, or Own
	Metric    string
	Broken    int // from which value on, in one period
	Seconds   int // of a period
}

// Promises lists them all.
func Promises() []Promise {
	const minutes, hour = 300, 3600
	return []Promise{
		{"documents and materials wait an hour at most", "AWS/SQS", "ApproximateAgeOfOldestMessage", 3600, minutes},
		{"nothing is given up unseen", "AWS/SQS", "ApproximateNumberOfMessagesVisible", 1, minutes},
		{"books follow the documents within a quarter of an hour", Own, string(MatchLag), 900, minutes},
		{"a wrong figure is not let through, and many refused ones are looked at", Own, string(GateFailures), 20, hour},
		{"a hostile file is noticed", Own, string(ReadCrashes), 1, hour},
		{"who mails documents is answered", Own, string(AnswersRefused), 1, hour},
		{"a package that is due is made", "AWS/States", "ExecutionsFailed", 1, minutes},
		{"a package that is due is made in time", "AWS/States", "ExecutionsTimedOut", 1, minutes},
		{"people are answered", "AWS/ApiGateway", "5xx", 1, minutes},
		{"there is capacity for functions", "AWS/Lambda", "Throttles", 1, minutes},
		{"there is capacity for reads", "AWS/DynamoDB", "ReadThrottleEvents", 1, minutes},
		{"there is capacity for writes", "AWS/DynamoDB", "WriteThrottleEvents", 1, minutes},
	}
}
