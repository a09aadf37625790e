package build

import (
	"math/rand/v2"
	"slices"
	"testing"

	"tertial/internal/asis"
	"tertial/internal/content"
	"tertial/internal/diag"
	"tertial/internal/golden"
)

// TestMutated checks papers in which stretches are lost, doubled or overwritten:
// there is no panic, and every finding says something about a place in the paper.
// A fuzzer is too slow for all the packages that are behind it.
func TestMutated(t *testing.T) {
	t.Parallel()
	random := rand.New(rand.NewPCG(1, 2))
	for _, c := range golden.Cases(t, "testdata/asis/*.txtar") {
		text := []byte(c.Text("papper.txt"))
		for range 40 {
			raw := mutated(text, random)
			var diags diag.List
			d := asis.Read("papper.txt", raw, &diag.List{})
			if d == nil {
				continue
			}
			checkAsIs(d, nil, content.BuiltInLaws(), &diags)
			for _, f := range diags.Sorted() {
				if f.Place.File != "papper.txt" || f.Message("sv") == "" {
					t.Errorf("%s stands at %v: %s", f.Code, f.Place, f.Message("sv"))
				}
			}
		}
	}
}

// mutated changes a text in one to four places.
func mutated(text []byte, random *rand.Rand) []byte {
	raw := slices.Clone(text)
	for range 1 + random.IntN(4) {
		from := random.IntN(len(raw) - 1)
		to := min(from+1+random.IntN(60), len(raw)-1)
		switch random.IntN(3) {
		case 0:
			raw[from] = byte(random.IntN(256))
		case 1:
			raw = slices.Insert(raw, to, slices.Clone(raw[from:to])...)
		default:
			raw = slices.Delete(raw, from, to)
		}
	}
	return raw
}
