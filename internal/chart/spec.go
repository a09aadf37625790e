package chart

// A Form is the kind of marks that a chart is made of.
type Form string

// The forms that can be drawn.
const (
	Bar  Form = "bar"
	Line Form = "line"
	// Area fills what is under a line; stacked, the areas lie upon each other.
	Area Form = "area"
	// Waterfall walks from the first category, which is a total, through steps
	// to the last, which is one too: budget, deviations, forecast.
	Waterfall Form = "waterfall"
	// Slope joins the values of two categories with a line a series, each named
	// at its ends.
	Slope Form = "slope"
	// Dumbbell shows two series as two dots a category with a line between.
	Dumbbell Form = "dumbbell"
	// Bullet shows the first series as bars and the second as a mark across
	// each: outcome against target.
	Bullet Form = "bullet"
	// Heat is a grid of categories by series whose cells are shaded by value
	// and hold it in figures.
	Heat Form = "heat"
	// Paired shows two series as bars to the left and right of the names:
	// women and men.
	Paired Form = "paired"
	// Likert stacks the shares of answers, in the order of the scale, about its
	// middle.
	Likert Form = "likert"
	// Pie shows the parts of one series as sectors of a whole.
	Pie Form = "pie"
)

// A Direction is where the bars of a chart point.
type Direction string

// Bars stand unless the Spec says otherwise. Where names do not fit under
// standing bars, that width is drawn with lying ones.
const (
	Vertical   Direction = "vertical"
	Horizontal Direction = "horizontal"
)

// A Stack says how several series share a category.
type Stack string

// Bars of several series stand beside each other unless they are stacked.
const (
	Grouped Stack = "grouped"
	Stacked Stack = "stacked"
	// Share stacks the series as parts of their sum, to 100 per cent. Points
	// keep their own values; the drawing says the share.
	Share Stack = "share"
)

// A Baseline says where the value axis of a line chart begins. Bars always
// begin at zero.
type Baseline string

// BaselineAuto shows zero unless the lines would be squeezed into less than a
// quarter of the height.
const (
	BaselineAuto Baseline = "auto"
	BaselineZero Baseline = "zero"
	BaselineFree Baseline = "free"
)

// A Spec is one chart: what is shown, in which order, and how. Strings that are
// empty mean the first constant of their type.
type Spec struct {
	ID        string // required: the figure's id in the page; ids in the drawings begin with it
	Form      Form
	Direction Direction
	Stack     Stack
	Baseline  Baseline

	// Diverging gives the bars of a single series two colours, by sign, and
	// writes a plus before positive values.
	Diverging bool
	// Signed writes the plus without the colours.
	Signed bool
	// Ordered says that categories are points in time or steps of a scale:
	// their names may be thinned out, since order tells those between.
	Ordered bool

	Title      string     // the figure's title, repeated in the alternative text
	Of         string     // what a category is, in the plural and lower case: "verksamheter"
	Neuter     bool       // one of them is "ett", not "en"
	Categories []Category // required
	Series     []Series   // required; all as long as Categories
	Unit       string     // as printed: "mnkr", "%", "hushåll"
	Decimals   int        // of values that have no Text
	Lang       string     // "sv" (also when empty) or "en"
	Words      Words      // what the signs mean, when that may be said

	// Panels makes small multiples: one small chart a panel, of the same form,
	// scale and categories. Series is then empty, and every panel has the same
	// series in the same order.
	Panels []Panel
	// UnitOne is the unit after the number 1, where it differs: "person".
	UnitOne string
	// Uncertain is what points with Forecast are called: "preliminärt"; empty is
	// the word for a forecast.
	Uncertain string
	// Unlike says that the series measure different things, though in one unit,
	// such as cases and those of them with a remark: nothing is said that
	// compares them.
	Unlike bool
	// Neutral is, in a Likert chart, the name of the series that lies astride
	// the middle; empty: none does.
	Neutral string
}

// A Panel is one of several small charts.
type Panel struct {
	Title  string
	Series []Series
}

// A Category is one place on the category axis.
type Category struct {
	Label string // required
	Short string // used where Label does not fit, such as "jan"
	Total bool   // in a Waterfall: a bar from zero; the first and last are totals
	Aim   Aim    // in a Bullet: when the target is reached
}

// An Aim says on which side of its target a value is good.
type Aim string

// AimUnknown has it only said that a value is over or under its target.
const (
	AimUnknown Aim = ""
	AtLeast    Aim = "at least"
	AtMost     Aim = "at most"
)

// A Series is one value for each category.
type Series struct {
	Name   string // required when there are several
	Points []Point
}

// A Point is one value of a series. Value is an exact decimal with a point,
// "-17.25"; it stays text until it is a length in the drawing.
type Point struct {
	Value string
	Text  string // as printed elsewhere on the page; made from Value when empty
	// Missing leaves a gap; nothing is drawn and nothing is counted.
	Missing     bool
	MissingText string // what stands instead of a number: "Mäts i höst"
	// Forecast says that the value is not an outcome: it is drawn dashed or
	// hollow, and the legend says so. In a Waterfall the names of totals say it.
	Forecast bool
}

// Words name what the signs of a diverging chart mean, so that the description
// may say "Underskott i fem av åtta verksamheter". Without them it says nothing
// of the kind.
type Words struct {
	Negative string // "Underskott"
	Positive string // "Överskott"
}

// An Image is a finished chart.
type Image struct {
	Wide, Narrow []byte // <svg> elements, 720 and 340 units wide
	Title, Desc  string // plain text; both drawings carry them
	// Sentence is what the values say, for all to read beside the drawing; Desc
	// does not repeat it. It is empty where there is nothing to say that the
	// title has not said.
	Sentence string
}
