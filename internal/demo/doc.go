// Package demo carries three documents through the whole way as eight different
// people, over the real HTTP API, and then looks at the result as an anonymous
// visitor and inside the PDFs. Whatever differs from what it expects makes it
// fail. It knows no other door than the API and the public portal.
package demo
