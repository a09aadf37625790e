package archtest

import (
	"encoding/json"
	"maps"
	"slices"
	"strings"
	"testing"
)

// requires reads the modules that go.mod requires, and whether each is marked as
// needed only by others.
func requires(t *testing.T) map[string]bool {
	t.Helper()
	indirect := map[string]bool{}
	for line := range strings.Lines(readFile(t, "go.mod")) {
		f := strings.Fields(strings.TrimPrefix(strings.TrimSpace(line), "require "))
		if len(f) >= 2 && strings.HasPrefix(f[1], "v") && strings.Contains(f[0], ".") {
			indirect[f[0]] = strings.Contains(line, "// indirect")
		}
	}
	return indirect
}

// imported returns the modules of go.mod that our own files import.
func imported(t *testing.T, modules map[string]bool) []string {
	t.Helper()
	_, files := goFiles(t)
	found := map[string]bool{}
	for _, f := range files {
		for _, imp := range f.Imports {
			best := ""
			for m := range modules {
				if (imp == m || strings.HasPrefix(imp, m+"/")) && len(m) > len(best) {
					best = m
				}
			}
			if best != "" {
				found[best] = true
			}
		}
	}
	return slices.Sorted(maps.Keys(found))
}

// npm returns the packages that package.json asks for, with their versions.
func npm(t *testing.T) map[string]string {
	t.Helper()
	var manifest struct{ Dependencies, DevDependencies map[string]string }
	if err := json.Unmarshal([]byte(readFile(t, "package.json")), &manifest); err != nil {
		t.Fatalf("package.json: %v", err)
	}
	if len(manifest.Dependencies) > 0 {
		t.Errorf("package.json: the tool runs without npm, so it has devDependencies only")
	}
	return manifest.DevDependencies
}

func TestEveryDependencyDocumented(t *testing.T) {
	t.Parallel()
	page := readFile(t, "docs/architecture.md")
	names := append(imported(t, requires(t)), slices.Sorted(maps.Keys(npm(t)))...)
	for _, name := range names {
		if !strings.Contains(page, name) {
			t.Errorf("docs/architecture.md does not name %s: say in a line what it is for, who imports it, what would replace it", name)
		}
	}
}

func TestGoModSaysWhatIsImported(t *testing.T) {
	t.Parallel()
	modules := requires(t)
	direct := imported(t, modules)
	for _, m := range slices.Sorted(maps.Keys(modules)) {
		switch used := slices.Contains(direct, m); {
		case used && modules[m]:
			t.Errorf("go.mod marks %s as indirect, but it is imported: run go mod tidy", m)
		case !used && !modules[m]:
			t.Errorf("go.mod requires %s, which nothing imports: run go mod tidy", m)
		}
	}
	if strings.Contains(readFile(t, "go.mod"), "replace ") {
		t.Error("go.mod replaces a module; a fresh clone must get what go.sum says")
	}
}

func TestNPMVersionsArePinned(t *testing.T) {
	t.Parallel()
	for name, version := range npm(t) {
		if strings.Trim(version, "0123456789.") != "" {
			t.Errorf("package.json: %s is asked for as %q; pin one version", name, version)
		}
	}
}

// TestNoRegistryHost keeps the names of download hosts out of the lock files:
// where packages come from is a matter of the machine.
func TestNoRegistryHost(t *testing.T) {
	t.Parallel()
	var lock any
	if err := json.Unmarshal([]byte(readFile(t, "package-lock.json")), &lock); err != nil {
		t.Fatalf("package-lock.json: %v", err)
	}
	for _, at := range addresses("", lock) {
		t.Errorf("package-lock.json: %s; run npm install --package-lock-only with the .npmrc of this folder", at)
	}
	for _, name := range []string{".npmrc", "package.json", "go.mod", "go.sum", "internal/tools.mod", "internal/tools.sum"} {
		if text := readFile(t, name); strings.Contains(text, "http"+"://") || strings.Contains(text, "https"+"://") {
			t.Errorf("%s: names an address", name)
		}
	}
}

// addresses lists where a lock file holds an address. Authors' pages for
// donations are no place that anything is fetched from.
func addresses(at string, v any) []string {
	var found []string
	switch v := v.(type) {
	case map[string]any:
		for _, key := range slices.Sorted(maps.Keys(v)) {
			if key != "funding" {
				found = append(found, addresses(at+"/"+key, v[key])...)
			}
		}
	case []any:
		for _, e := range v {
			found = append(found, addresses(at, e)...)
		}
	case string:
		if strings.Contains(v, "://") {
			found = append(found, at+" is "+v)
		}
	}
	return found
}
