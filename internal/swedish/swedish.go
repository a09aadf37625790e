// Package swedish reads Swedish running text: where its sentences end, which
// words it has in which form, and what its numbers are.
//
// In comes plain text; out goes a [Text]: sentences with words and items. An
// [Item] is a number or a time. It says whether a digit is a quantity at all, or
// belongs to a date, a diary number, a law, a telephone number, an age … Every
// span counts bytes of the text that came in. Package prose compares the
// quantities with facts, package wording with the sentence around them; package
// chart asks for the words of a title.
package swedish

import (
	"tertial/internal/quantity"
)

// A Span is a stretch of a text, in bytes: Start is in it, End is not.
type Span struct{ Start, End int }

// Of returns the stretch of the text.
func (s Span) Of(text string) string { return text[s.Start:s.End] }

// Contains reports whether the other stretch lies inside.
func (s Span) Contains(other Span) bool { return s.Start <= other.Start && other.End <= s.End }

// A Text is running text taken apart.
type Text struct {
	Source    string
	Sentences []Sentence
}

// A Sentence is one sentence with what it holds, in order.
type Sentence struct {
	Span
	Words []Word
	Items []Item
}

// A Word is a run of letters, hyphens inside it included.
type Word struct {
	Span
	Fold string // in lower case, NFC
	Stem string // without endings and genitive: verksamheternas and verksamhet are one
}

// Options is what a text cannot know about itself.
type Options struct {
	// Diaries are printed patterns of diary numbers, such as SN/{year}:{n}.
	Diaries []string
	// Codes are texts of digits that stand for activities, accounts or
	// projects: "73". In parentheses, or right before a name, they are codes.
	Codes map[string]bool
}

// A Kind says what a number or a time in a text is.
type Kind int

// The kinds of items. Only an Amount is a quantity.
const (
	Amount   Kind = iota // a quantity: 38,3 miljoner kronor, tolv personer
	Day                  // a date: 2020-05-26, den 26 maj
	Year                 // one year or several: 2020, 2017–2019, föregående år
	Period               // months of a year: april 2020, januari–april, första kvartalet
	Clock                // a time of day: kl. 18.00
	Diary                // a diary number: SN/2020:238
	Law                  // a statute or a part of one: 1998:808, 8 kap. 2 §
	Phone                // a telephone number
	Pointer              // the number of a section, table, page, point, step, week …
	Code                 // the code of an activity, account or project
	Age                  // 0–20 år, 18 år och äldre
	Postcode             // 123 45 Orten
	Label                // a part of a name: Covid-19, T2, 65+
	Address              // inside an e-mail or web address
)

// An Item is a number or a time as the text has it.
type Item struct {
	Span // all of it with sign and unit, without the hedge
	Kind Kind

	// Of an Amount:
	Digits    Span            // the numeral alone, or the words that stand for it
	Number    quantity.Number // with the sign that is written
	High      quantity.Number // of a range: the upper end; Number is the lower
	Decimals  int             // accuracy as printed: −6 for "2 miljoner personer"
	Unit      quantity.Unit   // canonical; "" when the text names none, or one that is only a noun
	Noun      string          // the folded word that follows a number without a known unit: placeringar
	Range     bool            // 10–12, mellan 3 och 5
	Worded    bool            // written with letters: tolv, hälften
	Part      bool            // a fraction of something: hälften, en tredjedel; Number is per cent, rounded
	Times     bool            // a factor: dubbelt, tre gånger
	Inherited bool            // its unit stands at the number that follows: från 2 till 3 miljoner
	Ambiguous bool            // 1.234 may be 1,234 or 1 234; Number is the latter
	Sign      Sign
	Hedge     Hedge
	HedgeSpan Span

	// Of a Day, Year or Period: the first and the last day, month or year.
	// Zero parts are not said.
	From, To Date
	// Relative marks a year that is named from the report's: Shift is −1 for
	// föregående år, 0 for i år.
	Relative bool
	Shift    int
}

// A Date is a day, or a month when Day is 0, or a year when Month is 0 too. A
// month without a year has Year 0.
type Date struct{ Year, Month, Day int }

// A Sign is how a number's sign is written.
type Sign int

// The signs. A Loose minus stands apart from its number, and may be a dash.
const (
	Unsigned Sign = iota
	Plus
	Minus
	Loose
)

// Quantity returns an Amount as a number with unit and accuracy.
func (it *Item) Quantity() quantity.Quantity {
	return quantity.Quantity{Number: it.Number, Unit: it.Unit, Decimals: it.Decimals}
}

// Money reports whether an Amount is one of money, also per something.
func (it *Item) Money() bool { return it.Unit.Money() }

// Read takes a text apart.
func Read(text string, o *Options) *Text {
	t := &Text{Source: text}
	r := newReader(text, o)
	r.items()
	t.Sentences = r.sentences()
	return t
}
