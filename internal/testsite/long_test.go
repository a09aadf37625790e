//go:build long

package testsite

import (
	"testing"

	"tertial/internal/diag"
)

// TestNothingToFindAtFullSize takes the whole municipality through all stages.
// Among half a million numbers some look odd by chance, which is worth a note
// and no more.
func TestNothingToFindAtFullSize(t *testing.T) {
	t.Parallel()
	c := newChecker(t, New(Full(1)))
	c.checkAll()
	const most = 3
	for _, line := range c.printed() {
		t.Log(line)
	}
	if n := c.diags.Count(diag.Warning) + c.diags.Count(diag.Error); n > 0 || c.diags.Len() > most {
		t.Errorf("%d findings, of which %d are more than notes", c.diags.Len(), n)
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
