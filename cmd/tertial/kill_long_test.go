//go:build long && unix

package main

import "testing"

// TestThreeHundredKilledChanges is what the promise of all or nothing rests on.
func TestThreeHundredKilledChanges(t *testing.T) {
	t.Parallel()
	killChanges(t, 300)
}
