package store

import (
	"context"
	"time"

	"github.com/jackc/pgx/v5"

	"mingfa/internal/authz"
	"mingfa/internal/document"
	"mingfa/internal/verdict"
)

// Person is somebody who may sign in.
type Person struct {
	ID           string `json:"id" db:"id"`
	Login        string `json:"login" db:"login"`
	Name         string `json:"name" db:"name"`
	PasswordHash string `json:"-" db:"password_hash"`
	Active       bool   `json:"active" db:"active"` // false: suspended
	// SessionsSince ends all sessions that were begun before; zero for none.
	SessionsSince *time.Time `json:"-" db:"sessions_since"`
}

// Member is a person with the appointments held now.
type Member struct {
	Person
	Appointments []authz.Appointment `json:"appointments"`
}

const personColumns = `id, login, name, password_hash, active, sessions_since`

// PutPerson adds the person or changes the one with that id. A login that is
// somebody else's is a Conflict.
func (s *Store) PutPerson(ctx context.Context, p Person) error {
	_, err := s.pool.Exec(ctx, `
		INSERT INTO person (id, login, name, password_hash, active) VALUES ($1, $2, $3, $4, $5)
		ON CONFLICT (id) DO UPDATE SET login = excluded.login, name = excluded.name,
			password_hash = excluded.password_hash, active = excluded.active`,
		p.ID, p.Login, p.Name, p.PasswordHash, p.Active)
	if violates(err, duplicate) {
		return document.Refuse(document.Conflict, "login-taken", "这个登录名已由他人使用。")
	}
	return fail("put a person", err)
}

// Person returns the person; NotFound when there is none.
func (s *Store) Person(ctx context.Context, id string) (Person, error) {
	p, err := one[Person](ctx, s.pool, `SELECT `+personColumns+` FROM person WHERE id = $1`, id)
	return p, fail("read a person", missing(err, noPerson()))
}

// PersonByLogin returns the person who signs in by that name; NotFound when
// there is none.
func (s *Store) PersonByLogin(ctx context.Context, login string) (Person, error) {
	p, err := one[Person](ctx, s.pool, `SELECT `+personColumns+` FROM person WHERE login = $1`, login)
	return p, fail("read a person by login", missing(err, noPerson()))
}

// People returns everybody by id, with the appointments held now.
func (s *Store) People(ctx context.Context) ([]Member, error) {
	var out []Member
	err := s.snapshot(ctx, "list the people", func(tx pgx.Tx) error {
		persons, err := all[Person](ctx, tx, `SELECT `+personColumns+` FROM person ORDER BY id`)
		if err != nil {
			return err
		}
		held, err := appointments(ctx, tx, "")
		for _, p := range persons {
			out = append(out, Member{Person: p, Appointments: held[p.ID]})
		}
		return err
	})
	return out, err
}

// Actor returns the person as a judge needs it, with the appointments held at
// this moment; NotFound when there is no such person.
func (s *Store) Actor(ctx context.Context, personID string) (verdict.Actor, error) {
	var a verdict.Actor
	err := s.snapshot(ctx, "read an actor", func(tx pgx.Tx) (err error) {
		a, err = actorOf(ctx, tx, personID)
		return err
	})
	return a, err
}

func actorOf(ctx context.Context, q querier, personID string) (verdict.Actor, error) {
	a := verdict.Actor{ID: personID}
	err := q.QueryRow(ctx, `SELECT active, name FROM person WHERE id = $1`, personID).Scan(&a.Active, &a.Name)
	if err != nil {
		return a, missing(err, noPerson())
	}
	held, err := appointments(ctx, q, personID)
	a.Appointments = held[personID]
	return a, err
}

func noPerson() *document.Error {
	return document.Refuse(document.NotFound, "no-person", "没有这个人员。")
}
