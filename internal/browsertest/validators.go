package browsertest

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// HTMLValidate runs html-validate over all pages below the folder dir, with the
// checkout's .htmlvalidate.json, and returns what it says, a line each.
func HTMLValidate(t testing.TB, dir string) []string {
	t.Helper()
	out := run(t, Root(t), "node", module(t, "html-validate/bin/html-validate.mjs"),
		"--config", filepath.Join(Root(t), ".htmlvalidate.json"), "--formatter", "json", absolute(t, dir))
	var files []struct {
		FilePath string
		Messages []struct {
			RuleID, Message string
			Line, Column    int
		}
	}
	if err := json.Unmarshal(out, &files); err != nil {
		t.Fatalf("html-validate: %v\n%s", err, out)
	}
	var found []string
	for _, f := range files {
		for _, m := range f.Messages {
			found = append(found, fmt.Sprintf("%s:%d:%d: %s [%s]", within(t, dir, f.FilePath), m.Line, m.Column, m.Message, m.RuleID))
		}
	}
	return found
}

// atFiles is what the Nu checker says of any file that a page takes from its own
// site: read from a folder, it has no 'self' that a policy could allow. Whether
// the policy holds is seen in the browser.
const atFiles = "Content Security Policy (meta tag): external "

// atData is what it says of data in a script element, which no browser runs and no
// policy blocks. A script that would be run is found by sitecheck.
const atData = "Inline script violates Content Security Policy (meta tag)"

// Nu runs the Nu Html Checker over all pages below the folder dir and returns its
// errors and warnings, a line each.
func Nu(t testing.TB, dir string) []string {
	t.Helper()
	if _, err := exec.LookPath("java"); err != nil {
		t.Fatal("no java on the PATH: run make test, which installs it, or: apt-get install default-jre-headless")
	}
	// Without a larger stack it dies of deep pages. It is done before the second of
	// Java's compilers has paid for itself.
	out := run(t, Root(t), "java", "-Xss4m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-jar", module(t, "vnu-jar/build/dist/vnu.jar"),
		"--stdout", "--format", "json", "--skip-non-html", absolute(t, dir))
	var report struct {
		Messages []struct {
			Type, SubType, URL, Message string
			LastLine, FirstColumn       int
		}
	}
	if err := json.Unmarshal(out, &report); err != nil {
		t.Fatalf("vnu: %v\n%s", err, out)
	}
	var found []string
	for _, m := range report.Messages {
		if m.Type == "info" && m.SubType != "warning" || strings.Contains(m.Message, atFiles) || strings.Contains(m.Message, atData) {
			continue
		}
		kind := pick(m.Type == "info", m.SubType, m.Type)
		found = append(found, fmt.Sprintf("%s:%d:%d: %s: %s",
			within(t, dir, strings.TrimPrefix(m.URL, "file:")), m.LastLine, m.FirstColumn, kind, m.Message))
	}
	return found
}

// run runs a checker, which tells by a status of 1 that it found something. Its
// output goes to a file: Node ends without waiting until a pipe has taken all.
func run(t testing.TB, dir, name string, args ...string) []byte {
	t.Helper()
	file, err := os.Create(filepath.Join(t.TempDir(), "out"))
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = file.Close() }() // read again by name
	cmd := exec.CommandContext(t.Context(), name, args...)
	cmd.Dir = dir
	var stderr bytes.Buffer
	cmd.Stdout, cmd.Stderr = file, &stderr
	err = cmd.Run()
	var exit *exec.ExitError
	if err != nil && (!errors.As(err, &exit) || exit.ExitCode() != 1) {
		t.Fatalf("%s: %v\n%s", name, err, stderr.String())
	}
	out, err := os.ReadFile(file.Name())
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func absolute(t testing.TB, dir string) string {
	t.Helper()
	abs, err := filepath.Abs(dir)
	if err != nil {
		t.Fatal(err)
	}
	return abs
}

// within gives a file's path below dir, slash-separated.
func within(t testing.TB, dir, file string) string {
	t.Helper()
	rel, err := filepath.Rel(absolute(t, dir), file)
	if err != nil {
		return file
	}
	return filepath.ToSlash(rel)
}
