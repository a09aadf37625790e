//go:build long

package build_test

import (
	"strconv"
	"testing"
	"time"

	"tertial/internal/build"
	"tertial/internal/testsite"
)

// TestSessionIsABuildAtLength tries many more changes, on a site with reports of
// all kinds that refer to each other.
func TestSessionIsABuildAtLength(t *testing.T) {
	t.Parallel()
	o := testsite.Options{Seed: 8, Committees: 2, Years: 2, Reports: 3, Charts: 2}
	for seed := range uint64(6) {
		t.Run(strconv.FormatUint(seed, 10), func(t *testing.T) {
			t.Parallel()
			opts := build.SessionOptions{Now: time.Now} //nolint:forbidigo // the times of files are those of this machine
			sessionIsABuild(t, 100+seed, 40, o, opts)
		})
	}
}
