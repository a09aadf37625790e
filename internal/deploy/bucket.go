package deploy

import (
	"bytes"
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"io/fs"
	"net/http"
	"net/url"
	"strings"
	"time"

	"github.com/minio/minio-go/v7"
	"github.com/minio/minio-go/v7/pkg/credentials"

	"tertial/internal/site"
)

// digestKey is what a bucket keeps beside a file: the digest of what it holds.
const digestKey = "Tertial-Sha256"

// A bucket is a target on a server that speaks S3.
type bucket struct {
	client *minio.Client
	target *Target
	wait   func(context.Context, time.Duration) error
}

// answerTime is how long a server may take to begin to answer.
const answerTime = time.Minute

// openBucket asks the server one thing to begin with, whose answer says what is
// wrong: others have no room for words.
func openBucket(ctx context.Context, t *Target, wait func(context.Context, time.Duration) error) (*bucket, error) {
	transport, err := minio.DefaultTransport(!t.Plain)
	if err != nil {
		return nil, err
	}
	transport.ResponseHeaderTimeout = answerTime
	transport.MaxIdleConnsPerHost = parallel
	region := t.Region
	if region == "" && t.Endpoint != defaultEndpoint {
		region = "us-east-1" // what servers go by that have none; Amazon tells the bucket's
	}
	client, err := minio.New(t.Endpoint, &minio.Options{
		Creds: credentials.NewStaticV4(t.Keys.ID, t.Keys.Secret, t.Keys.Token), Secure: !t.Plain, Region: region,
		Transport: transport, MaxRetries: 1, // ours wait as they are told
	})
	if err != nil {
		return nil, &BadTargetError{t.String(), BadAddress}
	}
	b := &bucket{client: client, target: t, wait: wait}
	return b, b.try(ctx, Listing, "", func() error {
		for o := range client.ListObjectsIter(ctx, t.Bucket, minio.ListObjectsOptions{Prefix: b.key(lockName), MaxKeys: 1}) {
			return o.Err
		}
		return nil
	})
}

func (b *bucket) close() error { return nil }

func (b *bucket) isFolder() bool { return false }

func (b *bucket) place(name string) string { return b.target.String() + name }

func (b *bucket) key(name string) string { return b.target.Prefix + name }

// secret follows from the keys. The site may be served straight from the bucket,
// and what was replaced is not for everyone who knows this program.
func (b *bucket) secret() string {
	h := hmac.New(sha256.New, []byte(b.target.Keys.Secret))
	h.Write([]byte("tertial previous " + b.target.Bucket + "/" + b.target.Prefix))
	return hex.EncodeToString(h.Sum(nil)[:16])
}

func (b *bucket) list(ctx context.Context) (map[string]int64, error) {
	var all map[string]int64
	err := b.try(ctx, Listing, "", func() error {
		all = map[string]int64{}
		for o := range b.client.ListObjectsIter(ctx, b.target.Bucket, minio.ListObjectsOptions{Prefix: b.target.Prefix, Recursive: true}) {
			if o.Err != nil {
				return o.Err
			}
			if name := strings.TrimPrefix(o.Key, b.target.Prefix); name != "" && !strings.HasSuffix(name, "/") {
				all[name] = o.Size
			}
		}
		return nil
	})
	return all, err
}

func (b *bucket) read(ctx context.Context, name string) (content []byte, err error) {
	err = b.try(ctx, Reading, name, func() error {
		object, err := b.client.GetObject(ctx, b.target.Bucket, b.key(name), minio.GetObjectOptions{})
		if err != nil {
			return err
		}
		defer func() { _ = object.Close() }() // only read
		content, err = io.ReadAll(io.LimitReader(object, most))
		return err
	})
	return content, err
}

func (b *bucket) sum(ctx context.Context, name string) (sum site.Sum, ok bool, err error) {
	err = b.try(ctx, Reading, name, func() error {
		info, err := b.client.StatObject(ctx, b.target.Bucket, b.key(name), minio.StatObjectOptions{})
		if err != nil {
			return err
		}
		for key, value := range info.UserMetadata {
			if strings.EqualFold(key, digestKey) && len(value) == hex.EncodedLen(len(sum)) {
				_, bad := hex.Decode(sum[:], []byte(value))
				ok = bad == nil
			}
		}
		return nil
	})
	return sum, ok, err
}

func (b *bucket) put(ctx context.Context, name string, p *parcel) error {
	return b.try(ctx, Writing, name, func() error { return b.send(ctx, name, p, minio.PutObjectOptions{}) })
}

func (b *bucket) send(ctx context.Context, name string, p *parcel, opts minio.PutObjectOptions) error {
	opts.ContentType, opts.CacheControl, opts.ContentEncoding = p.kind, p.cache, string(p.encoding)
	opts.UserMetadata = map[string]string{digestKey: p.sum.String()}
	opts.SendContentMd5, opts.DisableContentSha256 = true, true // so that the server proves what it got, with and without TLS
	_, err := b.client.PutObject(ctx, b.target.Bucket, b.key(name), bytes.NewReader(p.content), int64(len(p.content)), opts)
	return err
}

// create relies on the server's If-None-Match, where it has that.
func (b *bucket) create(ctx context.Context, name string, content []byte) (made bool, err error) {
	if _, _, err := b.sum(ctx, name); !errors.Is(err, fs.ErrNotExist) {
		return false, err
	}
	parcel := ownParcel(name, content)
	var opts minio.PutObjectOptions
	opts.SetMatchETagExcept("*")
	err = b.try(ctx, Writing, name, func() error {
		err := b.send(ctx, name, parcel, opts)
		switch answer := minio.ToErrorResponse(err); {
		case err == nil:
			made = true
			return nil
		case answer.StatusCode == http.StatusPreconditionFailed, answer.Code == minio.PreconditionFailed:
			return nil
		case answer.StatusCode == http.StatusNotImplemented:
			made = true
			return b.send(ctx, name, parcel, minio.PutObjectOptions{})
		default:
			return err
		}
	})
	return made, err
}

func (b *bucket) copy(ctx context.Context, from, to string) error {
	return b.try(ctx, Writing, to, func() error {
		_, err := b.client.CopyObject(ctx,
			minio.CopyDestOptions{Bucket: b.target.Bucket, Object: b.key(to)}, minio.CopySrcOptions{Bucket: b.target.Bucket, Object: b.key(from)})
		return err
	})
}

func (b *bucket) remove(ctx context.Context, name string) error {
	err := b.try(ctx, Removing, name, func() error {
		return b.client.RemoveObject(ctx, b.target.Bucket, b.key(name), minio.RemoveObjectOptions{})
	})
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	return err
}

// How often something is tried, and how long is waited the first time; then
// twice as long each time.
const (
	attempts  = 6
	firstWait = 500 * time.Millisecond
)

// try asks a server until it answers, as long as that makes sense.
func (b *bucket) try(ctx context.Context, op Op, name string, ask func() error) error {
	pause := firstWait
	for attempt := 1; ; attempt++ {
		err := ask()
		if err == nil {
			return nil
		}
		if ctx.Err() != nil {
			return ctx.Err()
		}
		reason, again := judge(err)
		switch {
		case reason == NoSuch && name != "" && minio.ToErrorResponse(err).Code != minio.NoSuchBucket:
			return fs.ErrNotExist
		case !again || attempt == attempts:
			return &TargetError{Reason: reason, Op: op, Name: b.place(name), Err: err}
		}
		if err := b.wait(ctx, pause); err != nil {
			return err
		}
		pause *= 2
	}
}

// judge says why a server refuses, and whether it may answer otherwise soon.
func judge(err error) (reason Reason, again bool) {
	var network *url.Error
	answer := minio.ToErrorResponse(err)
	switch {
	case errors.As(err, &network), answer.StatusCode == 0 && answer.Code == "":
		return Unreachable, true
	case answer.Code == "RequestTimeTooSkewed":
		return WrongClock, false
	case answer.Code == "InvalidAccessKeyId", answer.Code == "XAdminUserNotFound", answer.Code == "XAdminNoSuchUser", answer.Code == "SignatureDoesNotMatch", answer.Code == "InvalidToken", answer.Code == "ExpiredToken",
		answer.Code == "AuthorizationHeaderMalformed", answer.StatusCode == http.StatusUnauthorized:
		return WrongKeys, false
	case answer.Code == minio.NoSuchBucket, answer.Code == minio.NoSuchKey, answer.StatusCode == http.StatusNotFound:
		return NoSuch, false
	case answer.Code == "QuotaExceeded", answer.Code == "XMinioStorageFull", answer.StatusCode == http.StatusInsufficientStorage:
		return Full, false
	case answer.StatusCode == http.StatusForbidden:
		return NoRights, false
	case answer.StatusCode >= http.StatusInternalServerError && answer.StatusCode != http.StatusNotImplemented,
		answer.StatusCode == http.StatusTooManyRequests, answer.StatusCode == http.StatusRequestTimeout, answer.StatusCode == http.StatusConflict:
		return Odd, true
	default:
		return Odd, false
	}
}
