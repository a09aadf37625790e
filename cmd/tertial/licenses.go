package main

import (
	"fmt"
	"runtime/debug"
)

// licenses lists what is included and under which licence.
func (c *Command) licenses() error {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return nil
	}
	for _, dep := range info.Deps {
		fmt.Fprintf(c.Stdout, "%s %s\n", dep.Path, dep.Version)
	}
	return nil
}
