package document

import "fmt"

// Severity says what a finding does to the act at whose gate it was found.
type Severity string

// The severities. Only Block stops an act.
const (
	Block Severity = "block" // 必须改正
	Warn  Severity = "warn"  // 请核对
	Info  Severity = "info"  // 提示
)

// Finding is one thing a rule has to say about a document: which rule, how
// grave, where, what is wrong and what to do about it.
type Finding struct {
	Rule     string   `json:"rule"`     // id in the rulebook, e.g. "DA-03"
	Severity Severity `json:"severity"` // block, warn or info
	Place    string   `json:"place"`    // field of the dossier, e.g. "attribute.grounds"
	Message  string   `json:"message"`  // Chinese: what is wrong
	Remedy   string   `json:"remedy"`   // Chinese: what to do
	// Cite is the instrument and article behind the rule, in Chinese; "" where the
	// finding rests on none.
	Cite string `json:"cite,omitempty"`
	// Hit is the digest by which a secrecy reviewer names the finding to let it
	// pass with a reason; "" where nobody may.
	Hit string `json:"hit,omitempty"`
	// Key names a warning in the answers of an act: rule, place, and the beginning of a
	// digest over what it says and the texts it speaks of, "IN-06@interpretation.body#…";
	// "" for what needs no answer.
	Key string `json:"key,omitempty"`
	// Answer is what was said to the warning for the texts as they are, nil while
	// nobody answered it.
	Answer *Response `json:"answer,omitempty"`
}

// Response is what somebody said to a warning, so that the act may go on.
type Response struct {
	Reason string `json:"reason"` // Chinese
	Name   string `json:"name"`   // of who answered; "" with the act that gives the answer
	On     Date   `json:"on"`
}

// Unanswered returns the warnings that nobody has answered.
func Unanswered(fs []Finding) []Finding {
	var out []Finding
	for _, f := range fs {
		if f.Key != "" && f.Answer == nil {
			out = append(out, f)
		}
	}
	return out
}

// Answered returns the warnings that somebody has answered.
func Answered(fs []Finding) []Finding {
	var out []Finding
	for _, f := range fs {
		if f.Answer != nil {
			out = append(out, f)
		}
	}
	return out
}

// Blocking returns the findings of severity Block.
func Blocking(fs []Finding) []Finding {
	var out []Finding
	for _, f := range fs {
		if f.Severity == Block {
			out = append(out, f)
		}
	}
	return out
}

// Brief returns the first findings, as many as most says, and then one that
// says how many more there are and how many of those block: nobody reads ten
// thousand at once, and no page, answer or record should hold them.
func Brief(fs []Finding, most int) []Finding {
	if len(fs) <= most {
		return fs
	}
	rest := fs[most:]
	more := Finding{
		Rule: rest[0].Rule, Severity: rest[0].Severity, Place: rest[0].Place, Cite: rest[0].Cite,
		Message: fmt.Sprintf("另有%d个问题未逐一列出，其中必须改正的%d个。", len(rest), len(Blocking(rest))),
		Remedy:  "请先处理已列出的问题，处理后其余问题依次列出。",
	}
	return append(append([]Finding{}, fs[:most]...), more)
}

// MostFindings is how many findings a page, an answer or a record lists;
// MostListed how many a list of nothing but findings does.
const (
	MostFindings = 200
	MostListed   = 10_000
)

// Tally says how many findings there are, listed or not.
type Tally struct {
	Total int `json:"total" doc:"总数"`
	Block int `json:"block" doc:"必须改正的"`
	Warn  int `json:"warn" doc:"请核对的"`
	Info  int `json:"info" doc:"提示"`
}

// TallyOf counts findings by severity; Total counts those of an unknown one, too.
func TallyOf(fs []Finding) Tally {
	t := Tally{Total: len(fs)}
	for _, f := range fs {
		switch f.Severity {
		case Block:
			t.Block++
		case Warn:
			t.Warn++
		case Info:
			t.Info++
		}
	}
	return t
}
