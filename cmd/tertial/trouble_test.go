package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"strings"
	"syscall"
	"testing"
)

// TestTrouble: what the system refuses is said in the reader's language.
func TestTrouble(t *testing.T) {
	t.Parallel()
	at := func(err error) error {
		return fmt.Errorf("stage: %w", &fs.PathError{Op: "write", Path: ".tertial/stage/8", Err: err})
	}
	for _, c := range []struct {
		err  error
		want string
	}{
		{at(syscall.ENOSPC), "Disken är full: ”.tertial/stage/8” kunde inte skrivas. Ingenting har ändrats."},
		{at(syscall.EROFS), "”.tertial/stage/8” ligger på en skrivskyddad disk."},
		{at(syscall.EACCES), "Behörighet saknas till ”.tertial/stage/8”."},
		{&os.LinkError{Op: "rename", Old: "a", New: "b", Err: syscall.EPERM}, "Behörighet saknas till ”b”."},
		{fmt.Errorf("sync: %w", syscall.ENOSPC), "Disken är full. Ingenting har ändrats."},
		{errors.New("odd"), "kunde inte köras: odd"},
	} {
		sv, en := (&Command{lang: "sv"}).trouble(c.err), (&Command{lang: "en"}).trouble(c.err)
		if !strings.HasPrefix(sv, c.want) || sv == en {
			t.Errorf("%v: %q, %q", c.err, sv, en)
		}
		if strings.Contains(sv, "space") || strings.Contains(sv, "denied") || strings.Contains(sv, "{") {
			t.Errorf("%v: %q", c.err, sv)
		}
	}
	for _, address := range []string{"https://", "http:///namnder/", "https://%zz"} {
		if err := (&Command{lang: "sv"}).webAddress(address); err == nil || !strings.Contains(err.Error(), "”"+address+"” är ingen webbadress") {
			t.Errorf("%s: %v", address, err)
		}
	}
	if err := (&Command{lang: "sv"}).webAddress("https://exempelkoping.example/namnder/"); err != nil {
		t.Error(err)
	}
}
