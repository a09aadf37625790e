// Command tertial turns the CSV files and Markdown of municipal committees into
// a static website of reports whose numbers agree.
package main

import "os"

func main() {
	c := Command{Stdin: os.Stdin, Stdout: os.Stdout, Stderr: os.Stderr, Env: os.Getenv, Now: now}
	os.Exit(c.Main(os.Args[1:]))
}
