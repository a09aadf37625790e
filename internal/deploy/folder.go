package deploy

import (
	"context"
	"crypto/sha256"
	"errors"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strconv"
	"strings"
	"sync/atomic"
	"syscall"

	"tertial/internal/site"
)

const (
	fileMode fs.FileMode = 0o644
	dirMode  fs.FileMode = 0o755
	ownMode  fs.FileMode = 0o700 // of .tertial: a web server has another user
)

// stageName begins the names of files that are being written.
const stageName = workName + "/put-"

// A folder is a target on disk. Nothing outside it is reached, also not through
// links.
type folder struct {
	dir    string
	noSync bool
	root   *os.Root
	count  atomic.Int64
}

// openFolder opens a folder, which must be there: a share that is not mounted is none.
func openFolder(dir string, noSync bool) (*folder, error) {
	f := &folder{dir: dir, noSync: noSync}
	if info, err := os.Stat(dir); err == nil && !info.IsDir() {
		return nil, f.wrong(Listing, "", syscall.ENOTDIR)
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		return nil, f.wrong(Listing, "", err)
	}
	f.root = root
	return f, nil
}

func (f *folder) close() error { return f.root.Close() }

func (f *folder) isFolder() bool { return true }

func (f *folder) place(name string) string { return path.Join(filepath.ToSlash(f.dir), name) }

// secret needs to be none: others cannot look into the folder around it.
func (f *folder) secret() string { return "site" }

func (f *folder) list(ctx context.Context) (map[string]int64, error) {
	all := map[string]int64{}
	err := fs.WalkDir(f.root.FS(), ".", func(name string, entry fs.DirEntry, err error) error {
		if err == nil {
			err = ctx.Err()
		}
		if err != nil || entry.IsDir() {
			return err
		}
		info, err := entry.Info()
		if err != nil {
			return err
		}
		all[name] = info.Size()
		if !info.Mode().IsRegular() {
			all[name] = -1 // a link is none of our files
		}
		return nil
	})
	return all, f.wrong(Listing, "", err)
}

func (f *folder) read(_ context.Context, name string) ([]byte, error) {
	file, err := f.root.Open(filepath.FromSlash(name))
	if err != nil {
		return nil, f.wrong(Reading, name, err)
	}
	content, err := io.ReadAll(io.LimitReader(file, most))
	return content, f.wrong(Reading, name, errors.Join(err, file.Close()))
}

func (f *folder) sum(_ context.Context, name string) (sum site.Sum, ok bool, err error) {
	file, err := f.root.Open(filepath.FromSlash(name))
	if err != nil {
		return sum, false, f.wrong(Reading, name, err)
	}
	h := sha256.New()
	_, err = io.Copy(h, file)
	h.Sum(sum[:0])
	return sum, true, f.wrong(Reading, name, errors.Join(err, file.Close()))
}

// put writes beside the file and renames: it is never half.
func (f *folder) put(_ context.Context, name string, p *parcel) error {
	stage := f.stage()
	err := f.makeDirs(name)
	if err == nil {
		err = f.write(stage, p.content, os.O_TRUNC)
	}
	if err == nil {
		err = f.root.Rename(filepath.FromSlash(stage), filepath.FromSlash(name))
	}
	if err != nil {
		_ = f.root.Remove(filepath.FromSlash(stage))
	}
	return f.wrong(Writing, name, err)
}

// stage is a new name for a file that is not in its place yet.
func (f *folder) stage() string {
	return stageName + strconv.Itoa(os.Getpid()) + "-" + strconv.FormatInt(f.count.Add(1), 10)
}

func (f *folder) create(_ context.Context, name string, content []byte) (bool, error) {
	err := f.makeDirs(name)
	if err == nil {
		err = f.write(name, content, os.O_EXCL)
	}
	if errors.Is(err, fs.ErrExist) {
		return false, nil
	}
	return err == nil, f.wrong(Writing, name, err)
}

// makeDirs makes the folders of a file, and our own one closed to others.
func (f *folder) makeDirs(name string) error {
	if _, err := f.root.Lstat(workName); errors.Is(err, fs.ErrNotExist) {
		if err := f.root.Mkdir(workName, ownMode); err != nil && !errors.Is(err, fs.ErrExist) {
			return err
		}
	}
	dir := path.Dir(name)
	if dir == "." || dir == workName {
		return nil
	}
	return f.root.MkdirAll(filepath.FromSlash(dir), dirMode)
}

func (f *folder) write(name string, content []byte, how int) error {
	file, err := f.root.OpenFile(filepath.FromSlash(name), os.O_WRONLY|os.O_CREATE|how, fileMode)
	if err != nil {
		return err
	}
	_, err = file.Write(content)
	if err == nil {
		err = file.Chmod(fileMode) // whatever the umask
		if errors.Is(err, fs.ErrPermission) || errors.Is(err, errors.ErrUnsupported) {
			err = nil // a share that stores none
		}
	}
	if err == nil && !f.noSync {
		err = file.Sync()
	}
	return errors.Join(err, file.Close())
}

// copy links where the disk can, for files are replaced and never changed. Like
// put it renames, so that a file that is there is never missing.
func (f *folder) copy(ctx context.Context, from, to string) error {
	if err := f.makeDirs(to); err != nil {
		return f.wrong(Writing, to, err)
	}
	stage := f.stage()
	if f.root.Link(filepath.FromSlash(from), filepath.FromSlash(stage)) == nil {
		err := f.root.Rename(filepath.FromSlash(stage), filepath.FromSlash(to))
		_ = f.root.Remove(filepath.FromSlash(stage)) // which stays when both were one file already
		return f.wrong(Writing, to, err)
	}
	content, err := f.read(ctx, from)
	if err != nil {
		return err
	}
	return f.put(ctx, to, &parcel{content: content})
}

// remove takes a file away, and the folders that it leaves empty.
func (f *folder) remove(_ context.Context, name string) error {
	err := f.root.Remove(filepath.FromSlash(name))
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return f.wrong(Removing, name, err)
	}
	for dir := path.Dir(name); dir != "." && dir != workName; dir = path.Dir(dir) {
		if f.root.Remove(filepath.FromSlash(dir)) != nil {
			break
		}
	}
	return nil
}

// wrong says why the disk does not do what it is asked.
func (f *folder) wrong(op Op, name string, err error) error {
	if err == nil || errors.Is(err, context.Canceled) {
		return err
	}
	reason := Odd
	switch {
	case errors.Is(err, fs.ErrNotExist) && name != "":
		return err
	case errors.Is(err, fs.ErrNotExist), errors.Is(err, syscall.ENOTDIR) && name == "":
		reason = NoSuch
	case errors.Is(err, fs.ErrPermission), errors.Is(err, syscall.EROFS):
		reason = NoRights
	case errors.Is(err, syscall.ENOSPC), errors.Is(err, syscall.EDQUOT):
		reason = Full
	case strings.Contains(err.Error(), "host is down"), errors.Is(err, syscall.ESTALE):
		reason = Unreachable
	}
	return &TargetError{Reason: reason, Op: op, Name: f.place(name), Err: err}
}
