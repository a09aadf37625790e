package chart

import "encoding/json"

// panelOptions joins the options of all panels: a grid, two axes and some series
// each, in one drawing.
func (p *plot) panelOptions() ([]byte, error) {
	joined := map[string]any{"animation": false}
	for _, sub := range p.subs {
		if sub.empty() {
			continue
		}
		one, err := sub.marks()
		if err != nil {
			return nil, err
		}
		grids, _ := joined["grid"].([]any)
		k := len(grids)
		for _, key := range []string{"grid", "xAxis", "yAxis", "series"} {
			list, _ := one[key].([]any)
			for _, entry := range list {
				reindex(key, entry.(map[string]any), k)
			}
			before, _ := joined[key].([]any)
			joined[key] = append(before, list...)
		}
	}
	return json.Marshal(joined)
}

// reindex moves an axis or a series to the k-th grid. Stacks are told apart by
// name alone.
func reindex(key string, entry map[string]any, k int) {
	switch key {
	case "xAxis", "yAxis":
		entry["gridIndex"] = k
	case "series":
		entry["xAxisIndex"], entry["yAxisIndex"] = k, k
		if _, ok := entry["stack"]; ok {
			entry["stack"] = seriesID(k)
		}
	}
}
