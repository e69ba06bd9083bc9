package hostile

import (
	"archive/zip"
	"bytes"
	"encoding/binary"
	"hash/crc32"
	"io/fs"
	"strconv"
	"strings"
)

// entry is one file of a zip as it is written, lies and all.
type entry struct {
	name    string
	content []byte
	head    func(h *zip.FileHeader) // changes the header; the content is then written as it is
}

// archive writes a zip; bytes.Buffer never fails and neither does what is
// written to it.
func archive(entries ...entry) []byte {
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	for _, e := range entries {
		h := &zip.FileHeader{Name: e.name, Method: zip.Deflate}
		if e.head == nil {
			if f, err := w.CreateHeader(h); err == nil {
				_, _ = f.Write(e.content)
			}
			continue
		}
		h.Method, h.CRC32 = zip.Store, crc32.ChecksumIEEE(e.content)
		h.CompressedSize64, h.UncompressedSize64 = uint64(len(e.content)), uint64(len(e.content))
		e.head(h)
		if f, err := w.CreateRaw(h); err == nil {
			_, _ = f.Write(e.content)
		}
	}
	_ = w.Close()
	return out.Bytes()
}

// archiveOf is a delivery with an invoice and another zip.
func archiveOf(invoice []byte) []byte {
	return archive(entry{name: "facturas/a.xml", content: invoice}, entry{name: "nota.txt", content: []byte("hola")},
		entry{name: "b.zip", content: archive(entry{name: "c.xml", content: invoice})})
}

func craftedZip(invoice []byte) []Case {
	z := func(name string, build func() []byte) Case { return Case{Zip, name, build} }
	one := func(head func(h *zip.FileHeader)) func() []byte {
		return func() []byte {
			return archive(entry{name: "a.xml", content: invoice, head: head}, entry{name: "b.xml", content: invoice})
		}
	}
	zeros := func(n int) []byte { return make([]byte, n) }
	out := []Case{
		z("encrypted", one(func(h *zip.FileHeader) { h.Flags |= 1 })),
		z("strong encryption", one(func(h *zip.FileHeader) { h.Flags |= 0x41 })),
		z("AES", one(func(h *zip.FileHeader) { h.Method, h.Flags = 99, 1 })),
		z("bzip2", one(func(h *zip.FileHeader) { h.Method = 12 })),
		z("lzma", one(func(h *zip.FileHeader) { h.Method = 14 })),
		z("no method", one(func(h *zip.FileHeader) { h.Method = 0xFFFF })),
		z("wrong checksum", one(func(h *zip.FileHeader) { h.CRC32 ^= 1 })),
		z("smaller than it says", one(func(h *zip.FileHeader) { h.UncompressedSize64 = 1 << 20 })),
		z("larger than it says", one(func(h *zip.FileHeader) { h.UncompressedSize64 = 3 })),
		z("4 GB it says", one(func(h *zip.FileHeader) { h.UncompressedSize64 = 1<<32 - 2 })),
		z("zip64 lie", one(func(h *zip.FileHeader) { h.UncompressedSize64 = 1 << 40 })),
		z("zip64 compressed lie", one(func(h *zip.FileHeader) { h.CompressedSize64 = 1 << 40 })),
		z("packed larger than the file", one(func(h *zip.FileHeader) { h.CompressedSize64 = 1 << 30 })),
		z("stored bytes called deflate", one(func(h *zip.FileHeader) { h.Method = zip.Deflate })),
		z("a link", one(func(h *zip.FileHeader) { h.SetMode(fs.ModeSymlink | 0o777) })),
		z("a device", one(func(h *zip.FileHeader) { h.SetMode(fs.ModeDevice) })),
		z("broken extra", one(func(h *zip.FileHeader) { h.Extra = []byte{0x75, 0x70, 0xff, 0xff, 1} })),
		z("extra of 60 KB", one(func(h *zip.FileHeader) { h.Extra = bytes.Repeat([]byte{1, 0, 0, 0}, 15_000) })),
		z("bomb of 8 MB", func() []byte { return archive(entry{name: "a", content: zeros(8 << 20)}) }),
		z("bomb of 100 MB", func() []byte { return archive(entry{name: "a", content: zeros(100 << 20)}) }),
		z("slow bomb", func() []byte { return archive(entry{name: "a.txt", content: dense(100 << 20)}) }),
		z("slow bomb called a table", func() []byte { return archive(entry{name: "1_501.asc", content: dense(100 << 20)}) }),
		z("tables of 90 MB", func() []byte { return tables(dense(90 << 20)) }),
		z("26 empty tables", func() []byte { return tables(nil) }),
		z("tables of zeros", func() []byte { return tables(zeros(1 << 20)) }),
		z("tables of one line", func() []byte { return tables(bytes.Repeat([]byte("|"), 1<<20)) }),
		z("many small bombs", func() []byte {
			var list []entry
			for i := range 400 {
				list = append(list, entry{name: strconv.Itoa(i), content: dense(1 << 20)})
			}
			return archive(list...)
		}),
		z("zip bombs in a zip", func() []byte {
			inner := archive(entry{name: "a", content: dense(60 << 20)})
			return archive(entry{name: "1.zip", content: inner}, entry{name: "2.zip", content: inner}, entry{name: "3.zip", content: inner}, entry{name: "4.zip", content: inner})
		}),
		z("overlapping entries", func() []byte { return overlapping(2_000) }),
		z("workbook bomb", func() []byte {
			return archive(entry{name: "[Content_Types].xml", content: []byte("<Types/>")}, entry{name: "xl/sharedStrings.xml", content: dense(60 << 20)})
		}),
		z("junk before", func() []byte { return append(bytes.Repeat([]byte("PK\x03\x04"), 1000), archiveOf(invoice)...) }),
		z("junk after", func() []byte { return append(archiveOf(invoice), zeros(1<<20)...) }),
		z("two in one", func() []byte { return append(archiveOf(invoice), archiveOf(invoice)...) }),
		z("marks only", func() []byte { return bytes.Repeat([]byte("PK\x03\x04"), 200_000) }),
		z("ends only", func() []byte { return bytes.Repeat([]byte("PK\x05\x06"+strings.Repeat("\x00", 18)), 50_000) }),
		z("nothing in it", func() []byte { return archive() }),
		z("directory out of the file", func() []byte { return patchEnd(archiveOf(invoice), 16, 0xFFFFFFF0) }),
		z("a directory of 4 GB", func() []byte { return patchEnd(archiveOf(invoice), 12, 0xFFFFFFF0) }),
		z("65,535 entries it says", func() []byte { return patchEnd(archiveOf(invoice), 8, 0xFFFFFFFF) }),
	}
	out = append(out, namedZips(z, invoice)...)
	for _, depth := range []int{2, 5, 6, 40} {
		out = append(out, z("nested "+strconv.Itoa(depth), func() []byte {
			b := invoice
			for range depth {
				b = archive(entry{name: "a.zip", content: b}, entry{name: "nota.txt", content: []byte("x")})
			}
			return b
		}))
	}
	return out
}

// namedZips have names no file should have.
func namedZips(z func(string, func() []byte) Case, invoice []byte) []Case {
	var out []Case
	for _, x := range [][2]string{
		{"traversal", "../../../../etc/passwd"},
		{"absolute", "/etc/passwd"},
		{"drive", `C:\Windows\x.xml`},
		{"network", `\\host\share\x`},
		{"zeros in the name", "a\x00.xml"},
		{"empty name", ""},
		{"dots", "....//.."},
		{"blank", "   "},
		{"reversed", "a\u202elmx.exe"},
		{"longest name", strings.Repeat("n", 65_535)},
		{"deepest path", strings.Repeat("d/", 32_000) + "x"},
		{"control signs", "\x01\x1b[2J.xml"},
		{"a device's", "CON"},
		{"no UTF-8", "\xff\xfe\xfd"},
		{"formula", "=cmd|' /C calc'!A0.xml"},
		{"markup", "<script>x</script>.xml"},
	} {
		out = append(out, z(x[0], func() []byte { return archive(entry{name: x[1], content: invoice}) }))
	}
	for _, n := range []int{500, 4_999, 5_001, 50_000} {
		out = append(out,
			z("entries "+strconv.Itoa(n), func() []byte {
				list := make([]entry, n)
				for i := range list {
					list[i] = entry{name: "f" + strconv.Itoa(i)}
				}
				return archive(list...)
			}),
			z("same name "+strconv.Itoa(n), func() []byte {
				list := make([]entry, n)
				for i := range list {
					list[i] = entry{name: "a.txt", content: []byte("hola")}
				}
				return archive(list...)
			}),
			z("folders "+strconv.Itoa(n), func() []byte {
				list := make([]entry, n)
				for i := range list {
					list[i] = entry{name: "d" + strconv.Itoa(i) + "/"}
				}
				return archive(list...)
			}))
	}
	return out
}

// dense is text that deflates some hundred times: under the ratio that gives
// a bomb away.
func dense(n int) []byte {
	line := []byte(strings.Repeat("0", 150) + "|3210|6000123|\r\n")
	out := bytes.Repeat(line, n/len(line)+1)[:n]
	r := prng(9)
	for i := 0; i < n; i += 300 {
		out[i] = '0' + byte(r.n(10)) //nolint:gosec // below 10
	}
	return out
}

// tables is a Data Stage with the same content in every table.
func tables(content []byte) []byte {
	var list []entry
	for i := range 26 {
		list = append(list, entry{name: "1234567_" + strconv.Itoa(501+i) + ".asc", content: content})
	}
	return archive(list...)
}

// overlapping has n directory entries for the one file in it.
func overlapping(n int) []byte {
	b := archive(entry{name: "a", content: dense(1 << 20)})
	end := len(b) - 22
	size, at := binary.LittleEndian.Uint32(b[end+12:]), binary.LittleEndian.Uint32(b[end+16:])
	record := bytes.Clone(b[at : at+size])
	out := append(bytes.Clone(b[:at]), bytes.Repeat(record, n)...)
	tail := bytes.Clone(b[end:])
	binary.LittleEndian.PutUint16(tail[8:], uint16(n))              //nolint:gosec // below 65,536
	binary.LittleEndian.PutUint16(tail[10:], uint16(n))             //nolint:gosec // below 65,536
	binary.LittleEndian.PutUint32(tail[12:], uint32(n*len(record))) //nolint:gosec // a few hundred KB
	return append(out, tail...)
}

// patchEnd falsifies four bytes of the end record.
func patchEnd(b []byte, at int, value uint32) []byte {
	b = bytes.Clone(b)
	binary.LittleEndian.PutUint32(b[len(b)-22+at:], value)
	return b
}
