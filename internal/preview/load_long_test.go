//go:build long

package preview_test

import (
	"testing"
	"time"
)

// TestLoadForFiveMinutes: a hundred requests a second, while a file is saved every
// two seconds.
func TestLoadForFiveMinutes(t *testing.T) { //nolint:paralleltest // it counts goroutines
	const aSecond, minutes = 100, 5
	ticker := time.NewTicker(time.Second / aSecond)
	defer ticker.Stop()
	underLoad(t, load{requests: minutes * 60 * aSecond, change: 2 * aSecond, wait: func() func() {
		return func() { <-ticker.C }
	}})
}
