package document

import (
	"fmt"
	"regexp"
)

// Number is a 发文字号: agency code, year in 〔〕, serial without leading zero, 号
// (DH-17, SC-20), e.g. 明政办发〔2026〕9号; of an order (令) the name of the body and a
// running number without a year (DH-19), e.g. 明州市人民政府令第12号. "" is not yet
// numbered.
type Number string

var (
	numberForm = regexp.MustCompile(`^\p{Han}{2,16}〔(19|20)\d{2}〕[1-9]\d*号$`)
	orderForm  = regexp.MustCompile(`^\p{Han}{2,40}令(第[1-9]\d*号)$`)
)

// Running is the year of a series that runs on from year to year: that of orders.
const Running = 0

// NewNumber makes the number of a series: agency code (机关代字), calendar year
// and serial from 1; for a series of orders the name of the body with 令, and Running.
func NewNumber(agency string, year, serial int) Number {
	if year == Running {
		return Number(fmt.Sprintf("%s第%d号", agency, serial))
	}
	return Number(fmt.Sprintf("%s〔%d〕%d号", agency, year, serial))
}

// WellFormed reports whether the number has the statutory form (SC-20): no
// square or round brackets, no 第, no leading zero.
func (n Number) WellFormed() bool {
	return numberForm.MatchString(string(n)) || orderForm.MatchString(string(n))
}

// Printed returns the number as it stands below the mark of the document: an order
// names its body there already, so 第12号 remains.
func (n Number) Printed() string {
	if m := orderForm.FindStringSubmatch(string(n)); m != nil {
		return m[1]
	}
	return string(n)
}
