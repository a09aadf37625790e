package main

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/txtar"

	"tertial/internal/privacy"
)

// TestHook commits in a new repository with the hook of this one turned on.
// A number stops the commit; neither what is printed nor the history has it.
func TestHook(t *testing.T) {
	t.Parallel()
	site, err := txtar.ParseFile("testdata/site.txtar")
	if err != nil {
		t.Fatal(err)
	}
	root := t.TempDir()
	if err := lay(root, site); err != nil {
		t.Fatal(err)
	}
	hook, err := filepath.Abs("../../.githooks")
	if err != nil {
		t.Fatal(err)
	}
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	bin := filepath.Join(root, "bin")
	if err := os.Mkdir(bin, 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(self, filepath.Join(bin, "tertial")); err != nil { // called by that name it is the program
		t.Fatal(err)
	}
	run := func(args ...string) (string, error) {
		cmd := exec.CommandContext(t.Context(), "git", append([]string{
			"-C", root, "-c", "core.hooksPath=" + hook, "-c", "user.name=Test", "-c", "user.email=a@exempel.se", "-c", "commit.gpgsign=false",
		}, args...)...)
		out, err := cmd.CombinedOutput()
		return string(out), err
	}
	must := func(args ...string) {
		t.Helper()
		if out, err := run(args...); err != nil {
			t.Fatalf("git %s: %v\n%s", args[0], err, out)
		}
	}
	must("init", "-q", "-b", "main")
	must("add", "content", "data")
	must("commit", "-q", "-m", "start")

	number := invented(t)
	report := filepath.Join(root, "content/barnnamnden/2020/delar-1/report.md")
	text, err := os.ReadFile(report)
	if err != nil {
		t.Fatal(err)
	}
	write := func(name, text string) {
		t.Helper()
		if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	write(report, string(text)+"\nAnna, "+number+".\n")
	for _, args := range [][]string{{"commit", "-q", "-a", "-m", "fel"}, {"commit", "-q", "-m", "fel", "--", "content"}} {
		out, err := run(args...)
		if err == nil {
			t.Fatalf("git %v: the commit went through", args)
		}
		if !strings.Contains(out, "[PERSONNUMMER]") || !strings.Contains(out, "finns den kvar i historiken: kontakta") || !strings.Contains(out, "report.md:") {
			t.Errorf("git %v says:\n%s", args, out)
		}
		if strings.Contains(out, number) || strings.Contains(out, number[7:]) {
			t.Error("the number is told")
		}
	}
	if out, _ := run("log", "--oneline"); strings.Count(out, "\n") != 1 {
		t.Errorf("history:\n%s", out)
	}
	write(report, string(text)+"\nAnna.\n")
	must("commit", "-q", "-a", "-m", "rätt")
}

// invented makes an identity number; none stands in the repository.
func invented(t *testing.T) string {
	t.Helper()
	for c := range 10 {
		if number := fmt.Sprintf("%02d0114-%d%d", 70, 123, c); len(privacy.Identity([]byte(number))) == 1 {
			return number
		}
	}
	t.Fatal("no number is one")
	return ""
}

// TestNumbersOutsideSites: neither a proposal nor the check of a converted
// document tells a number that stands in the file.
func TestNumbersOutsideSites(t *testing.T) {
	t.Parallel()
	number := invented(t)
	dir := t.TempDir()
	table, paper := filepath.Join(dir, "lista.csv"), filepath.Join(dir, "paper.txt")
	for name, text := range map[string]string{
		table: "namn;utfall 2020\na;" + number + "\nb;2\nc;" + number + "\n", paper: "Det gäller " + number + " och 12 till.\n",
	} {
		if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	for _, args := range [][]string{
		{"new", "dataset", "--stdout", table}, {"check", "--as-is", paper}, {"check", "--format", "json", "--as-is", paper},
	} {
		var out bytes.Buffer
		c := Command{Stdin: strings.NewReader(""), Stdout: &out, Stderr: &out, Env: func(string) string { return "" }, Now: time.Now}
		if got := c.Main(args); got != exitFindings {
			t.Errorf("%v: status %d", args, got)
		}
		if !strings.Contains(out.String(), "PERSONNUMMER") || strings.Contains(out.String(), number[7:]) || strings.Contains(out.String(), number[:6]) {
			t.Errorf("%v says:\n%s", args, out.String())
		}
	}
}
