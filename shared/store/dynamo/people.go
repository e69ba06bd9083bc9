package dynamo

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb"

	"example.com/immex/shared/document"
	"example.com/immex/shared/fault"
	"example.com/immex/shared/web/access"
)

// The partitions of the desk, which belong to no programme. Sessions have one of
// their own, the only one from which anything is deleted.
const (
	usersPK    = "desk#users"
	anybodyPK  = "desk#anybody" // exists as soon as there is a user
	sessionsPK = "desk#sessions"
	logbookPK  = "desk#log"
)

// PeopleAPI is what People asks beyond the books.
type PeopleAPI interface {
	API
	DeleteItem(ctx context.Context, in *dynamodb.DeleteItemInput, opts ...func(*dynamodb.Options)) (*dynamodb.DeleteItemOutput, error)
}

// People keeps who may use the desk, their sessions and the log in the table of
// the books. It is safe for concurrent use.
type People struct {
	store *Store
	api   PeopleAPI
	now   func() time.Time
}

var (
	_ access.Users    = (*People)(nil)
	_ access.Sessions = (*People)(nil)
	_ access.Log      = (*People)(nil)
)

// NewPeople uses the table of the books.
func NewPeople(api PeopleAPI, c Config, now func() time.Time) (*People, error) {
	s, err := New(api, c)
	if err != nil {
		return nil, err
	}
	return &People{s, api, now}, nil
}

func userItem(u *access.User) item {
	i := at(usersPK, u.Name)
	for name, v := range map[string]string{
		"role": string(u.Role), "programmes": strings.Join(u.Programmes, " "), "lang": string(u.Lang), "password": u.Password,
		"signs": u.Signs, "created": u.Created.UTC().Format(time.RFC3339Nano),
	} {
		i[name] = text(v)
	}
	if u.Off {
		i["off"] = number(1)
	}
	return i
}

func userOf(i item) (access.User, error) {
	u := access.User{
		Name: i.text("SK"), Role: access.Role(i.text("role")), Lang: document.Lang(i.text("lang")), Password: i.text("password"),
		Signs: i.text("signs"), Off: i.has("off"),
	}
	if p := i.text("programmes"); p != "" {
		u.Programmes = strings.Split(p, " ")
	}
	var err error
	if u.Created, err = time.Parse(time.RFC3339Nano, i.text("created")); err != nil {
		return u, fault.New(fault.Corrupt, "read user", err)
	}
	return u, nil
}

// User implements access.Users.
func (p *People) User(ctx context.Context, name string) (access.User, bool, error) {
	if name == "" {
		return access.User{}, false, nil
	}
	i, err := p.store.get(ctx, usersPK, name)
	if err != nil || i == nil {
		return access.User{}, false, err
	}
	u, err := userOf(i)
	return u, err == nil, err
}

// Users implements access.Users.
func (p *People) Users(ctx context.Context) (out []access.User, err error) {
	for i, err := range p.store.walk(ctx, query{pk: usersPK}) {
		if err != nil {
			return nil, err
		}
		u, err := userOf(i)
		if err != nil {
			return nil, err
		}
		out = append(out, u)
	}
	return out, nil
}

// AddUser implements access.Users. Whoever is the first takes the mark that
// there is somebody; who dies after it leaves a desk that nobody can be the first
// of, which a pool of accounts does not need.
func (p *People) AddUser(ctx context.Context, u access.User, first bool) error {
	cond := ""
	if first {
		cond = "attribute_not_exists(PK)"
	}
	if err := p.store.put(ctx, at(anybodyPK, only), cond, nil); err != nil {
		return err
	}
	return p.store.put(ctx, userItem(&u), "attribute_not_exists(PK)", nil)
}

// SetUser implements access.Users.
func (p *People) SetUser(ctx context.Context, u access.User) error {
	return p.store.put(ctx, userItem(&u), "attribute_exists(PK)", nil)
}

func sessionOf(i item) access.Session {
	return access.Session{
		ID: document.Hash(i.text("SK")), User: i.text("user"),
		Started: time.Unix(0, i.number("started")).UTC(), Expires: time.Unix(0, i.number("expires")).UTC(),
	}
}

// Session implements access.Sessions.
func (p *People) Session(ctx context.Context, id document.Hash) (access.Session, bool, error) {
	i, err := p.store.get(ctx, sessionsPK, string(id))
	if err != nil || i == nil {
		return access.Session{}, false, err
	}
	return sessionOf(i), true, nil
}

// AddSession implements access.Sessions.
func (p *People) AddSession(ctx context.Context, s access.Session) error {
	if err := p.end(ctx, func(old access.Session) bool { return old.Expires.Before(s.Started) }); err != nil {
		return err
	}
	i := at(sessionsPK, string(s.ID))
	i["user"], i["started"], i["expires"] = text(s.User), number(s.Started.UnixNano()), number(s.Expires.UnixNano())
	return p.store.put(ctx, i, "", nil)
}

// EndSession implements access.Sessions.
func (p *People) EndSession(ctx context.Context, id document.Hash) error {
	_, err := p.api.DeleteItem(ctx, &dynamodb.DeleteItemInput{TableName: &p.store.table, Key: at(sessionsPK, string(id))})
	return classify("end session", err)
}

// EndSessionsOf implements access.Sessions.
func (p *People) EndSessionsOf(ctx context.Context, user string) error {
	return p.end(ctx, func(s access.Session) bool { return s.User == user })
}

// end forgets some sessions; those that are open are few.
func (p *People) end(ctx context.Context, which func(access.Session) bool) error {
	for i, err := range p.store.walk(ctx, query{pk: sessionsPK}) {
		if err != nil {
			return err
		}
		if s := sessionOf(i); which(s) {
			if err := p.EndSession(ctx, s.ID); err != nil {
				return err
			}
		}
	}
	return nil
}

// maxCrowd is how many lines of the log of one microsecond are told apart.
const maxCrowd = 1000

// AddEntry implements access.Log. The number of a line is the microsecond it is
// written in, or the next free one: there is no counter that every request would
// have to write as well. A line about a programme is written to a partition of
// that programme too; when that fails nothing is shown, and the line stands in
// the whole log.
func (p *People) AddEntry(ctx context.Context, e access.Entry) error {
	i := item{"status": number(int64(e.Status))}
	for name, v := range map[string]string{
		"at": e.At.UTC().Format(time.RFC3339Nano), "user": e.User, "role": string(e.Role), "rfc": e.RFC, "method": e.Method,
		"path": e.Path, "from": e.From, "note": e.Note,
	} {
		i[name] = text(v)
	}
	seq := p.now().UnixMicro()
	i["PK"] = text(logbookPK)
	for n := range int64(maxCrowd) {
		i["SK"] = text(seqKey(seq + n))
		err := p.store.put(ctx, i, "attribute_not_exists(PK)", nil)
		if fault.Is(err, fault.Conflict) {
			continue
		}
		if err != nil || e.RFC == "" {
			return err
		}
		i["PK"] = text(ofProgramme(e.RFC))
		return p.store.put(ctx, i, "", nil)
	}
	return fault.New(fault.Transient, "write log", errCrowd)
}

var errCrowd = errors.New("too many lines in one moment")

// ofProgramme is the partition of the lines about a programme, or about what
// somebody took for one.
func ofProgramme(rfc string) string { return logbookPK + separator + rfc }

// LogEntries implements access.Log.
func (p *People) LogEntries(ctx context.Context, rfc string, before int64, n int) (out []access.Entry, err error) {
	q := query{pk: logbookPK}
	if rfc != "" {
		q.pk = ofProgramme(rfc)
	}
	if before > 0 {
		q.sk, q.values = "SK < :before", item{":before": text(seqKey(before))}
	}
	in := p.store.input(q)
	in.ScanIndexForward = aws.Bool(false)
	for len(out) < n {
		in.Limit = aws.Int32(int32(min(n-len(out), 1000))) //nolint:gosec // at most 1000
		page, err := p.api.Query(ctx, in)
		if err != nil {
			return nil, classify("read log", err)
		}
		for _, i := range page.Items {
			e, err := entryOf(i)
			if err != nil {
				return nil, err
			}
			out = append(out, e)
		}
		if in.ExclusiveStartKey = page.LastEvaluatedKey; len(in.ExclusiveStartKey) == 0 {
			break
		}
	}
	return out, nil
}

func entryOf(i item) (access.Entry, error) {
	e := access.Entry{
		User: i.text("user"), Role: access.Role(i.text("role")), RFC: i.text("rfc"), Method: i.text("method"), Path: i.text("path"),
		Status: int(i.number("status")), From: i.text("from"), Note: i.text("note"),
	}
	var err error
	if e.At, err = time.Parse(time.RFC3339Nano, i.text("at")); err == nil {
		_, err = fmt.Sscanf(i.text("SK"), "%d", &e.Seq)
	}
	if err != nil {
		return e, fault.New(fault.Corrupt, "read log", err)
	}
	return e, nil
}
