package main

import (
	"bufio"
	"encoding/json"
	"io"
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"example.com/immex/shared/step"
	"example.com/immex/shared/synth"
)

// patience bounds a wait that a broken program would make endless.
const patience = 2 * time.Minute

// server is immex run in a process of its own.
type server struct {
	cmd   *exec.Cmd
	lines chan object
	url   string
	setUp string // address that makes the first account
	inbox string
	mails string
	smtp  string

	browser *http.Client // signed in, after enter
}

func serve(t *testing.T, dir string) *server {
	t.Helper()
	return serveWaiting(t, dir, "1m") // a page that is being worked out is no page to look at
}

// serveWaiting is an immex run whose pages wait so long for their figures.
func serveWaiting(t *testing.T, dir, wait string) *server {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), "immex", "run", "--json", "--addr", "127.0.0.1:0", "--smtp", "127.0.0.1:0")
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), "IMMEX_DESK_WAIT="+wait)
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	s := &server{cmd: cmd, lines: make(chan object, 1000)}
	go func() {
		defer close(s.lines)
		for in := bufio.NewScanner(out); in.Scan(); {
			var o object
			if json.Unmarshal(in.Bytes(), &o) == nil {
				s.lines <- o
			}
		}
	}()
	hello := s.next(t, "url")
	s.url = hello["url"].(string)
	s.setUp, _ = hello["set_up"].(string)
	s.inbox = filepath.Join(dir, hello["inbox"].(string))
	s.mails = filepath.Join(dir, hello["mail"].(string))
	s.smtp, _ = hello["smtp"].(string)
	return s
}

// next waits for an object that has a field.
func (s *server) next(t *testing.T, field string) object {
	t.Helper()
	for late := time.After(patience); ; {
		select {
		case o, ok := <-s.lines:
			if !ok {
				t.Fatal("immex run ended")
			}
			if _, ok := o[field]; ok {
				return o
			}
		case <-late:
			t.Fatalf("immex run said nothing with %q", field)
		}
	}
}

// document waits until a document of the inbox was taken.
func (s *server) document(t *testing.T, name string) object {
	t.Helper()
	for {
		if o := s.next(t, "status"); filepath.Base(o["name"].(string)) == name {
			return o
		}
	}
}

// enter makes the first account and signs in.
func (s *server) enter(t *testing.T) {
	t.Helper()
	jar, err := cookiejar.New(nil)
	if err != nil {
		t.Fatal(err)
	}
	s.browser = &http.Client{Jar: jar}
	at, err := url.Parse(s.setUp)
	if err != nil {
		t.Fatal(err)
	}
	who := url.Values{"llave": at.Query()["llave"], "usuario": {"rosa"}, "clave": {"una frase de prueba"}, "a": {"/"}}
	for _, path := range []string{"alta", "entrar"} {
		resp, err := s.browser.PostForm(s.url+path, who)
		if err != nil {
			t.Fatal(err)
		}
		resp.Body.Close() //nolint:errcheck // reading only
		if resp.StatusCode != http.StatusOK {
			t.Fatalf("%s: %s", path, resp.Status)
		}
	}
}

// page waits until a page says something, and gives the page.
func (s *server) page(t *testing.T, path, want string) string {
	t.Helper()
	var body []byte
	for end := time.Now().Add(patience); time.Now().Before(end); time.Sleep(50 * time.Millisecond) {
		resp, err := s.browser.Get(s.url + path)
		if err != nil {
			t.Fatal(err)
		}
		body, err = io.ReadAll(resp.Body)
		resp.Body.Close() //nolint:errcheck // reading only
		if err != nil {
			t.Fatal(err)
		}
		if strings.Contains(string(body), want) {
			return string(body)
		}
	}
	t.Fatalf("the page never says %q: %s", want, body)
	return ""
}

// TestRun watches a folder, serves the desk and ends when it is asked to.
func TestRun(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	truth, err := company(filepath.Join(dir, "docs"), synth.Options{Seed: 1, Months: 1, Pedimentos: 6})
	if err != nil {
		t.Fatal(err)
	}
	s := serve(t, dir)
	s.enter(t)
	s.page(t, "", "Los primeros tres pasos")
	if a := immex(t, dir, "ingest", "docs"); a.code != exitBusy || !strings.Contains(a.errors, "otro proceso (pid ") {
		t.Errorf("a second writer: %d %q", a.code, a.errors)
	}
	if a := immex(t, dir, "status"); a.code != exitOK {
		t.Errorf("a reader beside it: %d %q", a.code, a.errors)
	}

	drop(t, s, filepath.Join("evil <script>alert(1)</script> &.zip"), []byte("PK\x03\x04 cut"))
	drop(t, s, filepath.Join(truth.Company.RFC, "named.zip"), []byte("PK\x03\x04 cut too"))
	drop(t, s, "upload.zip.part", []byte("PK\x03\x04 not all here"))
	for _, f := range truth.Files {
		if f.Kind == "datastage" || f.Kind == "programme" {
			b, err := os.ReadFile(filepath.Join(dir, "docs", f.Name))
			if err != nil {
				t.Fatal(err)
			}
			drop(t, s, f.Name, b)
			if o := s.document(t, f.Name); o["status"] != string(f.Expect) {
				t.Errorf("%s is %v", f.Name, o)
			}
		}
	}
	s.page(t, "", truth.Company.Nombre)
	body := s.page(t, "p/"+truth.Company.RFC+"/hoy", "named.zip") + s.page(t, "p/SIN_PROGRAMA/hoy", "zip_damaged")
	for _, want := range []string{truth.Company.RFC, "script&gt; &amp;.zip", "Lotes por vencer"} {
		if !strings.Contains(body, want) {
			t.Errorf("the pages do not say %q", want)
		}
	}
	if strings.Contains(body, "<script>") {
		t.Error("the name of a document became a script")
	}
	left, err := filepath.Glob(filepath.Join(s.inbox, "*.*"))
	for end := time.Now().Add(patience); len(left) > 1 && time.Now().Before(end); time.Sleep(50 * time.Millisecond) {
		left, err = filepath.Glob(filepath.Join(s.inbox, "*.*"))
	}
	if err != nil || len(left) != 1 || filepath.Base(left[0]) != "upload.zip.part" {
		t.Errorf("left in the inbox: %v %v", left, err)
	}

	if err := s.cmd.Process.Signal(os.Interrupt); err != nil {
		t.Fatal(err)
	}
	for range s.lines {
	}
	if err := s.cmd.Wait(); err != nil {
		t.Errorf("it ended with %v", err)
	}
	if a := immex(t, dir, "replay"); a.code != exitOK {
		t.Errorf("replay afterwards: %d %s%s", a.code, a.out, a.errors)
	}
}

// drop puts a file into the inbox at once, whole.
func drop(t *testing.T, s *server, name string, b []byte) {
	t.Helper()
	path := filepath.Join(s.inbox, name)
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, b, 0o600); err != nil {
		t.Fatal(err)
	}
}

// TestHalfWrittenFileWaits looks again and again at a file that grows between
// the looks: it is taken only when it stands still, and whole.
func TestHalfWrittenFileWaits(t *testing.T) {
	t.Parallel()
	var out strings.Builder
	a := &app{
		out: &out, err: io.Discard, now: time.Now, lang: "es", data: t.TempDir(),
		env: func(string) string { return "" },
	}
	f, err := a.create(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close() //nolint:errcheck // the test ends
	inbox := filepath.Join(a.data, "inbox")
	if err := os.Mkdir(inbox, 0o700); err != nil {
		t.Fatal(err)
	}
	w := &watcher{app: a, folder: f, inbox: inbox, seen: map[string]fileState{}, kept: map[string]fileState{}}
	path := filepath.Join(inbox, "growing.txt")
	look := func() {
		t.Helper()
		if _, err := w.look(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
	for i := range 5 {
		if err := os.WriteFile(path, []byte(strings.Repeat("more ", i+1)), 0o600); err != nil {
			t.Fatal(err)
		}
		look()
		if out.Len() > 0 {
			t.Fatalf("read while it grows: %s", out.String())
		}
	}
	look()
	if !strings.Contains(out.String(), "growing.txt") {
		t.Errorf("not taken though it stands still: %s", out.String())
	}
	if _, err := os.Stat(path); err == nil {
		t.Error("still in the inbox")
	}

	// What cannot be taken stays, and is said once.
	out.Reset()
	if err := os.Symlink("/nowhere", filepath.Join(inbox, "link.xml")); err != nil {
		t.Fatal(err)
	}
	for range 4 {
		look()
	}
	if n := strings.Count(out.String(), "file_special"); n != 1 {
		t.Errorf("said %d times: %s", n, out.String())
	}
}

// TestInterrupted ends an ingest in the middle; what it kept is complete.
func TestInterrupted(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	if _, err := company(filepath.Join(dir, "docs"), synth.Options{Seed: 4, Months: 3, Pedimentos: 30}); err != nil {
		t.Fatal(err)
	}
	cmd := exec.CommandContext(t.Context(), "immex", "ingest", "docs")
	cmd.Dir = dir
	var errs strings.Builder
	cmd.Stderr = &errs
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	first := bufio.NewReader(out)
	if _, err := first.ReadString('\n'); err != nil {
		t.Fatal(err)
	}
	if err := cmd.Process.Signal(syscall.SIGINT); err != nil {
		t.Fatal(err)
	}
	io.Copy(io.Discard, first) //nolint:errcheck // it ends when the process does
	if err := cmd.Wait(); err != nil && (cmd.ProcessState.ExitCode() != exitError || !strings.HasPrefix(errs.String(), "immex: interrumpido")) {
		t.Errorf("%v: %s", err, errs.String())
	}
	if a := immex(t, dir, "ingest", "docs"); a.code != exitOK {
		t.Errorf("again: %d %s", a.code, a.errors)
	}
	if a := immex(t, dir, "replay"); a.code != exitOK {
		t.Errorf("replay: %d %s", a.code, a.out)
	}
}

// TestTimetable: a month that is due is compiled once; what comes later that
// day waits for the next, and makes one supplement.
func TestTimetable(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	truth, err := company(filepath.Join(dir, "docs"), synth.Options{Seed: 1, Months: 3, Pedimentos: 6})
	if err != nil {
		t.Fatal(err)
	}
	var stages []string
	for _, f := range truth.Files {
		if f.Kind == "datastage" && f.Expect == "accepted" {
			stages = append(stages, filepath.Join("docs", f.Name))
		}
	}
	if len(stages) < 3 {
		t.Fatalf("%d Data Stages", len(stages))
	}
	if a := immex(t, dir, "ingest", stages[0]); a.code != exitOK {
		t.Fatalf("%d %s", a.code, a.errors)
	}
	zone := time.FixedZone("CST", -6*60*60)
	now := time.Date(2021, 4, 7, 10, 0, 0, 0, zone)
	var out, errs strings.Builder
	a := &app{out: &out, err: &errs, now: func() time.Time { return now }, lang: "es", data: filepath.Join(dir, "immex-data"), env: func(string) string { return "" }}
	f, err := a.open(t.Context(), true)
	if err != nil {
		t.Fatal(err)
	}
	due := newTimetable(a, f, "immex@localhost")
	looks := func(at time.Time, want int) {
		t.Helper()
		now = at
		for range 3 {
			due.look(t.Context(), now)
		}
		zips, err := filepath.Glob(filepath.Join(a.data, "packages", "*.zip"))
		if err != nil || len(zips) != want || errs.Len() > 0 {
			t.Errorf("on %s: %v, %v, %s", at, zips, err, errs.String())
		}
	}
	looks(now, 1)
	for _, name := range stages[1:] {
		if err := a.ingestOne(t, f, filepath.Join(dir, name)); err != nil {
			t.Fatal(err)
		}
	}
	looks(now.Add(10*time.Hour), 1)
	looks(now.Add(24*time.Hour), 2)
	looks(now.Add(48*time.Hour), 2)
	if _, err := os.Stat(filepath.Join(a.data, "packages", truth.Company.RFC+"-2021-03-S1.zip")); err != nil {
		t.Error(err)
	}
	if err := os.Remove(filepath.Join(a.data, "packages", truth.Company.RFC+"-2021-03-S1.zip")); err != nil {
		t.Fatal(err)
	}
	looks(now.Add(24*time.Hour), 2) // sealed and not there: delivered again
	if err := f.Close(); err != nil {
		t.Error(err)
	}
}

// TestReminder: from its day of reminder on, what waits for approval is a letter of
// the day in the outbox, like other letters; before it there is none.
func TestReminder(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	truth, err := company(filepath.Join(dir, "docs"), synth.Options{Seed: 1, Months: 1, Pedimentos: 4})
	if err != nil {
		t.Fatal(err)
	}
	withReviewer(t, filepath.Join(dir, "docs", "programa.yaml"))
	if a := immex(t, dir, "ingest", "docs"); a.code != exitOK && a.code != exitQuarantined {
		t.Fatalf("%d %s", a.code, a.errors)
	}
	month, err := time.Parse("2006-01", truth.Months[0])
	if err != nil {
		t.Fatal(err)
	}
	now := month.AddDate(0, 1, 9).Add(18 * time.Hour)
	var out, errs strings.Builder
	a := &app{out: &out, err: &errs, now: func() time.Time { return now }, lang: "en", data: filepath.Join(dir, "immex-data"), env: func(string) string { return "" }}
	f, err := a.open(t.Context(), true)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close() //nolint:errcheck // the test is over
	due := newTimetable(a, f, "immex@localhost")
	for days, want := range []int{0, 0, 0, 1, 2} {
		for range 2 {
			due.look(t.Context(), now)
		}
		letters, err := filepath.Glob(filepath.Join(a.data, "outbox", "*.eml"))
		if err != nil || len(letters) != want || errs.Len() > 0 {
			t.Fatalf("after %d days %d letters, want %d (%v): %s", days, len(letters), want, err, errs.String())
		}
		for _, name := range letters {
			raw, err := os.ReadFile(name)
			if err != nil || !strings.Contains(string(raw), "\r\nSubject: IMMEX: to approve: "+truth.Company.RFC+" "+truth.Months[0]+"\r\n") || !strings.Contains(string(raw), "waits for approval until") || strings.Contains(string(raw), "Re: ") {
				t.Errorf("%s: %v %s", name, err, raw)
			}
		}
		now = now.Add(24 * time.Hour)
	}
}

// ingestOne takes a document while the folder is open.
func (a *app) ingestOne(t *testing.T, f *folder, path string) error {
	t.Helper()
	b, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	reader, done, err := a.reader()
	if err != nil {
		return err
	}
	defer done()
	papers := reader.Read(t.Context(), step.Input{Name: filepath.Base(path), Bytes: b})
	ing := &step.Ingest{Books: f.books, Blobs: f.blobs, Now: a.now}
	if _, _, err := ing.Settle(t.Context(), papers, true); err != nil {
		return err
	}
	_, err = a.match(t.Context(), f)
	return err
}
