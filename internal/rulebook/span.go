package rulebook

import (
	"math/big"
	"strings"
)

// halfYear reads 半年, which is six months. 上半年 and 半年度 are parts of the year.
func (p plainText) halfYear(i int) (statement, bool) {
	if p.runes[i] != '半' || p.char(i+1) != '年' || p.char(i+2) == '度' || i > 0 && strings.ContainsRune("上下前后大小多个", p.runes[i-1]) {
		return statement{}, false
	}
	return measure(i, i+2, big.NewRat(6, 1), "个月"), true
}

// sameSpan are the keys under which a span of years is one of months, and the other
// way round.
func sameSpan(value *big.Rat, unit string) []string {
	twelve := big.NewRat(12, 1)
	switch unit {
	case "年":
		return []string{new(big.Rat).Mul(value, twelve).RatString() + "个月"}
	case "个月":
		return []string{new(big.Rat).Quo(value, twelve).RatString() + "年"}
	}
	return nil
}
