package lambdaio

import (
	"io"
	"log/slog"
	"slices"
)

// redacted stands for the value of an attribute outside LogKeys.
const redacted = "[redacted]"

// LogKeys are the attributes a log line may carry: identifiers we made, counts
// and closed words. Names, RFCs, addresses, keys of objects and error texts are
// not among them, since they may be personal data (design, Security).
func LogKeys() []string {
	return []string{
		slog.TimeKey, slog.LevelKey, slog.MessageKey, "function", "request_id", "class", "sha256", "kind",
		"status", "code", "count", "period", "cut", "attempt", "message_id", "bytes", "elapsed_ms",
		"route", "role", "subject", // of a call of the API; the subject is the pool's own id of a user
	}
}

// NewLogger writes one JSON object per line and redacts what LogKeys does not
// list. An unknown level is INFO.
func NewLogger(w io.Writer, function, level string) *slog.Logger {
	var least slog.Level
	if err := least.UnmarshalText([]byte(level)); err != nil {
		least = slog.LevelInfo
	}
	keys := LogKeys()
	return slog.New(slog.NewJSONHandler(w, &slog.HandlerOptions{
		Level: least,
		ReplaceAttr: func(groups []string, a slog.Attr) slog.Attr {
			if len(groups) > 0 || !slices.Contains(keys, a.Key) {
				return slog.String(a.Key, redacted)
			}
			return a
		},
	})).With(slog.String("function", function))
}
