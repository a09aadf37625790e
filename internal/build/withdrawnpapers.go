package build

// withdrawn are the paths of the reports of which this build has nothing but a
// page that says that they are withdrawn: papers and texts may still lead there.
func (b *builder) withdrawn() []string {
	var paths []string
	for _, p := range b.published {
		if p.newest == nil && b.meta(p.path) == nil {
			paths = append(paths, p.path)
		}
	}
	return paths
}
