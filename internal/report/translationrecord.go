package report

import (
	"tertial/internal/data"
	"tertial/internal/edition"
)

// MakeTranslation is what a record holds of a translation: its text, bound to the
// facts as the original's record names them.
func MakeTranslation(t *Translation, words RecordWords) edition.Translation {
	keys := map[recordItem]recordKey{}
	translated := map[*data.Dataset]*data.Dataset{}
	for _, d := range t.Datasets {
		translated[d.Original()] = d
	}
	for item, key := range recordKeys(t.Of) {
		if item.fact != nil {
			keys[itemOf(translated[item.set].Counterpart(item.fact))] = key
		}
	}
	m := &recorder{r: t.Report, words: words, keys: keys}
	return edition.Translation{Lang: t.Lang, Title: t.Meta.Title, Stale: t.Stale, Text: m.text()}
}
