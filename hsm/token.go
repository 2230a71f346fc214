package main

import (
	"crypto/sha256"
	"encoding/asn1"
	"errors"
	"fmt"
	"math/big"

	"github.com/miekg/pkcs11"
)

// token is a place where a key is.
type token struct{ module, label, key string }

// method is how PKCS#11 makes one kind of signature.
type method struct {
	kind      uint // of the key
	mechanism uint
	before    []byte // put before the digest
	finish    func([]byte) ([]byte, error)
}

// sha256Info is the DER of DigestInfo up to the digest (RFC 8017, 9.2).
var sha256Info = []byte{
	0x30, 0x31, 0x30, 0x0d, 0x06, 0x09, 0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x02, 0x01, 0x05, 0x00, 0x04, 0x20,
}

var methods = map[string]method{
	"RSA-SHA256":   {pkcs11.CKK_RSA, pkcs11.CKM_RSA_PKCS, sha256Info, func(s []byte) ([]byte, error) { return s, nil }},
	"ECDSA-SHA256": {pkcs11.CKK_EC, pkcs11.CKM_ECDSA, nil, sequence},
}

// sequence turns the two halves that a token returns into a DER sequence.
func sequence(s []byte) ([]byte, error) {
	if len(s) == 0 || len(s)%2 != 0 {
		return nil, fmt.Errorf("signature of %d bytes", len(s))
	}
	return asn1.Marshal(struct{ R, S *big.Int }{
		new(big.Int).SetBytes(s[:len(s)/2]), new(big.Int).SetBytes(s[len(s)/2:]),
	})
}

// sign opens the token, signs one digest, and closes it.
func (t token) sign(m method, digest []byte, pin string) ([]byte, error) {
	if len(digest) != sha256.Size {
		return nil, fmt.Errorf("digest of %d bytes", len(digest))
	}
	p := pkcs11.New(t.module)
	if p == nil {
		return nil, fmt.Errorf("library %s cannot be loaded", t.module)
	}
	defer p.Destroy()
	if err := p.Initialize(); err != nil {
		return nil, fmt.Errorf("initialize: %w", err)
	}
	defer p.Finalize() //nolint:errcheck // the process ends
	session, err := t.open(p, pin)
	if err != nil {
		return nil, err
	}
	key, err := t.find(p, session, m.kind)
	if err != nil {
		return nil, err
	}
	if err := p.SignInit(session, []*pkcs11.Mechanism{pkcs11.NewMechanism(m.mechanism, nil)}, key); err != nil {
		return nil, fmt.Errorf("begin to sign: %w", err)
	}
	signature, err := p.Sign(session, append(append([]byte(nil), m.before...), digest...))
	if err != nil {
		return nil, fmt.Errorf("sign: %w", err)
	}
	return m.finish(signature)
}

// open begins a session with the token of the label.
func (t token) open(p *pkcs11.Ctx, pin string) (pkcs11.SessionHandle, error) {
	slots, err := p.GetSlotList(true)
	if err != nil {
		return 0, fmt.Errorf("list tokens: %w", err)
	}
	for _, slot := range slots {
		info, err := p.GetTokenInfo(slot)
		if err != nil || info.Label != t.label {
			continue
		}
		session, err := p.OpenSession(slot, pkcs11.CKF_SERIAL_SESSION)
		if err != nil {
			return 0, fmt.Errorf("open a session: %w", err)
		}
		if err := p.Login(session, pkcs11.CKU_USER, pin); err != nil {
			return 0, fmt.Errorf("log in: %w", err)
		}
		return session, nil
	}
	return 0, fmt.Errorf("no token %q", t.label)
}

// find returns the one private key of the label.
func (t token) find(p *pkcs11.Ctx, session pkcs11.SessionHandle, kind uint) (pkcs11.ObjectHandle, error) {
	err := p.FindObjectsInit(session, []*pkcs11.Attribute{
		pkcs11.NewAttribute(pkcs11.CKA_CLASS, pkcs11.CKO_PRIVATE_KEY),
		pkcs11.NewAttribute(pkcs11.CKA_KEY_TYPE, kind),
		pkcs11.NewAttribute(pkcs11.CKA_LABEL, t.key),
	})
	if err != nil {
		return 0, fmt.Errorf("find the key: %w", err)
	}
	found, _, err := p.FindObjects(session, 2)
	if err != nil {
		return 0, fmt.Errorf("find the key: %w", err)
	}
	if err := p.FindObjectsFinal(session); err != nil {
		return 0, fmt.Errorf("find the key: %w", err)
	}
	switch len(found) {
	case 0:
		return 0, fmt.Errorf("no key %q of this kind", t.key)
	case 1:
		return found[0], nil
	}
	return 0, errors.New("several keys of that label")
}
