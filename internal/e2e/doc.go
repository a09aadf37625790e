// Package e2e tests the program as it is shipped, from the author's files to the
// reader's browser: what it builds twice is the same, what is killed midway is
// whole again after the next command, and what it writes stands up as a website.
//
// It holds tests only. They build the program with the go command, give it the
// repository's own site and small municipalities of package testsite, and look at
// the result with the help of browsertest and sitecheck.
package e2e
