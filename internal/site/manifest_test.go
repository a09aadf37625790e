package site

import (
	"bytes"
	"crypto/sha256"
	"fmt"
	"os/exec"
	"reflect"
	"strings"
	"testing"
)

const zeros = "0000000000000000000000000000000000000000000000000000000000000000"

func TestManifestText(t *testing.T) {
	t.Parallel()
	m := Manifest{AsOf: asOfA, Files: []File{{Path: "a b.html"}, {Path: "å"}}}
	want := "# tertial 1\n# as-of: 2020-05-26\n" + zeros + "  a b.html\n" + zeros + "  å\n"
	seal := fmt.Sprintf("# seal: %x\n", sha256.Sum256([]byte(want)))
	if got := string(m.Bytes()); got != want+seal {
		t.Errorf("%q", got)
	}
	if got, err := ParseManifest([]byte(want)); err != nil || !reflect.DeepEqual(got, m) {
		t.Errorf("without a seal: %+v %v", got, err)
	}
	if got, err := ParseManifest(m.Bytes()); err != nil || !reflect.DeepEqual(got, m) {
		t.Errorf("%+v %v", got, err)
	}
}

// TestSealed: no byte of a manifest changes without its showing.
func TestSealed(t *testing.T) {
	t.Parallel()
	good := Manifest{AsOf: asOfA, Files: []File{{Path: "a"}, {Path: "b"}}}.Bytes()
	if !Sealed(good) || !Sealed(Manifest{}.Bytes()) {
		t.Errorf("not sealed: %s", good)
	}
	for i := range good {
		changed := bytes.Clone(good)
		changed[i] ^= 1
		if Sealed(changed) {
			t.Errorf("byte %d can be changed", i)
		}
	}
	if Sealed(nil) || Sealed(good[:len(good)-1]) || Sealed(append(good, "# seal: x\n"...)) {
		t.Error("sealed without a seal")
	}
}

func TestParseManifestRefuses(t *testing.T) {
	t.Parallel()
	const head = manifestHead + "\n"
	tests := []struct {
		name, give string
		line       int
	}{
		{"newer version", "# tertial 2\n", 1},
		{"carriage return", "# tertial 1\r\n", 1},
		{"cut off", head + zeros + "  a", 2},
		{"text", head + "hello\n", 2},
		{"one blank", head + zeros + " a\n", 2},
		{"short digest", head + zeros[1:] + "  a\n", 2},
		{"no hex", head + "x" + zeros[1:] + "  a\n", 2},
		{"path out", head + zeros + "  ../a\n", 2},
		{"reserved path", head + zeros + "  .gitignore\n", 2},
		{"twice", head + zeros + "  a\n" + zeros + "  a\n", 3},
		{"unsorted", head + "# as-of: 2020-01-01\n" + zeros + "  b\n" + zeros + "  a\n", 4},
		{"seal within", head + "# seal: x\n" + zeros + "  a\n", 2},
		{"late date", head + zeros + "  b\n# as-of: 2020-01-01\n", 3},
	}
	for _, test := range tests {
		_, err := ParseManifest([]byte(test.give))
		if got := wantError[*ManifestError](t, err); got.Line != test.line {
			t.Errorf("%s: %v", test.name, got)
		}
	}
}

// TestManifestWithOtherTools has the manifest checked by whichever of the usual programs there is.
func TestManifestWithOtherTools(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	files := treeA()
	files["mellanslag och åäö.html"] = "x"
	mustBuild(t, dir, files, Options{AsOf: asOfA})
	cmd := exec.Command("sha256sum", "--strict", "--warn", "-c", ManifestName)
	if cmd.Err != nil {
		cmd = exec.Command("shasum", "-a", "256", "-c", ManifestName)
	}
	cmd.Dir = dir
	out, err := cmd.CombinedOutput()
	if err != nil || strings.Count(string(out), ": OK\n") != len(files) || strings.Count(string(out), "\n") != len(files) {
		t.Errorf("%v\n%s", err, out)
	}
}

func FuzzParseManifest(f *testing.F) {
	f.Add(Manifest{AsOf: asOfA, Files: []File{{Path: "a"}, {Path: "b/c"}}}.Bytes())
	f.Add([]byte(manifestHead + "\n"))
	f.Add([]byte(manifestHead + "\n" + zeros + "  ../x\n"))
	f.Fuzz(func(t *testing.T, data []byte) {
		m, err := ParseManifest(data)
		if err != nil {
			return
		}
		for _, file := range m.Files {
			if err := checkPath(file.Path); err != nil {
				t.Error(err)
			}
		}
		again, err := ParseManifest(m.Bytes())
		if err != nil || !bytes.Equal(again.Bytes(), m.Bytes()) {
			t.Errorf("%q becomes %q: %v", data, m.Bytes(), err)
		}
	})
}
