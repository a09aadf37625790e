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
	case Waterfall:
		return m.checkWaterfall()
	case Slope:
		return m.checkSlope()
	case Heat:
		return m.checkHeat()
	case Dumbbell:
		return m.checkDumbbell()
	case Bullet:
		return m.checkBullet()
	case Paired:
		return m.checkPaired()
	case Likert:
		return m.checkLikert()
	case Pie:
		return m.checkPie()
	}
	return &SpecError{"Form", fmt.Sprintf("%q cannot be drawn", m.Form)}
}

// checkValues says whether the form can show these values.
func (m *model) checkValues() error {
	switch m.Form {
	case Waterfall:
		return m.checkWalk()
	case Paired:
		return m.checkPairs()
	case Pie:
		return m.checkSectors()
	case Bar, Line, Area, Slope, Dumbbell, Bullet, Heat, Likert:
	}
	if m.Stack != Share && m.Form != Likert && (m.Form != Area || m.Stack != Stacked) {
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

// prepared is the model as it is drawn: shares instead of values, only whole
// layers, bars where there is but one point.
func (m *model) prepared() *model {
	switch {
	case m.Form == Likert:
		m = m.answers()
	case m.Stack == Share:
		m = m.shares()
	case m.Form == Area && m.Stack == Stacked:
		m = m.wholes()
	}
	if m.Form == Area && len(m.Categories) == 1 {
		bars := *m
		bars.Form = Bar
		m = &bars
	}
	return m
}

// tryForm lays out a form for which there may be no room. It reports false when
// there is none: layOutForm then finds another way, in a plot of its own.
func (p *plot) tryForm() bool {
	if len(p.panels) > 0 {
		return p.layOutPanels(p.Form != Bar || p.Direction == Vertical) || p.Form != Bar
	}
	switch p.Form {
	case Bar:
		return p.Direction == Vertical && p.layOutColumns()
	case Slope:
		return p.layOutSlopes()
	case Pie:
		return p.layOutPie()
	case Line, Area, Waterfall, Heat, Dumbbell, Bullet, Paired, Likert:
	}
	return false
}

// layOutForm lays out a form for which there always is room.
func (p *plot) layOutForm() {
	if len(p.panels) > 0 {
		p.layOutPanels(false)
		return
	}
	switch p.Form {
	case Line, Area:
		p.layOutLines()
	case Waterfall:
		p.layOutWaterfall()
	case Heat:
		p.layOutHeat()
	case Slope:
		p.model = p.transposed()
		p.Form, p.Direction = Bar, Horizontal
		p.layOutBars()
	case Dumbbell:
		p.layOutDumbbell()
	case Bullet:
		p.layOutBullet()
	case Paired:
		p.layOutPaired()
	case Likert:
		p.layOutLikert()
	case Pie:
		p.layOutPieList()
	case Bar:
		p.layOutBars()
	}
}

// formChart is the form in go-echarts' vocabulary.
func (p *plot) formChart() map[string]any {
	switch p.Form {
	case Line, Area:
		return p.lineChart()
	case Waterfall, Dumbbell, Bullet, Paired, Likert:
		return p.spanChart()
	case Slope:
		return p.slopeChart()
	case Heat:
		return p.heatChart()
	case Pie:
		return p.pieChart()
	case Bar:
	}
	return p.barChart()
}
