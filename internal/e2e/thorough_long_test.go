//go:build long

package e2e

// thorough says whether every page is looked at in all ways, and pictures are kept
// for people to look at. It takes many minutes.
const thorough = true
