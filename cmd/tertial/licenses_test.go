package main

import (
	"encoding/json"
	"os"
	"strings"
	"testing"
)

func readFile(t *testing.T, name string) string {
	t.Helper()
	text, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// TestEveryModuleHasALicense holds the table to go.mod, both ways.
func TestEveryModuleHasALicense(t *testing.T) {
	t.Parallel()
	mod := readFile(t, "../../go.mod")
	for line := range strings.Lines(mod) {
		fields := strings.Fields(strings.TrimPrefix(strings.TrimSpace(line), "require "))
		if len(fields) >= 2 && strings.Contains(fields[0], ".") && strings.HasPrefix(fields[1], "v") && licenseOf(fields[0]) == "" {
			t.Errorf("licenses.go does not know the licence of %s", fields[0])
		}
	}
	for module := range moduleLicenses() {
		if !strings.Contains(mod, "\t"+module) {
			t.Errorf("licenses.go names %s, which go.mod does not", module)
		}
	}
}

// TestEmbeddedPackages holds versions and texts to what npm installs.
func TestEmbeddedPackages(t *testing.T) {
	t.Parallel()
	var lock struct {
		Packages map[string]struct{ Version string }
	}
	if err := json.Unmarshal([]byte(readFile(t, "../../package-lock.json")), &lock); err != nil {
		t.Fatal(err)
	}
	texts, err := licenseTexts()
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range embeddedPackages() {
		if got := lock.Packages["node_modules/"+e.name].Version; got != e.version {
			t.Errorf("%s: version %q, but package-lock.json has %q", e.name, e.version, got)
		}
		if file := e.name[strings.LastIndex(e.name, "/")+1:] + ".LICENSE"; len(texts[file]) < 500 {
			t.Errorf("%s: no text in %s: run make assets", e.name, file)
		}
	}
}
