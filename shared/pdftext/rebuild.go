package pdftext

import (
	"bytes"
	"fmt"
	"maps"
	"slices"
)

// newHeader replaces whatever header the file has: the library knows 1.0 to 1.7.
const newHeader = "%PDF-1.7\n"

// maxTries bounds how many mentions of a trailer key are looked at, since each
// costs a pass over the streams; a file saved 64 times is not a pedimento.
const maxTries = 64

// rebuild writes the file anew: a clean header, the original bytes, the extra
// objects (those of object streams, already decoded), one classic
// cross-reference table made by the scan, and a trailer that also names the
// object streams. The library never sees the table the sender wrote.
func (s *scanned) rebuild(extra []byte, extraObjects []object, root object) []byte {
	var out bytes.Buffer
	out.Grow(len(newHeader) + len(s.b) + len(extra) + 20*(len(s.objects)+len(extraObjects)) + 1024)
	out.WriteString(newHeader)
	out.Write(s.b)
	out.WriteString("\n")
	base := out.Len()
	out.Write(extra)
	all := map[int]object{}
	for id, o := range s.objects {
		o.at += len(newHeader)
		all[id] = o
	}
	for _, o := range extraObjects {
		o.at += base
		if prev, ok := all[o.id]; !ok || prev.rank <= o.rank {
			all[o.id] = o
		}
	}
	xref := out.Len()
	size := writeTable(&out, all)
	fmt.Fprintf(&out, "trailer\n<</Size %d/Root %d %d R/ObjStms[", size, root.id, root.gen)
	for _, id := range s.objStms {
		fmt.Fprintf(&out, "%d %d R ", id, s.objects[id].gen)
	}
	fmt.Fprintf(&out, "]>>\n%*s\nstartxref\n%d\n%%%%EOF\n", 100, "", xref)
	return out.Bytes()
}

// writeTable writes runs of consecutive numbers as subsections and returns the /Size.
func writeTable(out *bytes.Buffer, all map[int]object) int {
	ids := slices.Sorted(maps.Keys(all))
	out.WriteString("xref\n")
	for i := 0; i < len(ids); {
		j := i + 1
		for j < len(ids) && ids[j] == ids[j-1]+1 {
			j++
		}
		fmt.Fprintf(out, "%d %d\n", ids[i], j-i)
		for _, id := range ids[i:j] {
			fmt.Fprintf(out, "%010d %05d n \n", all[id].at, min(all[id].gen, 65535))
		}
		i = j
	}
	if len(ids) == 0 {
		return 1
	}
	return ids[len(ids)-1] + 1
}

// root is the catalogue: the last /Root that names an object, else the last
// object that calls itself a catalogue.
func (s *scanned) root(extra []object) (object, bool) {
	known := s.with(extra)
	for end, try := len(s.b), 0; try < maxTries; try++ {
		i := bytes.LastIndex(s.b[:end], []byte("/Root"))
		if i < 0 {
			break
		}
		if id, _, ok := intAfter(s.b[i+len("/Root"):]); ok && !s.inStream(i) {
			if o, ok := known[id]; ok {
				return o, true
			}
		}
		end = i
	}
	return s.catalogue()
}

// with is the objects of the file and those of its object streams; the file's
// own win.
func (s *scanned) with(extra []object) map[int]object {
	if len(extra) == 0 {
		return s.objects
	}
	known := maps.Clone(s.objects)
	for _, o := range extra {
		if _, ok := known[o.id]; !ok {
			known[o.id] = o
		}
	}
	return known
}

// catalogue is the last object that calls itself one near its beginning.
func (s *scanned) catalogue() (object, bool) {
	best, found := object{}, false
	for _, o := range s.objects {
		head := s.b[o.at:min(o.at+512, len(s.b))]
		if i := bytes.Index(head, []byte("endobj")); i >= 0 {
			head = head[:i]
		}
		if bytes.Contains(head, []byte("/Catalog")) && (!found || o.rank > best.rank) {
			best, found = o, true
		}
	}
	return best, found
}

// inStream reports whether offset p lies inside stream data.
func (s *scanned) inStream(p int) bool {
	for _, e := range s.streams {
		if p >= e.from && p < e.to {
			return true
		}
	}
	return false
}

// encrypted reports a /Encrypt entry outside stream data.
func (s *scanned) encrypted() bool {
	for at, try := 0, 0; try < maxTries; try++ {
		i := bytes.Index(s.b[at:], []byte("/Encrypt"))
		if i < 0 {
			return false
		}
		p := at + i
		at = p + len("/Encrypt")
		if at < len(s.b) && (isSpace(s.b[at]) || s.b[at] == '<') && !s.inStream(p) {
			return true
		}
	}
	return false
}
