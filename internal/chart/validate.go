package chart

// Validate says whether a Spec can be drawn, without drawing it: nil, a
// [SpecError] or [ErrNoData].
func Validate(spec Spec) error {
	_, err := readSpec(spec)
	return err
}
