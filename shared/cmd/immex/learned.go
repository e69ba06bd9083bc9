package main

import (
	"errors"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"example.com/immex/shared/document"
	"example.com/immex/shared/invoice/mapping"
	"example.com/immex/shared/step"
)

// mappingFlag lets a verb that reads documents be given suppliers' mappings.
func (a *app) mappingFlag(c *cobra.Command) {
	c.Flags().StringArrayVar(&a.maps, "mapping", nil, a.say("mapeo de un proveedor (YAML); se puede repetir", "a supplier's mapping (YAML); may be repeated"))
}

// learningReader is a reader of documents with what was learned of suppliers:
// from the store, when there is one, and from the batch.
func (a *app) learningReader(books step.Books, files []source) (*step.Reader, func(), error) {
	learned, err := a.learned(files)
	if err != nil {
		return nil, nil, err
	}
	reader, done, err := a.reader()
	if err != nil {
		return nil, nil, err
	}
	reader.Mappings = step.StoredMappings(books, learned...)
	return reader, done, nil
}

// judge is who applies the rules to the archive of a folder; done frees its reader.
func (a *app) judge(f *folder) (j *step.Judge, done func(), err error) {
	reader, done, err := a.learningReader(f.books, nil)
	if err != nil {
		return nil, nil, err
	}
	return &step.Judge{Books: f.books, Blobs: f.blobs, Reader: reader}, done, nil
}

// learned reads the mappings given by --mapping and those that lie among the
// files of the batch: an invoice must not wait for the next batch because it
// came beside the mapping it needs.
func (a *app) learned(files []source) ([]step.MappingFact, error) {
	var out []step.MappingFact
	for _, name := range a.maps {
		b, err := readFile(name)
		if err != nil {
			return nil, usage(err)
		}
		m, findings := mapping.Read(b)
		if m == nil {
			return nil, usage(errors.New(a.say("--mapping %s: %s", "--mapping %s: %s", name, findings[0].Message.In(a.lang))))
		}
		out = append(out, step.MappingFact{Hash: document.HashOf(b), Mapping: m})
	}
	for _, f := range files {
		if ext := strings.ToLower(filepath.Ext(f.path)); f.err != nil || ext != ".yaml" && ext != ".yml" {
			continue
		}
		if info, err := os.Stat(f.path); err != nil || info.Size() > mapping.MaxBytes {
			continue
		}
		b, err := readFile(f.path)
		if err != nil || !mapping.Sniff(b) {
			continue // its own reading says what is wrong with it
		}
		if m, _ := mapping.Read(b); m != nil {
			out = append(out, step.MappingFact{Hash: document.HashOf(b), Mapping: m})
		}
	}
	return out, nil
}
