//go:build long && unix

package e2e

import "testing"

// TestHundredKilledBuilds is what the promise of one site or the other rests on.
func TestHundredKilledBuilds(t *testing.T) {
	t.Parallel()
	killBuilds(t, 100)
}
