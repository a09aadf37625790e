//go:build long

package testsite

import "testing"

// TestNothingToFindAtFullSize takes the whole municipality through all stages.
func TestNothingToFindAtFullSize(t *testing.T) {
	t.Parallel()
	c := newChecker(t, New(Full(1)))
	c.checkAll()
	for _, line := range c.printed() {
		t.Error(line)
	}
}

// TestManyClothesDoNotMatter tries many combinations.
func TestManyClothesDoNotMatter(t *testing.T) {
	t.Parallel()
	var wardrobe []Clothes
	for seed := range uint64(400) {
		wardrobe = append(wardrobe, RandomClothes(1000+seed))
	}
	clothesDoNotMatter(t, wardrobe)
}
