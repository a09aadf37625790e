package pdf

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
)

// perStream is how many objects are packed together: more would make a reader
// unpack more than a page needs.
const perStream = 200

// Bytes writes the file anew: only objects that something leads to, numbered in
// the order in which they are met, most of them packed. Equal files are written
// as equal bytes.
func (f *File) Bytes() []byte {
	w := &fileWriter{file: f, numbers: map[Ref]int{}}
	w.out.WriteString("%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")
	w.follow(f.Trailer["Root"])
	w.follow(f.Trailer["Info"])
	w.objects()
	w.end()
	return w.out.Bytes()
}

// A fileWriter is the state of one [File.Bytes].
type fileWriter struct {
	file    *File
	out     bytes.Buffer
	numbers map[Ref]int // new ones, from 1
	order   []Ref
	places  []place // by new number, the first of which is no object
}

// A place is where an object stands: at an offset, or in a stream of objects.
type place struct{ kind, at, index int }

// follow numbers an object and all it leads to, the nearest first.
func (w *fileWriter) follow(object any) {
	queue := []any{object}
	for len(queue) > 0 {
		object, queue = queue[0], queue[1:]
		switch o := object.(type) {
		case Ref:
			if target, ok := w.file.Objects[o]; ok && w.numbers[o] == 0 && target != nil {
				w.order = append(w.order, o)
				w.numbers[o] = len(w.order)
				queue = append(queue, target)
			}
		case Array:
			queue = append(queue, o...)
		case Dict:
			for _, key := range slices.Sorted(maps.Keys(o)) {
				queue = append(queue, o[key])
			}
		case *Stream:
			queue = append(queue, w.lengthened(o))
		}
	}
}

// lengthened is the dictionary of a stream with its length in it.
func (w *fileWriter) lengthened(s *Stream) Dict {
	d := maps.Clone(s.Dict)
	d["Length"] = num(len(s.Raw))
	return d
}

// objects writes streams as they are, and packs everything else.
func (w *fileWriter) objects() {
	w.places = make([]place, len(w.order)+1)
	var plain []Ref
	for _, ref := range w.order {
		if s, ok := w.file.Objects[ref].(*Stream); ok {
			w.stream(w.numbers[ref], s)
		} else {
			plain = append(plain, ref)
		}
	}
	for group := range slices.Chunk(plain, perStream) {
		var head, body bytes.Buffer
		number := len(w.places)
		for i, ref := range group {
			fmt.Fprintf(&head, "%d %d ", w.numbers[ref], body.Len())
			w.object(&body, w.file.Objects[ref])
			body.WriteByte('\n')
			w.places[w.numbers[ref]] = place{kind: 2, at: number, index: i}
		}
		w.places = append(w.places, place{})
		w.stream(number, packed(
			Dict{"Type": Name("ObjStm"), "N": num(len(group)), "First": num(head.Len())}, slices.Concat(head.Bytes(), body.Bytes())))
	}
}

// stream writes an object that is a stream.
func (w *fileWriter) stream(number int, s *Stream) {
	w.places[number] = place{kind: 1, at: w.out.Len()}
	fmt.Fprintf(&w.out, "%d 0 obj\n", number)
	w.object(&w.out, w.lengthened(s))
	w.out.WriteString("\nstream\n")
	w.out.Write(s.Raw)
	w.out.WriteString("\nendstream\nendobj\n")
}

// end writes the cross references, with an id that is made of all before them.
func (w *fileWriter) end() {
	sum := sha256.Sum256(w.out.Bytes())
	id := String(sum[:16])
	start := w.out.Len()
	w.places = append(w.places, place{kind: 1, at: start})
	var rows bytes.Buffer
	for i, p := range w.places {
		if i == 0 {
			rows.Write([]byte{0, 0, 0, 0, 0, 0xff, 0xff})
			continue
		}
		rows.Write([]byte{byte(p.kind), byte(p.at >> 24), byte(p.at >> 16), byte(p.at >> 8), byte(p.at), byte(p.index >> 8), byte(p.index)})
	}
	s := packed(Dict{
		"Type": Name("XRef"), "Size": num(len(w.places)), "W": Array{num(1), num(4), num(2)}, "ID": Array{id, id},
		"Root": w.file.Trailer["Root"], "Info": w.file.Trailer["Info"],
	}, rows.Bytes())
	w.stream(len(w.places)-1, s)
	fmt.Fprintf(&w.out, "startxref\n%d\n%%%%EOF\n", start)
}

// object writes one object; references get their new numbers.
func (w *fileWriter) object(out *bytes.Buffer, object any) {
	switch o := object.(type) {
	case nil:
		out.WriteString("null")
	case bool:
		out.WriteString(strconv.FormatBool(o))
	case Number:
		out.WriteString(string(o))
	case Name:
		writeName(out, o)
	case String:
		writeString(out, o)
	case Ref:
		if n := w.numbers[o]; n > 0 {
			fmt.Fprintf(out, "%d 0 R", n)
		} else {
			out.WriteString("null")
		}
	case Array:
		out.WriteByte('[')
		for i, item := range o {
			if i > 0 {
				out.WriteByte(' ')
			}
			w.object(out, item)
		}
		out.WriteByte(']')
	case Dict:
		out.WriteString("<<")
		for _, key := range slices.Sorted(maps.Keys(o)) {
			if ref, ok := o[key].(Ref); o[key] == nil || ok && w.numbers[ref] == 0 {
				continue // null is as if it were not there
			}
			writeName(out, key)
			out.WriteByte(' ')
			w.object(out, o[key])
		}
		out.WriteString(">>")
	}
}

func writeName(out *bytes.Buffer, name Name) {
	out.WriteByte('/')
	for i := range len(name) {
		if c := name[i]; c <= ' ' || c > '~' || c == '#' || isDelimiter(c) {
			fmt.Fprintf(out, "#%02X", c)
		} else {
			out.WriteByte(c)
		}
	}
}

func writeString(out *bytes.Buffer, s String) {
	for _, c := range s {
		if c < ' ' || c > '~' || c == '(' || c == ')' || c == '\\' {
			out.WriteByte('<')
			out.WriteString(strings.ToUpper(hex.EncodeToString(s)))
			out.WriteByte('>')
			return
		}
	}
	out.WriteByte('(')
	out.Write(s)
	out.WriteByte(')')
}
