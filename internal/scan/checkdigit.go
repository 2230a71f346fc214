package scan

import (
	"strings"
	"time"
)

// validID reports whether the eighteen characters are a resident ID of GB 11643:
// a date that exists and the check character of ISO 7064 MOD 11-2 (SC-01).
func validID(code []byte) bool {
	if len(code) != 18 || code[0] < '1' || code[0] > '9' {
		return false
	}
	sum := 0
	for i, w := range [17]int{7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2} {
		if code[i] < '0' || code[i] > '9' {
			return false
		}
		sum += w * int(code[i]-'0')
	}
	last := code[17]
	if last == 'x' {
		last = 'X'
	}
	if last != "10X98765432"[sum%11] {
		return false
	}
	return century(code[6:8]) && realDate(string(code[6:14]))
}

// century reports whether two digits begin a year in which a holder of a paper may
// have been born.
func century(code []byte) bool {
	return code[0] == '1' && (code[1] == '8' || code[1] == '9') || code[0] == '2' && code[1] == '0'
}

func realDate(yyyymmdd string) bool {
	_, err := time.Parse("20060102", yyyymmdd)
	return err == nil
}

// provinces are the first two digits of division codes (GB/T 2260), with those of
// residence permits.
const provinces = " 11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 50 51 52 53 54 61 62 63 64 65 71 81 82 83 "

// likeOldID reports whether fifteen digits have the form of the resident ID in
// use until 2013 (SC-02). It has no check digit, so the province must exist.
func likeOldID(code string) bool {
	return len(code) == 15 && strings.Contains(provinces, " "+code[:2]+" ") && realDate("19"+code[6:12])
}

const organisationAlphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY"

// validOrganisation reports whether the eighteen characters are a unified social
// credit code, GB 32100 (SC-11).
func validOrganisation(code []byte) bool {
	if len(code) != 18 {
		return false
	}
	sum := 0
	for i, w := range [17]int{1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28} {
		v := strings.IndexByte(organisationAlphabet, upper(code[i]))
		if v < 0 {
			return false
		}
		sum += w * v
	}
	return upper(code[17]) == organisationAlphabet[(31-sum%31)%31]
}

func upper(c byte) byte {
	if c >= 'a' && c <= 'z' {
		return c - 'a' + 'A'
	}
	return c
}

// validCard reports whether sixteen to nineteen digits are a bank card number: an
// issuer's prefix of the length it goes with, and the Luhn check (SC-05).
func validCard(digits string) bool {
	return issued(digits) && luhn(digits)
}

func issued(digits string) bool {
	n := len(digits)
	switch {
	case n < 16 || n > 19:
		return false
	case digits[0] == '6' || strings.HasPrefix(digits, "9558"):
		return true
	case digits[0] == '4' || digits[0] == '5' && digits[1] >= '1' && digits[1] <= '5':
		return n == 16 || n == 19
	default:
		return n == 16 && (strings.HasPrefix(digits, "35") || strings.HasPrefix(digits, "36") || strings.HasPrefix(digits, "38"))
	}
}

func luhn(digits string) bool {
	sum := 0
	for i := range len(digits) {
		d := int(digits[len(digits)-1-i] - '0')
		if i%2 == 1 {
			if d *= 2; d > 9 {
				d -= 9
			}
		}
		sum += d
	}
	return sum%10 == 0
}
