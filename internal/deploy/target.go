package deploy

import (
	"context"
	"fmt"
	"net"
	"net/url"
	"path/filepath"
	"strings"
)

// A Target is where a site is deployed to.
type Target struct {
	Dir    string // a folder; "" for a bucket
	Bucket string
	Prefix string // folder in the bucket with a final slash, or ""

	Endpoint string // host with port
	Plain    bool   // without TLS: this computer alone
	Region   string
	Keys     Keys
}

// Keys are what a server knows its user by.
type Keys struct{ ID, Secret, Token string }

// A BadTargetError says why an address is no target.
type BadTargetError struct {
	Address string // without what may be secret in it
	Reason  BadTarget
}

// BadTarget is the kind of mistake in an address.
type BadTarget string

// The mistakes.
const (
	BadAddress    BadTarget = "address"  // no address at all, or of a kind that is not known
	BadParameter  BadTarget = "param"    // a parameter that there is not
	SecretInIt    BadTarget = "secret"   // with keys in it
	NoBucket      BadTarget = "nobucket" // of no bucket
	NoTLS         BadTarget = "tls"      // in clear over a network
	NoKeys        BadTarget = "keys"     // without keys in the environment
	InsideTheSite BadTarget = "inside"   // a folder that is, holds or lies in the one that is deployed
)

func (e *BadTargetError) Error() string {
	return fmt.Sprintf("target %s: %s", e.Address, e.Reason)
}

const defaultEndpoint = "s3.amazonaws.com"

// ParseTarget reads a folder's path, file:PATH, or
// s3://BUCKET/PREFIX?endpoint=HOST&region=NAME. Keys come from the environment.
func ParseTarget(text string, env func(string) string) (*Target, error) {
	dir, isFile := strings.CutPrefix(text, "file:")
	if isFile {
		text = strings.TrimPrefix(dir, "//")
	}
	if !isFile && strings.Contains(text, "://") {
		return parseBucket(text, env)
	}
	if text == "" {
		return nil, &BadTargetError{text, BadAddress}
	}
	return &Target{Dir: filepath.Clean(text)}, nil
}

func parseBucket(text string, env func(string) string) (*Target, error) {
	scheme, _, _ := strings.Cut(text, "://")
	u, err := url.Parse(text)
	if err != nil {
		return nil, &BadTargetError{scheme + "://…", BadAddress}
	}
	bad := func(reason BadTarget) (*Target, error) {
		return nil, &BadTargetError{scheme + "://" + u.Host + u.Path, reason}
	}
	switch {
	case u.User != nil:
		return bad(SecretInIt)
	case scheme != "s3":
		return bad(BadAddress)
	case u.Host == "":
		return bad(NoBucket)
	}
	t := &Target{
		Bucket: u.Host, Prefix: strings.Trim(u.Path, "/"), Endpoint: defaultEndpoint, Region: env("AWS_REGION"),
		Keys: Keys{ID: env("AWS_ACCESS_KEY_ID"), Secret: env("AWS_SECRET_ACCESS_KEY"), Token: env("AWS_SESSION_TOKEN")},
	}
	if t.Prefix != "" {
		t.Prefix += "/"
	}
	query, err := url.ParseQuery(u.RawQuery)
	if err != nil {
		return bad(BadParameter)
	}
	for name, values := range query {
		switch {
		case len(values) != 1 || values[0] == "":
			return bad(BadParameter)
		case name == "region":
			t.Region = values[0]
		case name != "endpoint":
			return bad(BadParameter)
		case !t.setEndpoint(values[0]):
			return bad(BadAddress)
		}
	}
	switch {
	case t.Plain && !loopback(t.Endpoint):
		return bad(NoTLS)
	case t.Keys.ID == "" || t.Keys.Secret == "":
		return bad(NoKeys)
	}
	return t, nil
}

// setEndpoint takes a server with or without https:// before it.
func (t *Target) setEndpoint(text string) bool {
	if !strings.Contains(text, "://") {
		text = "https://" + text
	}
	u, err := url.Parse(text)
	if err != nil || u.Host == "" || u.Scheme != "https" && u.Scheme != "http" || strings.Trim(u.Path, "/") != "" || u.RawQuery != "" || u.User != nil {
		return false
	}
	t.Endpoint, t.Plain = u.Host, u.Scheme == "http"
	return true
}

// loopback reports whether a host is this computer.
func loopback(host string) bool {
	if name, _, err := net.SplitHostPort(host); err == nil {
		host = name
	}
	ip := net.ParseIP(strings.Trim(host, "[]"))
	return host == "localhost" || ip != nil && ip.IsLoopback()
}

// String is the target as a person would name it, without anything secret.
func (t *Target) String() string {
	if t.Dir != "" {
		return filepath.ToSlash(t.Dir)
	}
	return "s3://" + t.Bucket + "/" + t.Prefix
}

func (t *Target) open(ctx context.Context, opts Options) (store, error) {
	if t.Dir != "" {
		return openFolder(t.Dir, opts.noSync)
	}
	return openBucket(ctx, t, opts.Wait)
}

// Apart refuses a folder that is the one that is deployed, lies in it or holds it.
func (t *Target) Apart(source string) error {
	if t.Dir == "" || source == "" {
		return nil
	}
	a, b := whole(t.Dir), whole(source)
	within := func(outer, inner string) bool {
		rel, err := filepath.Rel(outer, inner)
		return err == nil && filepath.IsLocal(rel)
	}
	if within(a, b) || within(b, a) {
		return &BadTargetError{t.String(), InsideTheSite}
	}
	return nil
}

// whole is the path of a folder from the root of the disk, links followed.
func whole(dir string) string {
	if abs, err := filepath.Abs(dir); err == nil {
		dir = abs
	}
	if real, err := filepath.EvalSymlinks(dir); err == nil {
		dir = real
	}
	return dir
}
