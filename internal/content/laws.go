package content

import (
	"cmp"
	_ "embed"
	"io/fs"
	"path"
	"regexp"
	"slices"
	"strings"

	"tertial/internal/diag"
	"tertial/internal/yamltree"
)

const lawsFile = "laws.yaml"

//go:embed laws_builtin.yaml
var builtInLaws []byte

// Laws are the acts that a site's reports cite: the built-in ones and the
// site's own, in content/laws.yaml.
type Laws struct {
	All []*Law

	bySFS map[string]*Law
	names phrases // by index in keys
	keys  []lawName
}

// A Law is one act. Two acts may have the same name, one after the other.
type Law struct {
	SFS       string   // number in the statute book: 2001:453
	Name      string   // as it is cited: socialtjänstlagen
	Forms     []string // other forms of the name
	Short     []string // abbreviations: SoL
	From, To  string   // ISO dates of the first and the last day that it was in force; "" is not known, or still
	Successor string   // number of the act that replaced it, or ""
	Address   string   // of the official text
	BuiltIn   bool
	Place     diag.Place
}

// InForce reports whether the act was in force on any day from the first to the last.
func (l *Law) InForce(first, last string) bool {
	return (l.From == "" || last == "" || l.From <= last) && (l.To == "" || first == "" || l.To >= first)
}

// A lawName is a name with all acts that have had it.
type lawName struct {
	laws  []*Law
	short bool
}

// officialText is where the Government keeps the texts of all acts in force, and
// of those that were; the number follows.
const officialText = "https://rkrattsbaser.gov.se/sfst?bet="

// BySFS returns the act of a number, or nil.
func (l *Laws) BySFS(sfs string) *Law {
	if l == nil {
		return nil
	}
	return l.bySFS[sfs]
}

// ReadLaws reads the acts that a site's reports cite. What content/laws.yaml says
// of an act replaces what is built in.
func ReadLaws(fsys fs.FS, diags *diag.List) *Laws {
	r := &lawReader{diags: diags, laws: &Laws{bySFS: map[string]*Law{}}}
	if _, err := fs.Stat(fsys, path.Join(root, lawsFile)); err == nil {
		if o := readYAML(fsys, root, lawsFile, diags); o != nil {
			r.read(o.Object)
		}
	}
	r.builtIn = true
	source := diag.NewSource(lawsFile, builtInLaws)
	r.read(yamltree.Parse(source, 0, len(source.Text), &diag.List{}).Object())
	for _, l := range r.laws.All {
		if l.Successor != "" && r.laws.bySFS[l.Successor] == nil && !l.BuiltIn {
			diags.Add(diag.New("LAWS", l.Place, "law", l.Name, "sfs", l.SFS, "other", l.Successor).With("successor"))
		}
	}
	r.laws.index()
	return r.laws
}

// BuiltInLaws are the acts that every site knows.
func BuiltInLaws() *Laws { return ReadLaws(noFiles{}, &diag.List{}) }

// noFiles has no file.
type noFiles struct{}

// Open implements fs.FS.
func (noFiles) Open(name string) (fs.File, error) {
	return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
}

// A lawReader is the state of one reading.
type lawReader struct {
	diags   *diag.List
	builtIn bool
	laws    *Laws
}

func (r *lawReader) read(o *yamltree.Object) {
	for _, item := range o.List("laws") {
		if entry := item.Object(); entry != nil {
			r.law(entry)
		}
	}
	o.Close()
}

// sfsNumber is a number in the statute book.
var sfsNumber = regexp.MustCompile(`^(1[6-9]|20)\d\d:[1-9]\d{0,3}$`)

func (r *lawReader) law(o *yamltree.Object) {
	required(o, r.diags, "sfs", "name")
	l := &Law{
		SFS: o.String("sfs"), Name: foldBlanks(o.String("name")), Forms: o.Strings("forms"), Short: o.Strings("short"),
		From: o.Date("from"), To: o.Date("to"), Successor: o.String("successor"), Address: o.String("address"), BuiltIn: r.builtIn, Place: o.PlaceOf("sfs"),
	}
	addressAt, toAt := o.PlaceOf("address"), o.PlaceOf("to")
	o.Close()
	if l.SFS == "" || l.Name == "" {
		return
	}
	if l.Address != "" && !isWebAddress(l.Address) {
		r.diags.Add(diag.New("ADDRESS", addressAt, "value", l.Address))
		l.Address = ""
	}
	l.Address = cmp.Or(l.Address, officialText+l.SFS)
	first := r.laws.bySFS[l.SFS]
	switch {
	case r.builtIn && first != nil:
		return
	case !sfsNumber.MatchString(l.SFS):
		r.diags.Add(diag.New("LAWS", l.Place, "law", l.Name, "sfs", l.SFS))
		return
	case first != nil:
		r.diags.Add(diag.New("LAWS", l.Place, "law", l.Name, "sfs", l.SFS, "other", first.Name).With("twice").See("first", first.Place))
		return
	case l.From != "" && l.To != "" && l.To < l.From:
		r.diags.Add(diag.New("LAWS", toAt, "law", l.Name, "sfs", l.SFS, "from", l.From, "to", l.To).With("order"))
		l.From, l.To = "", ""
	}
	r.laws.bySFS[l.SFS] = l
	r.laws.All = append(r.laws.All, l)
}

// index lets names be found. Acts with the same name are found together, the
// newest one first.
func (l *Laws) index() {
	at := map[string]int{}
	add := func(name string, law *Law, short bool) {
		key := strings.ToLower(name)
		i, known := at[key]
		if !known {
			i = len(l.keys)
			at[key] = i
			l.keys = append(l.keys, lawName{short: short})
			l.names.add(name, i)
		}
		if !slices.Contains(l.keys[i].laws, law) {
			l.keys[i].laws = append(l.keys[i].laws, law)
		}
	}
	for _, law := range l.All {
		add(law.Name, law, false)
		for _, form := range law.Forms {
			add(form, law, false)
		}
		for _, short := range law.Short {
			add(short, law, true)
		}
	}
	for _, k := range l.keys {
		slices.SortStableFunc(k.laws, func(a, b *Law) int { return strings.Compare(b.From, a.From) })
	}
}
