// Package chart turns a series of facts into two accessible drawings.
//
// In comes a [Spec]: categories, series of exact decimals as strings, and what the
// caller wants to see. Out goes an [Image]: the same chart as two SVGs, 720 and 340
// units wide, with a title and a description in words. Package build maps report's
// bound series to a Spec and hands the Image to layout; chart itself knows neither.
//
//	lib, err := chart.LoadLibrary()             // once a process
//	pool := chart.NewPool(lib, chart.PoolOptions{Workers: 2})
//	defer pool.Close()
//	img, err := pool.Render(ctx, spec)          // safe for concurrent use
//
// # How a drawing is made
//
// A Spec is first laid out in Go: scale, ticks, widths of bars and the place of
// every word, measured with the advance widths of the font that the page uses.
// Then the marks that stand for values become Apache ECharts options, in the
// vocabulary of go-echarts, and an [Engine] (ECharts' server-side SVG renderer in
// a JavaScript engine in pure Go) draws them. Last, the drawing is dressed: its
// style sheet and classes go, colours become custom properties, ids get the
// chart's, and what the layout draws itself is added: grid, axes, legends, markers,
// leader lines, patterns, words. Labels are two thirds of ECharts' time, it cannot
// promise that they don't overlap, and so no text of an author ever enters the
// script.
//
// forms.go is the one place that knows all forms. For each there is a check, which
// returns a [SpecError] for what the form cannot show honestly, a layout, and the
// options. Where a layout has no room another one takes its place: standing bars
// lie down, slopes become grouped bars, a pie without room beside it gets a list, a
// heat map is turned or goes on below, values go last. Nothing is hidden silently.
//
//   - Shares ([Share]): each category is 100 per cent. One of whose parts a value is
//     missing has no shares, since parts of what is known would look like parts of all.
//   - [Area]: from zero, stacked or single. Stacked layers have a gap where a part is
//     missing: those above would stand too low.
//   - [Line]: names at the ends of the lines, else a legend. A cut axis begins with a
//     torn line, and words say where. Forecasts are dashed with hollow markers,
//     hatched in layers, and in bars hollow with a dashed edge; a word stands where they
//     begin, or a key says it.
//   - [Slope]: names and values at both ends, moved apart with leader lines. What
//     rises, falls and stays differs in dash and marker.
//   - [Heat]: shades of one paint, or of two about zero, in classes of equal width,
//     always with the figure in the cell.
//   - [Pie]: up to six parts with name, value and share.
//   - Panels: small multiples of bars, lines or areas with one scale.
//
// # Told apart without colour
//
// Neighbouring series differ by 3:1 in lightness, and marks in a stack have gaps of
// paper. Lines have dashes and markers of their own. But every other series has
// nearly the same lightness, and forced colours have fewer colours than there are
// series: so in stacks, areas and pies the marks and legend icons from the third
// series on carry a pattern of thin strokes or dots, in --c-paper at half strength,
// upon their own colour. A pattern is an SVG <pattern> of the drawing, with an id
// that begins with the chart's: it needs no style, and looks the same on screen, in
// print and in forced colours. Words upon it have an edge of the series' colour.
// Shades of a heat map are opacities of --c1 and --c3 on which --c-ink, or --c1-on
// and --c3-on, have 4.5:1 in light, dark and forced colours.
//
// The same Spec gives the same bytes in a fresh engine and in one that has drawn
// a thousand charts, in any time zone.
//
// # What the page has to bring
//
// A drawing carries no colour and no font of its own. Its root is
// <svg class="wide" …> or <svg class="narrow" …> with role="img", and text
// inherits the page's font family; widths are those of Source Sans 3. Paint is
// always one of these properties, which the style sheet of the page defines.
// [Palette] holds the same values for tests.
//
//	property   light     dark      for
//	--c1       #12436d   #9ccbf5   series in order; neighbours differ by 3:1 in lightness,
//	--c2       #27a095   #1b766c   each has 3:1 to the paper
//	--c3       #7a1549   #f7b0d2
//	--c4       #ec6a1f   #a9501a
//	--c5       #37424c   #d3dbe2
//	--c6       #9a86cf   #6f5eae
//	--c1-on    #ffffff   #12181d   words on a mark of that colour, 4.5:1
//	--c2-on    #1f2a33   #ffffff
//	--c3-on    #ffffff   #12181d
//	--c4-on    #1f2a33   #ffffff
//	--c5-on    #ffffff   #12181d
//	--c6-on    #1f2a33   #ffffff
//	--c-pos    #12436d   #9ccbf5   better, in a diverging chart
//	--c-neg    #a3195b   #e0619f   worse; sign and side say it too
//	--c-ink    #1f2a33   #e8edf1   names and values
//	--c-soft   #51606b   #a9b6c0   axes, units, words for what is missing
//	--c-line   #d8dfe4   #34414b   grid
//	--c-axis   #1f2a33   #e8edf1   the zero line
//	--c-paper  #ffffff   #12181d   gaps between marks, halo behind words
//
// In forced colours set --c1 … --c6, --c-pos, --c-neg, --c-ink, --c-soft and
// --c-axis to CanvasText, --c-line to GrayText, --c-paper and the -on properties to
// Canvas: order, dashes, marker shapes, signs and gaps still tell marks apart.
//
// # Files from npm
//
// assets/ holds Apache ECharts and two font files, put there by make and never
// committed. Without them everything compiles and [LoadLibrary] returns a
// [MissingAssetError]. assets.src/echarts.js is the entry of the lean build.
package chart
