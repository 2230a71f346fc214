// Package api is the JSON door: an OpenAPI 3.1 interface under /api/v1/ for
// office-automation systems and websites. It reads requests strictly, hands them
// to the desk, and tells refusals as RFC 9457 problems in Chinese. It decides
// nothing: permission, gates and digests are the desk's.
//
// Callers sign in with a bearer token. Cookies are never accepted, so no page of
// another site can act in somebody's name through this door.
package api
