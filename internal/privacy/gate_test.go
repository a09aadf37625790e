package privacy

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"tertial/internal/diag"
)

func TestTexts(t *testing.T) {
	t.Parallel()
	n := sample().short() + "-" + sample().last
	g := NewGate(Allowed{Contacts: []string{"Registrator@Exempel.se", "+46 8 123 456 00"}, Whom: "Kansliet"})
	tests := []struct{ name, text, want string }{
		{"content/a/report.md", "Anna " + n, "PERSONNUMMER"},
		{"content/a/report.md", "ring 08-123 456 00 eller registrator@exempel.se", ""},
		{"content/a/report.md", "ring 08-123 456 01 eller anna@exempel.se", "CONTACT.phone CONTACT.email"},
		{"content/a/report.md", "personnummer " + strings.ReplaceAll("0"+n[1:], "-", ""), ""},
		{"content/a/report.md", "text\n[//]: # (dold)\n[comment]: <> (dold)", "METADATA.comment METADATA.comment"},
		{"content/a/" + n + ".md", "", "PERSONNUMMER.name"},
		{"data/a/.~lock.a.csv#", "Anna,dator", "METADATA.lock"},
		{"data/a/a.docx", "PK", "METADATA.stray"},
		{"data/a/a.bin", "\x00\x01", "METADATA.stray"},
		{"layouts/assets/a.woff2", "\x00\x01", ""},
		{"layouts/assets/a.svg", "<svg><title>x</title></svg>", ""},
		{"layouts/assets/a.svg", "<svg><!-- x --></svg>", "METADATA.property=<!-- -->"},
		{"layouts/assets/a.svg", `<svg sodipodi:docname="C:\anna\x.svg"/>`, "METADATA.property=sodipodi:docname"},
		{"data/a/a.csv", "personnummer;antal\n;1\n", ""},
		{"data/a/a.csv", "Person-nr.;antal\nx;1\n", "NAMECOLUMN"},
		{"data/a/a.csv", "Födelsedatum,antal\n1970-01-01,1\n", "NAMECOLUMN"},
		{"data/a/a.csv", "F\xf6delsedatum;antal\n1970;1\n", "NAMECOLUMN"},
		{"data/a/a.csv", "\ufeffbrukare;antal\n12;1\n15;2\n", ""},
		{"data/a/a.csv", "brukare;antal\nK1;1\n15;2\n", "NAMECOLUMN"},
		{"data/a/a.csv", "kod;namn\n1;Anna-Karin Ek\n2;Bo von Alm\n3;Ek, Åsa M.\n", "NAMECOLUMN"},
		{"data/a/a.csv", "kod;namn\n1;Barn och unga\n2;Södra Enheten\n3;Vuxna\n", ""},
		{"data/a/a.csv", "åtgärd;ansvarig\nA;Enhetschef Barn\nB;Avdelningschef Vuxen\nC;Norra Skolan\nD;Södra Familjeteamet\n", ""},
		{"data/a/a.csv", "åtgärd;ansvarig\nA;Enhetschef Barn\nB;Anna Ek\nC;Bo Alm\nD;Åsa Ek\n", "NAMECOLUMN"},
		{"data/a/a.csv", "kod;namn\n1;IFO Unga\n2;LSS Vuxna 2\n", ""},
		{"data/a/a.csv", "", ""},
		{"data/a/a.csv", "a,b\n1," + strings.ReplaceAll(n, "-", "") + ",\"2,5\"\n", "PERSONNUMMER"},
		{"data/a/a.json", "{\"antal\": " + strings.ReplaceAll(n, "-", "") + ", \"x\": [" + strings.ReplaceAll(n, "-", "") + "]}", "METADATA.stray"},
		{"data/a/a.json", "{\"pnr\": \"" + strings.ReplaceAll(n, "-", "") + "\"}", "METADATA.stray PERSONNUMMER"},
	}
	for _, tt := range tests {
		if got := strings.Join(codes(t, g, tt.name, []byte(tt.text)), " "); got != tt.want {
			t.Errorf("%s %q: %s, want %s", tt.name, strings.ReplaceAll(tt.text, n, "…"), got, tt.want)
		}
	}
}

// TestManyFindings: a file full of numbers does not bury everything else.
func TestManyFindings(t *testing.T) {
	t.Parallel()
	n := sample().short() + "-" + sample().last
	text := strings.Repeat(n+" 070-123 45 67\n", 1000)
	if got := codes(t, NewGate(Allowed{}), "content/a.md", []byte(text)); len(got) != 2*most {
		t.Errorf("%d findings", len(got))
	}
}

func TestExceptions(t *testing.T) {
	t.Parallel()
	at := func(line int) diag.Place { return diag.Place{File: "content/site.yaml", Line: line, Column: 5} }
	all := []*Exception{
		{Kind: "email", Text: "Anna@exempel.se", Place: at(1), Last: 4},
		{Kind: "phone", Digest: "dcdfaa4a0d8c2ac1e69d0ea2b9fdb6b7b9d9eba0f2a47be6e96a8a9b0fe1b0d5", Place: at(5), Last: 8},
		{Kind: "name", Text: "Namn", At: "data/a/lista.csv", Place: at(9), Last: 12},
		{Kind: "metadata", At: "layouts/assets", Place: at(13), Last: 16},
		{Kind: "email", Text: "bo@exempel.se", Under: []string{"content/a", "data/a"}, Place: at(17), Last: 20},
		{Kind: "email", Text: "borta@exempel.se", Place: at(21), Last: 24},
	}
	g := NewGate(Allowed{Exceptions: all})
	tests := []struct{ name, text, want string }{
		{"content/a/report.md", "anna@exempel.se, bo@exempel.se", ""},
		{"content/b/report.md", "anna@exempel.se, bo@exempel.se", "CONTACT.email"},
		{"content/site.yaml", strings.Repeat("\n", 21) + "text: borta@exempel.se", ""},
		{"content/site.yaml", "\nborta@exempel.se.nu", ""},
		{"data/a/lista.csv", "Namn\nAnna Ek\n", ""},
		{"data/a/annan.csv", "Namn\nAnna Ek\n", "NAMECOLUMN"},
		{"layouts/assets/x/a.svg", "<svg><!-- x --><metadata/></svg>", ""},
		{"layouts/a.svg", "<svg><metadata/></svg>", "METADATA.property=metadata"},
	}
	for _, tt := range tests {
		if got := strings.Join(codes(t, g, tt.name, []byte(tt.text)), " "); got != tt.want {
			t.Errorf("%s %q: %s, want %s", tt.name, tt.text, got, tt.want)
		}
	}
	diags := &diag.List{}
	g.Unused(diags)
	var lines []int
	for _, f := range diags.Sorted() {
		lines = append(lines, f.Place.Line)
	}
	if !slices.Equal(lines, []int{5, 21}) {
		t.Errorf("unused: lines %v", lines)
	}
}

func TestSecret(t *testing.T) {
	t.Parallel()
	tests := []struct {
		give string
		want bool
	}{
		{"title: x\nsecret: true\n", true},
		{"\"secret\" : yes\n", true},
		{"items:\n  - title: x\n    secret: true\n", true},
		{"items:\n  - secret: true\n    title: x\n", true},
		{"items:\n  - {title: x, secret: true}\n", true},
		{"items:\n  - secret: true\n  - title: x\n", false},
		{"items:\n  - secret: true\n", false},
		{"secret: false\n", false},
		{"# secret: true\n", false},
		{"note: ingen secret: true\n", false},
		{"secretary: true\nsecret", false},
		{"", false},
	}
	for _, tt := range tests {
		if got := Secret([]byte(tt.give)) >= 0; got != tt.want {
			t.Errorf("%q: %t", tt.give, got)
		}
	}
	for give, want := range map[string]string{"---\na: b\n---\ntext": "\na: b\n", "---\na: b": "\na: b", "text": "", "\ufeff---\na\n---\n": "\na\n"} {
		if got := string(FrontMatter([]byte(give))); got != want {
			t.Errorf("front matter of %q: %q", give, got)
		}
	}
}

// TestConceal: a finding of any kind loses the number, whatever holds it; what
// is said of the line in which it stands is left out.
func TestConceal(t *testing.T) {
	t.Parallel()
	n := sample().long() + "-" + sample().last
	source := diag.NewSource("data/"+n+"/a.csv", []byte("a;b\nx;"+n+";Anna\ny;2\n"))
	at := source.Place(6, 6+len(n))
	known := &diag.KnownDifference{Reason: "se " + n, Role: n, Place: at}
	findings := []diag.Finding{
		diag.New("CSV-CELL", at, "value", n[:8]),
		diag.New(Code, at, "kind", Coordination, "contact", whom("")),
		{Code: "SUM", Severity: diag.Known, Place: source.Place(0, 1), Accepted: known},
		diag.New("CSV-CELL", source.Place(len(source.Text)-3, len(source.Text)-2), "value", Person),
	}
	elsewhere := source.Place(len(source.Text)-3, len(source.Text)-2)
	findings = append(findings, diag.New("CSV-CELL", elsewhere, "value", n, "description", errors.New("open "+n), "n", 3).
		Propose("skriv "+n).See("x", elsewhere, "y", n).See("x", at, "y", n[:8]))
	got := Conceal(findings)
	if len(got) != 4 || got[0].Code != Code || !got[0].Place.Hidden || got[0].Place.Text != "" {
		t.Fatalf("%+v", got)
	}
	if got[1].Accepted == known || got[1].Place.Text != "a;b" {
		t.Errorf("%+v", got[1])
	}
	if last := got[3]; last.Instead != "" || len(last.Related) != 1 || last.Place.Hidden {
		t.Errorf("%+v", last)
	}
	for _, f := range got {
		told := f.Message("sv") + f.Message("en") + f.Place.File + f.Place.Text
		if len(f.Related) > 0 {
			told += f.Related[0].Place.File + f.Related[0].Args[0].Value.(string)
		}
		if f.Accepted != nil {
			told += f.Accepted.Reason + f.Accepted.Role + f.Accepted.Place.File + f.Accepted.Place.Text
		}
		if strings.Contains(told, sample().last) || !strings.Contains(told, "••••") {
			t.Errorf("told: %s", strings.ReplaceAll(told, n, "(the number)"))
		}
	}
	if Mask("inget 2020-05-12") != "inget 2020-05-12" {
		t.Error("a text without a number was changed")
	}
}
