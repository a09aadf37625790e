package pdf

import (
	"bytes"
	"compress/zlib"
	"errors"
	"fmt"
	"io"
	"strconv"
)

// The kinds of objects. A null is nil, a boolean a bool; numbers keep their
// digits, so that what is written again is what was read.
type (
	// A Name is a name without its slash.
	Name string
	// A Number is a number as it was written.
	Number string
	// A String is the bytes of a text.
	String []byte
	// An Array is a list of objects.
	Array []any
	// A Dict is a dictionary.
	Dict map[Name]any
	// A Ref names an object of the file by its number.
	Ref int
	// A Stream is bytes with what is said of them.
	Stream struct {
		Dict Dict
		Raw  []byte // as they stand in the file, packed
	}
)

// mostUnpacked ends what a small file could grow to.
const mostUnpacked = 256 << 20

// Unpacked returns the bytes of a stream that is not packed, or by Flate.
func (s *Stream) Unpacked() ([]byte, error) {
	switch filter := s.Dict["Filter"].(type) {
	case nil:
		return s.Raw, nil
	case Name:
		if filter != "FlateDecode" {
			return nil, fmt.Errorf("a stream packed by %s", filter)
		}
	default:
		return nil, errors.New("a stream that is packed more than once")
	}
	if s.Dict["DecodeParms"] != nil {
		return nil, errors.New("a stream with parameters")
	}
	r, err := zlib.NewReader(bytes.NewReader(s.Raw))
	if err != nil {
		return nil, fmt.Errorf("unpack a stream: %w", err)
	}
	text, err := io.ReadAll(io.LimitReader(r, mostUnpacked))
	if err != nil {
		return nil, fmt.Errorf("unpack a stream: %w", err)
	}
	return text, nil
}

// packed makes a stream of bytes.
func packed(d Dict, text []byte) *Stream {
	var out bytes.Buffer
	w, err := zlib.NewWriterLevel(&out, zlib.BestCompression)
	if err != nil {
		panic("pdf: " + err.Error()) // the level is one
	}
	_, _ = w.Write(text) // a buffer takes all
	_ = w.Close()
	d["Filter"] = Name("FlateDecode")
	return &Stream{Dict: d, Raw: out.Bytes()}
}

// Int is the whole number that is meant, and whether it is one.
func (n Number) Int() (int, bool) {
	i, err := strconv.Atoi(string(n))
	return i, err == nil
}

func num(n int) Number { return Number(strconv.Itoa(n)) }
