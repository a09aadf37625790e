package chart

import "io/fs"

// Licenses returns the licences and notices of the embedded files by file name,
// such as echarts.LICENSE. Without the files that make copies there are none.
func Licenses() (map[string]string, error) {
	texts := map[string]string{}
	for _, pattern := range []string{"assets/*.LICENSE", "assets/*.NOTICE"} {
		names, err := fs.Glob(assets, pattern)
		if err != nil {
			return nil, err
		}
		for _, name := range names {
			text, err := assets.ReadFile(name)
			if err != nil {
				return nil, err
			}
			texts[name[len("assets/"):]] = string(text)
		}
	}
	return texts, nil
}
