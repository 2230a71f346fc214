package document

import (
	"fmt"
	"regexp"
)

// Number is a 发文字号: agency code, year in 〔〕, serial without leading zero, 号
// (DH-17, SC-20), e.g. 明政办发〔2026〕9号. "" is not yet numbered.
type Number string

var numberForm = regexp.MustCompile(`^\p{Han}{2,16}〔(19|20)\d{2}〕[1-9]\d*号$`)

// NewNumber makes the number of a series: agency code (机关代字), calendar year
// and serial from 1.
func NewNumber(agency string, year, serial int) Number {
	return Number(fmt.Sprintf("%s〔%d〕%d号", agency, year, serial))
}

// WellFormed reports whether the number has the statutory form (SC-20): no
// square or round brackets, no 第, no leading zero.
func (n Number) WellFormed() bool { return numberForm.MatchString(string(n)) }
