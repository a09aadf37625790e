package privacy

import (
	"bytes"
	"compress/zlib"
	"encoding/binary"
	"io"
)

// readJPEG reads the segments before the image: EXIF, XMP, IPTC, comments.
func readJPEG(raw []byte) []property {
	var found []property
	for at := 2; at+4 <= len(raw) && raw[at] == 0xff; {
		mark, length := raw[at+1], int(binary.BigEndian.Uint16(raw[at+2:]))
		if mark == 0xda || mark == 0xd9 || length < 2 || at+2+length > len(raw) {
			break
		}
		body := raw[at+4 : at+2+length]
		switch {
		case mark == 0xe1 && bytes.HasPrefix(body, []byte("Exif\x00\x00")):
			found = append(found, readTIFF(body[6:])...)
		case mark == 0xe1 && bytes.HasPrefix(body, []byte("http://ns.adobe.com/")):
			found = append(found, readXMP(body)...)
		case mark == 0xed:
			found = append(found, property{name: "IPTC", value: body})
		case mark == 0xfe:
			found = append(found, property{name: "Comment", value: body})
		}
		at += 2 + length
	}
	return found
}

// readPNG reads the chunks of text and EXIF.
func readPNG(raw []byte) []property {
	var found []property
	for at := 8; at+12 <= len(raw); {
		length := int(binary.BigEndian.Uint32(raw[at:]))
		if length < 0 || length > len(raw)-at-12 {
			break
		}
		kind, body := string(raw[at+4:at+8]), raw[at+8:at+8+length]
		name, value, _ := bytes.Cut(body, []byte{0})
		switch kind {
		case "tEXt":
			found = append(found, property{name: string(name), value: value})
		case "zTXt":
			found = append(found, property{name: string(name), value: inflate(value[min(1, len(value)):])})
		case "iTXt":
			found = append(found, international(string(name), value)...)
		case "eXIf":
			found = append(found, readTIFF(body)...)
		}
		at += 12 + length
	}
	return found
}

// international reads what follows the keyword of an iTXt chunk: two bytes
// about packing, a language, a translated keyword, the text.
func international(name string, rest []byte) []property {
	if len(rest) < 2 {
		return nil
	}
	packed, rest := rest[0] == 1, rest[2:]
	for range 2 {
		_, after, ok := bytes.Cut(rest, []byte{0})
		if !ok {
			return nil
		}
		rest = after
	}
	if packed {
		rest = inflate(rest)
	}
	if name == "XML:com.adobe.xmp" {
		return readXMP(rest)
	}
	return []property{{name: name, value: rest}}
}

// readWebP reads the chunks EXIF and XMP.
func readWebP(raw []byte) []property {
	var found []property
	for at := 12; at+8 <= len(raw); {
		length := int(binary.LittleEndian.Uint32(raw[at+4:]))
		if length < 0 || length > len(raw)-at-8 {
			break
		}
		body := raw[at+8 : at+8+length]
		switch string(raw[at : at+4]) {
		case "EXIF":
			found = append(found, readTIFF(bytes.TrimPrefix(body, []byte("Exif\x00\x00")))...)
		case "XMP ":
			found = append(found, readXMP(body)...)
		}
		at += 8 + length + length%2
	}
	return found
}

// inflate unpacks a stream of zlib as far as it can be read.
func inflate(packed []byte) []byte {
	r, err := zlib.NewReader(bytes.NewReader(packed))
	if err != nil {
		return nil
	}
	defer func() { _ = r.Close() }()                      // only read from
	text, _ := io.ReadAll(io.LimitReader(r, maxUnpacked)) // what came before an error counts
	return text
}

// tagName is the name of an EXIF tag that tells of a person, a place or the
// device; "" for all others, such as sizes and colours.
func tagName(tag uint16) string {
	switch tag {
	case 0x010e:
		return "ImageDescription"
	case 0x010f:
		return "Make"
	case 0x0110:
		return "Model"
	case 0x0131:
		return "Software"
	case 0x013b:
		return "Artist"
	case 0x013c:
		return "HostComputer"
	case 0x02bc:
		return "XMP"
	case 0x8298:
		return "Copyright"
	case 0x83bb:
		return "IPTC"
	case 0x8825:
		return "GPS"
	case 0x9003:
		return "DateTimeOriginal"
	case 0x9286:
		return "UserComment"
	case 0x9c9b:
		return "XPTitle"
	case 0x9c9c:
		return "XPComment"
	case 0x9c9d:
		return "XPAuthor"
	case 0xa420:
		return "ImageUniqueID"
	case 0xa430:
		return "CameraOwnerName"
	case 0xa431:
		return "BodySerialNumber"
	default:
		return ""
	}
}

// readTIFF reads the directories of a TIFF file, which EXIF is too.
func readTIFF(raw []byte) []property {
	if len(raw) < 8 {
		return nil
	}
	t := tiff{raw: raw, order: binary.LittleEndian}
	if raw[0] == 'M' {
		t.order = binary.BigEndian
	}
	next := t.order.Uint32(raw[4:])
	for range 16 { // more images than any file has; a ring ends here
		if next = t.directory(next); next == 0 {
			break
		}
	}
	return t.found
}

type tiff struct {
	raw   []byte
	order binary.ByteOrder
	found []property
}

// directory reads one directory and returns where the next is.
func (t *tiff) directory(at uint32) uint32 {
	const entry = 12
	if int64(at)+2 > int64(len(t.raw)) || at < 8 {
		return 0
	}
	count := int(t.order.Uint16(t.raw[at:]))
	rest := t.raw[at+2:]
	if len(rest) < count*entry {
		return 0
	}
	for i := range count {
		t.entry(rest[i*entry : (i+1)*entry])
	}
	if len(rest) < count*entry+4 {
		return 0
	}
	return t.order.Uint32(rest[count*entry:])
}

func (t *tiff) entry(e []byte) {
	tag, size := t.order.Uint16(e), int64(t.order.Uint32(e[4:]))
	if tag == 0x8769 && len(t.found) < maxProperties { // the directory of EXIF itself
		t.directory(t.order.Uint32(e[8:]))
		return
	}
	name := tagName(tag)
	if name == "" {
		return
	}
	value := e[8:12]
	if offset := int64(t.order.Uint32(e[8:])); size > 4 && tag != 0x8825 && offset+size <= int64(len(t.raw)) {
		value = t.raw[offset : offset+size]
	}
	t.found = append(t.found, property{name: name, value: value})
}
