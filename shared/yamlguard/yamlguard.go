// Package yamlguard decodes the YAML files people write (a programme, the
// mapping of a supplier) and refuses what makes YAML dangerous: anchors and
// aliases, with which a small file can be endless; tags and merges, which give
// a value another type than the one written; several documents in one file, of
// which all but the first would be lost; nesting deeper than any of our files.
//
// Example: "sin_bom: !!binary ZGly" is a finding that quotes the value and its
// line, not a policy nobody wrote.
//
// Decoding is strict: an unknown key is an error, so that a misspelled one
// never counts as absent. A panic of the library is an error like any other.
package yamlguard

import (
	"bytes"
	"errors"
	"fmt"
	"io"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/parser"

	"example.com/immex/shared/document"
)

// MaxDepth bounds the nesting of a file: ours have four levels at most, and
// the parser takes stack for each one.
const MaxDepth = 64

// Keys tells where the keys of a file stand. The zero Keys know none.
type Keys struct{ root *ast.MappingNode }

// At is the line of a key, or of a key below it: the last one of the path that
// the file has, the zero Spot when it has none.
func (k Keys) At(path ...string) document.Spot {
	var where document.Spot
	m := k.root
	for _, name := range path {
		if m == nil {
			return where
		}
		var next *ast.MappingNode
		for _, v := range m.Values {
			if v.Key.GetToken() != nil && v.Key.GetToken().Value == name {
				where = line(v.Key)
				next, _ = v.Value.(*ast.MappingNode)
			}
		}
		m = next
	}
	return where
}

// Decode decodes b into the struct that into points to and tells where its
// keys stand. What is wrong is a finding of the given code, and into is then
// not to be used.
func Decode(b []byte, into any, code string) (keys Keys, fs document.Findings) {
	defer func() { // the library trusts what its own parser made of a file
		if r := recover(); r != nil {
			keys, fs = Keys{}, unreadable(code, fmt.Errorf("%v", r))
		}
	}()
	if deep(b) {
		fs.At(code, document.Error, document.Spot{}, document.Textf(
			"El archivo anida más de %d niveles; use los campos de la plantilla.",
			"The file nests more than %d levels; use the fields of the template.", MaxDepth))
		return keys, fs
	}
	file, err := parser.ParseBytes(b, 0)
	if err != nil {
		return keys, unreadable(code, err)
	}
	for _, d := range file.Docs {
		if found := indirect(d.Body); found != nil {
			fs.At(code, document.Error, line(found), document.Textf(
				"%q usa un ancla, una referencia o un tipo de YAML; escriba el valor completo.",
				"%q uses a YAML anchor, reference or tag; write the whole value.", found.String()))
			return keys, fs
		}
	}
	dec := yaml.NewDecoder(bytes.NewReader(b), yaml.Strict())
	if err := dec.Decode(into); err != nil && !errors.Is(err, io.EOF) {
		return keys, unreadable(code, err)
	}
	if len(file.Docs) > 1 {
		fs.At(code, document.Error, line(file.Docs[1].Body), document.Textf(
			"El archivo trae %d documentos YAML; envíe uno por archivo.",
			"The file holds %d YAML documents; send one per file.", len(file.Docs)))
	}
	if len(file.Docs) > 0 {
		keys.root, _ = file.Docs[0].Body.(*ast.MappingNode)
	}
	return keys, fs
}

// ValueError is what a type that reads its own YAML says of a value, in both
// languages.
type ValueError struct{ Text document.Text }

func (e *ValueError) Error() string { return e.Text.EN }

// unreadable says in both languages, with its line, what keeps a file from
// being decoded.
func unreadable(code string, err error) (fs document.Findings) {
	if v, ok := errors.AsType[*ValueError](err); ok {
		fs.At(code, document.Error, document.Spot{}, document.Text{ES: v.Text.ES + ".", EN: v.Text.EN + "."})
		return fs
	}
	at, says, known := document.Spot{}, "", false
	var e yaml.Error
	if errors.As(err, &e) && e.GetToken() != nil && e.GetToken().Position != nil {
		at.Line, says, known = e.GetToken().Position.Line, e.GetToken().Value, true
	}
	why := document.Text{ES: "no es YAML bien formado; revise sangrías, corchetes y comillas", EN: "it is no well-formed YAML; check indents, brackets and quotes"}
	switch e.(type) {
	case *yaml.UnknownFieldError:
		why = document.Textf("el campo %q no existe; use los de la plantilla", "there is no field %q; use those of the template", says)
	case *yaml.DuplicateKeyError:
		why = document.Textf("la clave %q está dos veces; deje una", "key %q is there twice; leave one", says)
	case *yaml.TypeError, *yaml.UnexpectedNodeTypeError, *yaml.OverflowError:
		why = document.Textf("%q no es del tipo que su campo pide; escríbalo como en la plantilla", "%q is not of the type its field asks for; write it as in the template", says)
	default:
		if known && says != "" {
			why = document.Textf("no es YAML bien formado cerca de %q; revise sangrías, corchetes y comillas", "it is no well-formed YAML near %q; check indents, brackets and quotes", says)
		}
	}
	fs.At(code, document.Error, at, document.Text{ES: "El archivo YAML no se puede leer: " + why.ES + ".", EN: "The YAML file cannot be read: " + why.EN + "."})
	return fs
}

// line says where a key or value stands, nothing when that is not known.
func line(n ast.Node) document.Spot {
	if n == nil || n.GetToken() == nil || n.GetToken().Position == nil {
		return document.Spot{}
	}
	return document.Spot{Line: n.GetToken().Position.Line}
}

// deep reports nesting beyond MaxDepth, before the parser meets it. Every
// bracket that opens, and every dash or question mark with a blank behind it
// on one line, may be a level; indentation needs as many blanks as levels.
func deep(b []byte) bool {
	brackets, signs, indent, text := 0, 0, 0, false
	for i, c := range b {
		switch {
		case c == '\n':
			signs, indent, text = 0, 0, false
		case c == '[' || c == '{':
			brackets++
		case c == ']' || c == '}':
			brackets = max(0, brackets-1)
		case (c == '-' || c == '?') && i+1 < len(b) && b[i+1] == ' ':
			signs++
		case c == ' ' && !text:
			indent++
		}
		text = text || c != ' '
		if brackets > MaxDepth || signs > MaxDepth || !text && indent > 4*MaxDepth {
			return true
		}
	}
	return false
}

// indirect finds an anchor, an alias, a merge or a tag.
func indirect(n ast.Node) ast.Node {
	var v finder
	if n != nil {
		ast.Walk(&v, n)
	}
	return v.found
}

type finder struct{ found ast.Node }

// Visit looks at one node of the YAML.
func (f *finder) Visit(n ast.Node) ast.Visitor {
	if t := n.Type(); t == ast.AnchorType || t == ast.AliasType || t == ast.MergeKeyType || t == ast.TagType {
		f.found = n
	}
	if f.found != nil {
		return nil
	}
	return f
}
