package yamltree

import (
	"os"
	"strings"
	"testing"

	"tertial/internal/diag"
	"tertial/internal/golden"
)

// TestObject reads every case with the same questions; what was found is the golden file.
func TestObject(t *testing.T) {
	t.Parallel()
	for _, name := range golden.Inputs(t, "testdata/object/*.yaml", ".out") {
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		root, diags := parseText(string(text))
		ask(root)
		golden.Compare(t, strings.TrimSuffix(name, ".yaml")+".out", printed(t, diags)+"\n"+english(t, diags))
	}
}

func english(t *testing.T, diags *diag.List) string {
	t.Helper()
	var out strings.Builder
	for _, f := range diags.Sorted() {
		out.WriteString(f.Message("en") + "\n")
	}
	return out.String()
}

// ask is what a caller does with a report's front matter.
func ask(root *Node) {
	o := root.Object("editor")
	o.Required("title", "kind", "date")
	o.String("title")
	o.Enum("kind", "interim-report", "monthly-report", "annual-report")
	o.Enum("visibility", "internal", "committee", "public")
	o.Date("date")
	o.Date("from")
	o.Month("month")
	o.Bool("secret")
	o.Int("decimals", -6, 6)
	o.Strings("values")
	for _, item := range o.List("agenda") {
		entry := item.Object()
		entry.Required("title")
		entry.String("title")
		entry.Close()
	}
	source := o.Map("source")
	source.String("system")
	source.Date("extracted")
	source.Close()
	for _, f := range o.Pairs("columns") {
		column := f.Value.Object()
		column.Enum("value", "outcome", "budget", "forecast")
		column.Close()
	}
	o.Known("note")
	o.Close()
}

func TestObjectValues(t *testing.T) {
	t.Parallel()
	root, diags := parseText(`title: Delårsrapport
code: 01
date: 2020-05-26
month: 2020-04
secret: true
open: false
decimals: -1
values: [a, "b", 3]
columns: {kod: activity_code}
source:
  system: x
nothing:
`)
	o := root.Object()
	if got := o.String("title"); got != "Delårsrapport" {
		t.Errorf("title %q", got)
	}
	if got := o.String("code"); got != "01" {
		t.Errorf("code %q", got)
	}
	if got := o.Date("date") + " " + o.Month("month"); got != "2020-05-26 2020-04" {
		t.Errorf("date and month %q", got)
	}
	if !o.Bool("secret") || o.Bool("open") || o.Bool("absent") {
		t.Error("bool")
	}
	if got, ok := o.Int("decimals", -6, 6); got != -1 || !ok {
		t.Errorf("int %d %v", got, ok)
	}
	if got := strings.Join(o.Strings("values"), "|"); got != "a|b|3" {
		t.Errorf("strings %q", got)
	}
	if pairs := o.Pairs("columns"); len(pairs) != 1 || pairs[0].Key != "kod" || pairs[0].KeyPlace().Line != 9 {
		t.Errorf("pairs %v", pairs)
	}
	source := o.Map("source")
	if source.String("system") != "x" || source.Place().Line != 11 || source.PlaceOf("system").Column != 11 {
		t.Errorf("source %+v", source.Place())
	}
	if o.Has("nothing") || o.Has("absent") || !o.Has("title") || o.PlaceOf("absent").Line != 1 {
		t.Error("has")
	}
	o.Close()
	source.Close()
	if diags.Len() > 0 {
		t.Error(printed(t, diags))
	}
}

// TestNothing checks that what is absent or unreadable can be asked everything and
// says nothing.
func TestNothing(t *testing.T) {
	t.Parallel()
	ask(nil)
	var none *Object
	if none.Node() != nil || none.Place() != (diag.Place{}) || none.Has("a") || none.Pairs("a") != nil {
		t.Error("nil object")
	}
	var node *Node
	node.Report("YAML-KEY")
	node.WrongType("text")
	node.WrongValue("date")
	if node.Scalar() || node.Enum("a") != "" || (Field{}).KeyPlace() != (diag.Place{}) {
		t.Error("nil node")
	}
	root, diags := parseText("a: &x 1\nb: *x\nmerged: {<<: *x}\n")
	before := diags.Len()
	o := root.Object()
	o.Map("b").Close()
	merged := o.Map("merged")
	merged.Required("title")
	merged.Close()
	if o.String("b") != "" || o.List("b") != nil || diags.Len() != before {
		t.Error(printed(t, diags))
	}
}

func TestReport(t *testing.T) {
	t.Parallel()
	root, diags := parseText("a: 26/5\n")
	root.Get("a").WrongValue("date")
	root.Get("a").WrongType("year")
	root.Get("a").Report("YAML-KEY", "key", "a", "nearest", "b")
	if found := diags.Sorted(); len(found) != 3 {
		t.Error(printed(t, diags))
	}
	if got := Want("diarienummer").Localize("sv"); got != "diarienummer" {
		t.Errorf("got %q", got)
	}
}
