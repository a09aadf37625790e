package pdf

import (
	"bytes"
	"errors"
	"fmt"
	"strconv"
)

// A File is a PDF whose objects have been read.
type File struct {
	Objects map[Ref]any
	Trailer Dict // with Root and Info
}

// most is how many objects a file may say it has.
const most = 4 << 20

var errNoPDF = errors.New("not a PDF that can be read")

// Parse reads a file as Chromium or this package writes it: one section of
// cross references, a table or a stream, no encryption.
func Parse(text []byte) (*File, error) {
	f, err := parse(text)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", errNoPDF, err)
	}
	return f, nil
}

func parse(text []byte) (*File, error) {
	if !bytes.HasPrefix(text, []byte("%PDF-")) {
		return nil, errors.New("it does not begin as one")
	}
	at := bytes.LastIndex(text, []byte("startxref"))
	if at < 0 {
		return nil, errors.New("it has no end")
	}
	l := &lexer{text: text, at: at + len("startxref")}
	l.blanks()
	start, err := strconv.Atoi(l.word())
	if err != nil || start < 0 || start >= len(text) {
		return nil, errors.New("its end leads nowhere")
	}
	r := &reader{text: text, places: map[Ref]int{}, inside: map[Ref][]Ref{}, file: &File{Objects: map[Ref]any{}}}
	l.at = start
	if l.peek("xref") {
		err = r.table(l)
	} else {
		err = r.xrefStream(start)
	}
	if err != nil {
		return nil, err
	}
	if err := r.all(); err != nil {
		return nil, err
	}
	switch {
	case r.file.Trailer["Encrypt"] != nil:
		return nil, errors.New("it is encrypted")
	case r.file.Trailer["Prev"] != nil:
		return nil, errors.New("it has been changed after it was made")
	case r.file.root() == nil:
		return nil, errors.New("it has no catalogue")
	}
	return r.file, nil
}

// A reader is the state of one [Parse].
type reader struct {
	text   []byte
	places map[Ref]int   // offsets of objects that stand for themselves
	inside map[Ref][]Ref // objects in a stream of objects, by that stream
	file   *File
}

// table reads cross references in words, and the trailer.
func (r *reader) table(l *lexer) error {
	for {
		l.blanks()
		if l.peek("trailer") {
			break
		}
		first, err1 := strconv.Atoi(l.word())
		l.blanks()
		n, err2 := strconv.Atoi(l.word())
		if err1 != nil || err2 != nil || first < 0 || n < 0 || n > most || first > most {
			return errors.New("a table of cross references that is none")
		}
		for i := range n {
			l.blanks()
			offset, err := strconv.Atoi(l.word())
			l.blanks()
			l.word()
			l.blanks()
			kind := l.word()
			if err != nil || kind != "n" && kind != "f" {
				return errors.New("a cross reference that is none")
			}
			if kind == "n" {
				r.places[Ref(first+i)] = offset
			}
		}
	}
	trailer, err := l.object(0)
	if err != nil {
		return err
	}
	dict, ok := trailer.(Dict)
	if !ok {
		return errors.New("no trailer")
	}
	r.file.Trailer = dict
	return nil
}

// widths are those of the columns of our cross references.
const xrefColumns = 3

// xrefStream reads cross references that are packed.
func (r *reader) xrefStream(at int) error {
	_, object, err := r.indirect(at)
	if err != nil {
		return err
	}
	s, ok := object.(*Stream)
	if !ok || s.Dict["Type"] != Name("XRef") || s.Dict["Index"] != nil {
		return errors.New("cross references that are none")
	}
	w, _ := s.Dict["W"].(Array)
	if len(w) != xrefColumns {
		return errors.New("cross references without columns")
	}
	var widths [xrefColumns]int
	row := 0
	for i := range widths {
		n, _ := w[i].(Number)
		width, ok := n.Int()
		if !ok || width < 1 || width > 4 {
			return errors.New("cross references with columns that are none")
		}
		widths[i] = width
		row += width
	}
	text, err := s.Unpacked()
	if err != nil {
		return err
	}
	for i := 0; len(text) >= row; i++ {
		var v [xrefColumns]int
		for k, width := range widths {
			for range width {
				v[k] = v[k]<<8 | int(text[0])
				text = text[1:]
			}
		}
		switch v[0] {
		case 1:
			r.places[Ref(i)] = v[1]
		case 2:
			r.inside[Ref(v[1])] = append(r.inside[Ref(v[1])], Ref(i))
		}
	}
	r.file.Trailer = s.Dict
	return nil
}

// all reads all objects.
func (r *reader) all() error {
	for ref, at := range r.places {
		got, object, err := r.indirect(at)
		if err != nil {
			return fmt.Errorf("object %d: %w", ref, err)
		}
		if got != ref {
			return fmt.Errorf("object %d stands where object %d should", got, ref)
		}
		r.file.Objects[ref] = object
	}
	for holder := range r.inside {
		if err := r.unpack(holder); err != nil {
			return fmt.Errorf("object %d: %w", holder, err)
		}
	}
	for holder := range r.inside {
		delete(r.file.Objects, holder)
	}
	return nil
}

// indirect reads "12 0 obj … endobj" at an offset.
func (r *reader) indirect(at int) (Ref, any, error) {
	if at < 0 || at >= len(r.text) {
		return 0, nil, errors.New("it is outside the file")
	}
	l := &lexer{text: r.text, at: at}
	l.blanks()
	number, err := strconv.Atoi(l.word())
	l.blanks()
	generation := l.word()
	l.blanks()
	if err != nil || generation != "0" || !l.peek("obj") {
		return 0, nil, errors.New("there is no object")
	}
	object, err := l.object(0)
	if err != nil {
		return 0, nil, err
	}
	if word, ok := object.(operator); ok {
		return 0, nil, fmt.Errorf("it is %q", word)
	}
	dict, ok := object.(Dict)
	l.blanks()
	if !ok || !l.peek("stream") {
		return Ref(number), object, nil
	}
	l.peek("\r")
	l.peek("\n")
	raw, err := r.body(l, dict)
	return Ref(number), &Stream{Dict: dict, Raw: raw}, err
}

// body is the bytes of a stream.
func (r *reader) body(l *lexer, dict Dict) ([]byte, error) {
	length := dict["Length"]
	if ref, ok := length.(Ref); ok {
		place, known := r.places[ref]
		if !known || place < 0 || place >= len(r.text) {
			return nil, errors.New("a stream of unknown length")
		}
		inner := &lexer{text: r.text, at: place}
		for range 3 { // 12 0 obj
			inner.blanks()
			inner.word()
		}
		var err error
		if length, err = inner.object(0); err != nil {
			return nil, err
		}
	}
	n, _ := length.(Number)
	size, ok := n.Int()
	if !ok || size < 0 || size > len(l.text)-l.at {
		return nil, errors.New("a stream longer than the file")
	}
	raw := l.text[l.at : l.at+size]
	l.at += size
	l.blanks()
	if !l.peek("endstream") {
		return nil, errors.New("a stream without an end")
	}
	return raw, nil
}

// unpack reads a stream of objects.
func (r *reader) unpack(holder Ref) error {
	s, ok := r.file.Objects[holder].(*Stream)
	if !ok || s.Dict["Type"] != Name("ObjStm") {
		return errors.New("no stream of objects")
	}
	count, _ := s.Dict["N"].(Number)
	begin, _ := s.Dict["First"].(Number)
	n, ok1 := count.Int()
	first, ok2 := begin.Int()
	text, err := s.Unpacked()
	if err != nil {
		return err
	}
	if !ok1 || !ok2 || n < 0 || n > most || first < 0 || first > len(text) {
		return errors.New("a stream of objects without a head")
	}
	wanted := map[Ref]bool{}
	for _, ref := range r.inside[holder] {
		wanted[ref] = true
	}
	head := &lexer{text: text[:first]}
	for range n {
		head.blanks()
		number, err1 := strconv.Atoi(head.word())
		head.blanks()
		at, err2 := strconv.Atoi(head.word())
		if err1 != nil || err2 != nil || at < 0 || at > len(text)-first {
			return errors.New("a stream of objects with a broken head")
		}
		object, err := (&lexer{text: text, at: first + at}).object(0)
		if err != nil {
			return err
		}
		if _, ok := object.(operator); ok || !wanted[Ref(number)] {
			return fmt.Errorf("it holds what is no object %d", number)
		}
		r.file.Objects[Ref(number)] = object
	}
	return nil
}

// get follows a reference; objects may not lead to themselves.
func (f *File) get(object any) any {
	for range deepest {
		ref, ok := object.(Ref)
		if !ok {
			return object
		}
		object = f.Objects[ref]
	}
	return nil
}

// dict is the dictionary that is meant, of a stream too, or nil.
func (f *File) dict(object any) Dict {
	switch o := f.get(object).(type) {
	case Dict:
		return o
	case *Stream:
		return o.Dict
	default:
		return nil
	}
}

func (f *File) array(object any) Array {
	list, _ := f.get(object).(Array)
	return list
}

func (f *File) root() Dict { return f.dict(f.Trailer["Root"]) }

// Pages are the file's pages in their order.
func (f *File) Pages() []Ref {
	var pages []Ref
	seen := map[Ref]bool{}
	var walk func(object any, depth int)
	walk = func(object any, depth int) {
		ref, ok := object.(Ref)
		node := f.dict(object)
		if !ok || seen[ref] || node == nil || depth > deepest {
			return
		}
		seen[ref] = true
		if node["Type"] == Name("Page") {
			pages = append(pages, ref)
			return
		}
		for _, kid := range f.array(node["Kids"]) {
			walk(kid, depth+1)
		}
	}
	if root := f.root(); root != nil {
		walk(root["Pages"], 0)
	}
	return pages
}

// Destinations are the pages, from 1, of what links lead to inside the file.
func (f *File) Destinations() map[string]int {
	numbers := map[Ref]int{}
	for i, page := range f.Pages() {
		numbers[page] = i + 1
	}
	named := map[string]int{}
	for name, target := range f.dict(f.root()["Dests"]) {
		at := f.array(target)
		if at == nil {
			at = f.array(f.dict(target)["D"])
		}
		if len(at) == 0 {
			continue
		}
		if page, ok := at[0].(Ref); ok && numbers[page] > 0 {
			named[string(name)] = numbers[page]
		}
	}
	return named
}
