// Package identity answers who is there: it checks login and password, hands out
// session tokens and says whose a token is. What that person may do is asked
// elsewhere, at every act anew.
package identity
