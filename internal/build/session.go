package build

import (
	"context"
	"fmt"
	"os"
	"strings"
	"sync"
	"time"

	"tertial/internal/data"
	"tertial/internal/diag"
	"tertial/internal/layout"
	"tertial/internal/report"
)

// A Session builds a site again and again while its files change, and does again
// only what a change concerns. Each build gives the files and findings that
// [Build] would give of the same folder, to the byte; nothing is written. What a
// step of the build was told by the file system, and all else that it took in, is
// kept with what it made; it is done again when an answer would be another one.
//
// What is remembered is as large as the site. Only one build runs at a time.
type Session struct {
	cfg  Config
	opts SessionOptions

	mu       sync.Mutex
	answers  *answers
	memo     *memo
	charts   *chartRoom
	drawings *drawings

	cells map[string]cellsOf // references of the reports that were asked for, by path
}

// SessionOptions say how a session knows that something is as it was.
type SessionOptions struct {
	// Now is the time by which the times of files are judged: one that has just
	// changed is read again, for it may change once more within the same
	// tick. Nil reads every file in every build.
	Now func() time.Time
	// History tells the states of what Config.Past looks through apart; it is
	// asked once a build. Nil means that it never changes.
	History func() string
}

// NewSession returns a session that has built nothing yet. Config.Out is not
// written to.
func NewSession(cfg Config, opts SessionOptions) *Session {
	s := &Session{
		cfg: cfg, opts: opts, memo: newMemo(), drawings: newDrawings(),
		answers: &answers{known: map[question]remembered{}, now: opts.Now}, cells: map[string]cellsOf{},
	}
	s.charts = s.room()
	return s
}

// room draws charts, with the session's drawings at hand.
func (s *Session) room() *chartRoom {
	room := newChartRoom(&s.cfg)
	room.kept = s.drawings
	return room
}

// Close frees what draws charts. The session may be used again.
func (s *Session) Close() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.charts.close()
	s.charts = s.room()
}

// Rebuild builds the site as it is now. [Result.Files] holds its files when there
// is no error among the findings.
func (s *Session) Rebuild(ctx context.Context) (*Result, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	root, err := os.OpenRoot(s.cfg.Root)
	if err != nil {
		return nil, fmt.Errorf("open site: %w", err)
	}
	defer func() { _ = root.Close() }() // only read from
	s.memo.begin()
	b := s.builder(root)
	b.writer = guard{to: s.memo, b: b}
	result, err := b.stages(ctx)
	if broken := b.brokenLayout(err); broken != nil {
		return broken, nil
	}
	if err != nil {
		return nil, err // the next build takes what this one has done, and forgets
	}
	s.memo.end()
	s.answers.forget(b.view)
	if !result.Failed() {
		result.Files = s.memo.files
	}
	return result, nil
}

// builder is ready for the stages.
func (s *Session) builder(root *os.Root) *builder {
	b := &builder{cfg: s.cfg, diags: &diag.List{}, counts: &counts{}, charts: s.charts, memo: s.memo, view: newView(root, s.answers)}
	b.fsys = b.view
	if s.opts.History != nil {
		b.view.history = sync.OnceValue(s.opts.History)
	}
	return b
}

// cellsOf are the references of a report's cells, by page and by the cell's id,
// with the report's step that they belong to.
type cellsOf struct {
	serial int
	pages  map[string]map[string]string
}

// References returns what a figure must say to show a cell of a page, by the
// cell's id, with the backquotes around it. A page without cells has none. They
// are found when a page is asked for: no build pays for them.
func (s *Session) References(ctx context.Context, page string) (map[string]string, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	steps := strings.SplitN(page, "/", 4) // committee/year/report/page
	if len(steps) < 4 {
		return nil, nil
	}
	name, rest := strings.Join(steps[:3], "/"), steps[3]
	step := s.memo.steps["report "+name]
	if step == nil {
		return nil, nil
	}
	if cells, ok := s.cells[name]; ok && cells.serial == step.serial {
		return cells.pages[rest], nil
	}
	pages, err := s.find(name)
	if err != nil || ctx.Err() != nil {
		return nil, err
	}
	clear(s.cells) // one report is looked at at a time
	s.cells[name] = cellsOf{step.serial, pages}
	return pages[rest], nil
}

// find lays a report out once more, only to see where its facts are shown.
func (s *Session) find(name string) (map[string]map[string]string, error) {
	root, err := os.OpenRoot(s.cfg.Root)
	if err != nil {
		return nil, fmt.Errorf("open site: %w", err)
	}
	defer func() { _ = root.Close() }() // only read from
	b := s.builder(root)
	b.memo = nil // what it makes is for nobody
	if err := b.opened(); err != nil {
		return nil, err
	}
	pages := map[string]map[string]string{}
	meta := b.meta(name)
	if meta == nil {
		return pages, nil
	}
	linked, err := b.linked(meta)
	if linked == nil || err != nil {
		return nil, err
	}
	_, _, err = b.set.Report(b.site, layout.ReportInput{
		Report: linked, Verdict: &report.Verdict{}, Newest: b.newestShown,
		Cells: func(page, id string, f *data.Fact) {
			if pages[page] == nil {
				pages[page] = map[string]string{}
			}
			if reference, ok := report.Reference(f); ok {
				pages[page][id] = "`=" + reference + "`"
			}
		},
	})
	return pages, err
}
