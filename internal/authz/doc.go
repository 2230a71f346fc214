// Package authz answers whether a person may take a verb at a stage of a
// document, and says why not in words for that person. The policy is data
// (policies/permissions), decided by casbin; which conditions there are, and
// which denials no policy may leave out, is code.
//
// Appointments are handed in with every question and nothing is cached, so an
// office that was taken away a moment ago no longer counts. Whatever goes wrong
// inside means no.
package authz
