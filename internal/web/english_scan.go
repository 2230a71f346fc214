package web

// englishScan are the words of hits of the scanner.
var englishScan = map[string]string{
	"已核对，可以保留":         "Checked, may stay",
	"可以保留的理由":          "Reason why it may stay",
	"核定所选各处":           "Let the marked ones pass",
	"核定扫描发现的问题":        "Let hits of the scanner pass",
	"核定扫描发现的问题（不予办理的）": "Let hits of the scanner pass (refused)",
	"只对现有文字有效；所在文字改动后，须重新核定。核定人和时间记入台账。": "This holds for the present text only; after any change of it the question is asked again. Who let it pass, and when, goes into the ledger.",
	"已记录核定。所在文字改动后，须重新核定。":               "Recorded. After any change of that text the question is asked again.",
}
