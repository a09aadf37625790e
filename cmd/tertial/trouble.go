package main

import (
	"errors"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"syscall"

	"tertial/internal/deploy"
	"tertial/internal/privacy"
	"tertial/internal/search"
)

// trouble says in the reader's language why a command could not run: with what
// to do where the disk is full or may not be written to, else in the words of
// the system.
func (c *Command) trouble(err error) string {
	var target *deploy.TargetError
	if errors.As(err, &target) {
		return c.targetTrouble(target)
	}
	var pagefind *search.ProgramError
	if errors.As(err, &pagefind) {
		if pagefind.Path != "" {
			return c.text("pagefind.notthere", "path", filepath.ToSlash(pagefind.Path))
		}
		return c.text("pagefind.missing", "version", search.Version)
	}
	if text := c.unprinted(err); text != "" {
		return text
	}
	var key string
	switch {
	case errors.Is(err, syscall.ENOSPC), errors.Is(err, syscall.EDQUOT):
		key = "trouble.full"
	case errors.Is(err, syscall.EROFS):
		key = "trouble.readonly"
	case errors.Is(err, fs.ErrPermission):
		key = "trouble.permission"
	default:
		return c.text("failed") + ": " + privacy.Mask(err.Error())
	}
	file := ""
	var path *fs.PathError
	var link *os.LinkError
	switch {
	case errors.As(err, &path):
		file = path.Path
	case errors.As(err, &link):
		file = link.New
	}
	if file == "" {
		key += ".somewhere"
	}
	return privacy.Mask(c.text(key, "file", filepath.ToSlash(file)))
}

// webAddress refuses an address without a server to ask.
func (c *Command) webAddress(address string) error {
	if u, err := url.Parse(address); err != nil || u.Host == "" {
		return usageError{errors.New(c.text("verify.address", "word", address))}
	}
	return nil
}
