package chart

import (
	"cmp"
	"slices"
)

// A settler is something with a height that wants to stand at a place.
type settler struct {
	at   float64 // where its middle wants to be, then where it is
	half float64 // half its height
}

// settle moves things apart between roof and floor, each as little as possible:
// those that touch share their distance from where they want to be. It reports
// false when they are higher than the room.
func settle(list []settler, roof, floor float64) bool {
	order := make([]*settler, len(list))
	need := 0.0
	for i := range list {
		order[i] = &list[i]
		need += 2 * list[i].half
	}
	if need > floor-roof+1e-6 {
		return false
	}
	slices.SortStableFunc(order, func(a, b *settler) int { return cmp.Compare(a.at, b.at) })
	// A block is a run of things that touch; top is where its first one begins.
	type block struct {
		top, height float64
		members     int
	}
	var blocks []block
	for _, s := range order {
		b := block{s.at - s.half, 2 * s.half, 1}
		b.top = min(max(b.top, roof), floor-b.height)
		for len(blocks) > 0 {
			last := blocks[len(blocks)-1]
			if last.top+last.height <= b.top {
				break
			}
			// The mean of what the members want, from where the block would begin.
			n := float64(last.members + b.members)
			b.top = (last.top*float64(last.members) + (b.top-last.height)*float64(b.members)) / n
			b.height += last.height
			b.members += last.members
			b.top = min(max(b.top, roof), floor-b.height)
			blocks = blocks[:len(blocks)-1]
		}
		blocks = append(blocks, b)
	}
	i := 0
	for _, b := range blocks {
		y := b.top
		for range b.members {
			order[i].at = y + order[i].half
			y += 2 * order[i].half
			i++
		}
	}
	return true
}
