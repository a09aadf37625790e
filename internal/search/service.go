package search

import (
	"bufio"
	"bytes"
	"context"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os/exec"
	"strings"

	"golang.org/x/sync/errgroup"
)

// A document is what the program is given of one record.
type document struct{ url, html string }

// A request is one message to the program. Messages in both directions are JSON
// in base64, each with a comma after it.
type request struct {
	ID      int `json:"message_id"`
	Payload any `json:"payload"`
}

type newIndex struct {
	Type   string      `json:"type"`
	Config indexConfig `json:"config"`
}

type indexConfig struct {
	Language string `json:"force_language"`
	KeepURL  bool   `json:"keep_index_url"`
}

type addFile struct {
	Type  string `json:"type"`
	Index int    `json:"index_id"`
	URL   string `json:"url"`
	HTML  string `json:"file_contents"`
}

type getFiles struct {
	Type  string `json:"type"`
	Index int    `json:"index_id"`
}

// A response is what the program answers to one message.
type response struct {
	ID      *int `json:"message_id"`
	Payload struct {
		Type    string `json:"type"`
		Message string `json:"message"`
		Index   int    `json:"index_id"`
		Files   []struct {
			Path    string `json:"path"`
			Content []byte `json:"content"`
		} `json:"files"`
	} `json:"payload"`
}

// serve runs the program as a service, gives it the documents and takes the
// files that it makes of them. The program reads and writes no files.
func serve(ctx context.Context, program, lang string, documents []document) ([]File, error) {
	cmd := exec.CommandContext(ctx, program, "--service")
	var said bytes.Buffer
	cmd.Stderr = &said
	in, err := cmd.StdinPipe()
	if err != nil {
		return nil, err
	}
	out, err := cmd.StdoutPipe()
	if err != nil {
		return nil, err
	}
	if err := cmd.Start(); err != nil {
		return nil, fmt.Errorf("start %s: %w", program, err)
	}
	files, err := converse(in, out, lang, documents)
	if err != nil {
		_ = cmd.Process.Kill() // the error is said
		_ = cmd.Wait()         // and this one comes of the line above
		return nil, fmt.Errorf("%s: %w%s", program, err, tail(said.String()))
	}
	if err := cmd.Wait(); err != nil {
		return nil, fmt.Errorf("%s: %w%s", program, err, tail(said.String()))
	}
	return files, nil
}

// tail is the end of what a program has said of its failure.
func tail(said string) string {
	lines := strings.Split(strings.TrimSpace(said), "\n")
	if last := lines[len(lines)-1]; last != "" {
		return ": " + last
	}
	return ""
}

// converse writes all messages and reads the answers, both at a time, since
// neither side waits for the other. It closes in, which ends the program.
func converse(in io.WriteCloser, out io.Reader, lang string, documents []document) ([]File, error) {
	var files []File
	var talk errgroup.Group
	talk.Go(func() error {
		err := ask(in, lang, documents)
		if err != nil {
			_ = in.Close() // the error before is what went wrong
		}
		return err
	})
	talk.Go(func() error {
		var err error
		files, err = listen(out, len(documents)+2)
		return errors.Join(err, in.Close())
	})
	return files, talk.Wait()
}

// ask writes the messages: a new index, each document, the wish for the files.
func ask(in io.Writer, lang string, documents []document) error {
	w := bufio.NewWriterSize(in, 1<<16)
	id := 0
	send := func(payload any) error {
		text, err := json.Marshal(request{id, payload})
		if err != nil {
			return err
		}
		id++
		enc := base64.NewEncoder(base64.StdEncoding, w)
		if _, err := enc.Write(text); err != nil {
			return err
		}
		if err := enc.Close(); err != nil {
			return err
		}
		return w.WriteByte(',')
	}
	if err := send(newIndex{"NewIndex", indexConfig{lang, true}}); err != nil {
		return err
	}
	for _, d := range documents {
		if err := send(addFile{"AddFile", 0, d.url, d.html}); err != nil {
			return err
		}
	}
	if err := send(getFiles{"GetFiles", 0}); err != nil {
		return err
	}
	return w.Flush()
}

// errAnswer is an answer that the program's protocol does not have.
var errAnswer = errors.New("unexpected answer")

// listen reads n answers, of which the last one has the files.
func listen(out io.Reader, n int) ([]File, error) {
	r := bufio.NewReaderSize(out, 1<<16)
	for i := range n {
		text, err := r.ReadBytes(',')
		if err != nil {
			return nil, fmt.Errorf("answer %d of %d: %w", i+1, n, err)
		}
		answer, err := decode(text[:len(text)-1])
		if err != nil {
			return nil, err
		}
		switch p := &answer.Payload; {
		case p.Type == "Error":
			return nil, fmt.Errorf("answer %d of %d: %s", i+1, n, p.Message)
		case i < n-1:
			continue
		case p.Type != "GetFiles":
			return nil, fmt.Errorf("%w: %s", errAnswer, p.Type)
		default:
			files := make([]File, len(p.Files))
			for i, f := range p.Files {
				files[i] = File{Path: f.Path, Content: f.Content}
			}
			return files, nil
		}
	}
	return nil, errAnswer
}

func decode(text []byte) (*response, error) {
	plain := make([]byte, base64.StdEncoding.DecodedLen(len(text)))
	n, err := base64.StdEncoding.Decode(plain, text)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", errAnswer, err)
	}
	var r response
	if err := json.Unmarshal(plain[:n], &r); err != nil {
		return nil, fmt.Errorf("%w: %w", errAnswer, err)
	}
	return &r, nil
}
