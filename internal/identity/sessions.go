package identity

import (
	"context"
	"fmt"
	"math"
	"time"
	"unicode/utf8"

	"github.com/alexedwards/scs/v2"

	"mingfa/internal/document"
)

// How long a session lives: so long without a request, and so long at most.
const (
	idle = 2 * time.Hour
	life = 12 * time.Hour
)

// Account is what is known of a person who may sign in.
type Account struct {
	ID     string
	Hash   string // PHC string; "" = cannot sign in with a password
	Active bool   // false: suspended
	// Since ends the sessions that were begun before; zero for none.
	Since time.Time
}

// Accounts finds the people of the house. Whoever is not there is a NotFound
// *document.Error.
type Accounts interface {
	AccountByLogin(ctx context.Context, login string) (Account, error)
	AccountByID(ctx context.Context, id string) (Account, error)
	// UseLink sets the hash of the person for whom the link of the token was made. A
	// link that can't be used is a NotFound *document.Error.
	UseLink(ctx context.Context, token, hash string, now time.Time) error
}

// Sessions signs people in and out. It is safe for concurrent use.
type Sessions struct {
	accounts Accounts
	keeper   Keeper
	manager  *scs.SessionManager
	now      func() time.Time
	throttle throttle
	hashing  chan struct{} // bounds the memory that hashing takes at once
	decoy    string        // hash that unknown logins are checked against
}

// New returns the sessions of the house.
func New(a Accounts, k Keeper, now func() time.Time) *Sessions {
	decoy, err := Hash("a password that nobody has")
	if err != nil { // no randomness: nothing in this process can be trusted
		panic(err)
	}
	m := scs.New()
	m.Store = kept{keeper: k, now: now}
	m.HashTokenInStore = true // whoever reads the table has no tokens
	return &Sessions{
		accounts: a, keeper: k, manager: m, now: now, decoy: decoy, hashing: make(chan struct{}, 4),
		throttle: throttle{logins: map[string]failures{}},
	}
}

// The values of a session.
const (
	personKey = "person" // id
	untilKey  = "until"  // Unix seconds: it ends then, used or not
	begunKey  = "begun"  // Unix milliseconds
)

// SignIn checks login and password and returns a new token. A wrong pair is an
// Unsigned *document.Error, the same one and as slow for an unknown login, a
// wrong password and a suspended person. After repeated failures the login has
// to wait: Forbidden.
func (s *Sessions) SignIn(ctx context.Context, login, password string) (token string, err error) {
	if wait := s.throttle.begin(login, s.now()); wait > 0 {
		return "", document.Refuse(document.Forbidden, "too-many-failures",
			fmt.Sprintf("登录失败次数过多，请%d分钟后再试。", int(math.Ceil(wait.Minutes()))))
	}
	a, err := s.accounts.AccountByLogin(ctx, login)
	if err != nil && document.KindOf(err) != document.NotFound {
		return "", err
	}
	right, err := s.matches(ctx, a, password)
	if err != nil {
		return "", err
	}
	if !right || !a.Active {
		return "", document.Refuse(document.Unsigned, "bad-credentials", "登录名或者口令不正确。")
	}
	s.throttle.success(login)
	return s.start(ctx, a.ID)
}

// matches always hashes, so that its time tells nothing of the login.
func (s *Sessions) matches(ctx context.Context, a Account, password string) (bool, error) {
	select {
	case s.hashing <- struct{}{}:
		defer func() { <-s.hashing }()
	case <-ctx.Done():
		return false, ctx.Err()
	}
	hash, known := a.Hash, a.ID != "" && a.Hash != ""
	if !known {
		hash = s.decoy
	}
	return Verify(hash, password) && known, nil
}

// start begins a session, and takes away those that ended without a sign-out.
func (s *Sessions) start(ctx context.Context, person string) (string, error) {
	if err := s.keeper.SweepSessions(ctx, s.now()); err != nil {
		return "", err
	}
	ctx, err := s.manager.Load(ctx, "")
	if err != nil {
		return "", err
	}
	s.manager.Put(ctx, personKey, person)
	s.manager.Put(ctx, untilKey, s.now().Add(life).Unix())
	s.manager.Put(ctx, begunKey, s.now().UnixMilli())
	token, _, err := s.manager.Commit(ctx)
	return token, err
}

// Person returns the id of the person who holds the token, and keeps the session
// alive. A token that is unknown or has expired, or whose person was suspended,
// is an Unsigned *document.Error.
func (s *Sessions) Person(ctx context.Context, token string) (personID string, err error) {
	loaded, err := s.manager.Load(ctx, token)
	if err != nil {
		return "", err
	}
	id := s.manager.GetString(loaded, personKey)
	if id == "" || s.now().Unix() >= s.manager.GetInt64(loaded, untilKey) {
		return "", signedOut()
	}
	a, err := s.accounts.AccountByID(ctx, id)
	if err != nil && document.KindOf(err) != document.NotFound {
		return "", err
	}
	if err != nil || !a.Active || (!a.Since.IsZero() && s.manager.GetInt64(loaded, begunKey) < a.Since.UnixMilli()) {
		return "", signedOut()
	}
	return id, nil
}

// Glance is Person for what an open page asks by itself: it does not count as use, so
// that a page left open does not keep a session alive.
func (s *Sessions) Glance(ctx context.Context, token string) (personID string, err error) {
	return s.Person(context.WithValue(ctx, glance{}, true), token)
}

// SignOut makes the token worthless. An unknown token is no error.
func (s *Sessions) SignOut(ctx context.Context, token string) error {
	ctx, err := s.manager.Load(ctx, token)
	if err != nil {
		return err
	}
	return s.manager.Destroy(ctx)
}

func signedOut() *document.Error {
	return document.Refuse(document.Unsigned, "signed-out", "您尚未登录，或者登录已经过期，请重新登录。")
}

// LeastPassword is the shortest password that a person may choose, in characters.
const LeastPassword = 8

// SetPassword sets the password of the person for whom the link was made; all
// sessions of that person end. A password that is too short is Invalid, a link that
// can't be used NotFound.
func (s *Sessions) SetPassword(ctx context.Context, link, password string) error {
	if utf8.RuneCountInString(password) < LeastPassword {
		return document.Refuse(document.Invalid, "short-password", fmt.Sprintf("口令至少%d个字符。", LeastPassword))
	}
	select {
	case s.hashing <- struct{}{}:
		defer func() { <-s.hashing }()
	case <-ctx.Done():
		return ctx.Err()
	}
	hash, err := Hash(password)
	if err != nil {
		return err
	}
	return s.accounts.UseLink(ctx, link, hash, s.now())
}
