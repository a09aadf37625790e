// Package quantity holds exact numbers with a unit and an accuracy.
//
// What comes in is what staff write in cells and in prose: "1 234,5", "−3 %",
// "(17)", "mnkr". [Read] makes a [Number] of it and says when the text can mean
// two things; [Scan] learns from a whole column which of the two it is. What goes
// out are Swedish and English text ([Quantity.Format]) and the canonical form with
// a point ([Number.String]) for data, attributes and exports.
//
// A Number is an exact decimal and never a float. A [Quantity] adds a [Unit] and
// how accurately the number was stated, so that two statements of the same fact
// agree when the intervals that their rounding allows overlap ([Agree]). Rounding
// is half away from zero everywhere, as in a spreadsheet.
//
// All values are immutable and safe to copy and to share. The package serves data,
// report, reconcile, chart and layout, and imports none of its neighbours.
package quantity
