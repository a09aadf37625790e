package data

import (
	"tertial/internal/diag"
	"tertial/internal/quantity"
	"tertial/internal/yamltree"
)

// A relationSpec is a relation that a description declares between rows, or
// between columns, that it names.
type relationSpec struct {
	rule    diag.Code
	result  reference
	terms   []reference // FLOW: opening (may be absent), started, closed
	factors []int       // beside terms: +1 or −1
	scale   quantity.Number
}

// decodeRelations reads the key relations: a list of maps.
func decodeRelations(o *yamltree.Object) []relationSpec {
	var all []relationSpec
	for _, item := range o.List("relations") {
		m := item.Object()
		m.Required("rule")
		spec := relationSpec{rule: diag.Code(m.Enum("rule", "SUM", "MULT", "RATIO", "FLOW"))}
		switch spec.rule {
		case "SUM":
			m.Required("result", "terms")
			spec.result = spec.one(m, "result")
			spec.add(+1, m.List("terms")...)
			spec.add(-1, m.List("minus")...)
		case "MULT":
			m.Required("result", "factors")
			spec.result = spec.one(m, "result")
			spec.multiply(m.List("factors"))
		case "RATIO":
			m.Required("result", "numerator", "denominator")
			spec.result = spec.one(m, "result")
			spec.add(+1, m.Get("numerator"), m.Get("denominator"))
		case "FLOW":
			m.Required("ongoing", "started", "closed")
			spec.result = spec.one(m, "ongoing")
			if m.Has("opening") {
				spec.add(+1, m.Get("opening"))
			}
			spec.add(+1, m.Get("started"))
			spec.add(-1, m.Get("closed"))
		}
		m.Close()
		if spec.result.name != "" && len(spec.terms) > 0 {
			all = append(all, spec)
		}
	}
	return all
}

func (s *relationSpec) one(m *yamltree.Object, key string) reference {
	return referenceTo(m.Get(key))
}

func referenceTo(n *yamltree.Node) reference {
	if n == nil || !n.Scalar() {
		return reference{}
	}
	return reference{n.Text, span{n.Start, n.End}}
}

func (s *relationSpec) add(factor int, nodes ...*yamltree.Node) {
	for _, n := range nodes {
		if r := referenceTo(n); r.name != "" {
			s.terms = append(s.terms, r)
			s.factors = append(s.factors, factor)
		}
	}
}

// multiply reads factors: names, and numbers that are constants.
func (s *relationSpec) multiply(nodes []*yamltree.Node) {
	for _, n := range nodes {
		r := referenceTo(n)
		reading, err := quantity.Read(r.name, quantity.NumberFormat{Decimal: '.'})
		if err != nil {
			s.add(+1, n)
			continue
		}
		if s.scale.IsZero() {
			s.scale = quantity.Int(1)
		}
		s.scale = s.scale.Mul(reading.Number)
		if reading.Percent {
			s.scale = s.scale.Shift(-2)
		}
	}
}
