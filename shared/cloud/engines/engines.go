// Package engines is how the read function reads PDFs: by both engines of package
// inside, and scans by Textract where the stack has it. The other functions ask
// the read function, and carry none of it.
//
// Example: functions/read/main.go gives engines.Open to Read of its cloud.
//
// It says nothing of a document but what the engines say.
package engines

import (
	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/textract"

	"example.com/immex/shared/lambdaio"
	"example.com/immex/shared/ocr"
	"example.com/immex/shared/sandbox"
	"example.com/immex/shared/sandbox/inside"
)

// cache is where a warm instance keeps the compiled second engine; /tmp is the
// instance's own.
const cache = "/tmp/immex-pdfium"

// Open gives the engines; none is started before it is asked for.
func Open(cfg aws.Config, s lambdaio.Settings) sandbox.Answerer {
	e := &inside.Engines{Cache: cache}
	if s.OCR == "textract" {
		e.OCR = &ocr.Scans{Engine: &ocr.Textract{API: textract.NewFromConfig(cfg)}, Draw: e.Page}
	}
	return e
}
