package chart

import "fmt"

// This file is the one place that knows all forms: which function checks a form,
// lays it out, and makes its ECharts options. Each form has a file of its own.

// checkForm says whether the form can show what the Spec holds.
func (m *model) checkForm() error {
	switch m.Form {
	case Bar, Line:
		return m.checkBarsAndLines()
	case Area:
		return m.checkArea()
	case Waterfall, Slope, Dumbbell, Bullet, Heat, Paired, Likert, Pie:
	}
	return &SpecError{"Form", fmt.Sprintf("%q cannot be drawn", m.Form)}
}

// checkValues says whether the form can show these values.
func (m *model) checkValues() error {
	if m.Stack != Share && (m.Form != Area || m.Stack != Stacked) {
		return nil
	}
	if err := m.checkParts(); err != nil {
		return err
	}
	if m.Stack == Stacked {
		if m.wholes().empty() {
			return ErrNoData
		}
		return nil
	}
	for j := range m.Categories {
		if sum, _ := m.whole(j); sum != nil {
			return nil
		}
	}
	return ErrNoData
}

// layOutForm lays out what is not standing bars.
func (p *plot) layOutForm() {
	switch p.Form {
	case Line, Area:
		p.layOutLines()
	case Bar, Waterfall, Slope, Dumbbell, Bullet, Heat, Paired, Likert, Pie:
		p.layOutBars()
	}
}

// formChart is the form in go-echarts' vocabulary.
func (p *plot) formChart() map[string]any {
	switch p.Form {
	case Line, Area:
		return p.lineChart()
	case Bar, Waterfall, Slope, Dumbbell, Bullet, Heat, Paired, Likert, Pie:
	}
	return p.barChart()
}
