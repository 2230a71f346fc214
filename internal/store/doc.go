// Package store is the record: the register of documents, their revisions and
// acts, people and appointments, releases and the ledger, in PostgreSQL. It
// decides nothing; whether an act is allowed is the judge's business, whom it
// asks inside the transaction that records the act.
//
// Store is the office's side and works as the role mingfa_app; Shelf is
// the portal's side and works as mingfa_portal, a role that can read what is
// released and nothing else. Every error a person may see is a *document.Error
// in Chinese; a database that is away gives one of kind Unavailable.
package store
