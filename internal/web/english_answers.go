package web

// englishAnswers are the words of answers to warnings.
var englishAnswers = map[string]string{
	"对提示的处理说明（%d项）": "Answers to the warnings (%d)",
	"下列提示不改正的，须写明处理说明后才能办理。说明随本次办理记入办理过程，供以后各环节和签发人查看；所涉文字不改动的，不必重复说明。": "A warning that is not put right needs an answer before you can go on. The answer is recorded with this act and shown at later stages and to the signer; it need not be given again while the texts are unchanged.",
	"未逐项说明的，一并说明":      "For all that have no answer of their own",
	"一并说明":             "For all of them",
	"处理说明":             "Answers to warnings",
	"处理说明：":            "Answer: ",
	"已知悉的提示及说明（%d项）":   "Warnings that are known, with answers (%d)",
	"已办结公文的后续事项（%d）":   "After the close of documents (%d)",
	"撰写":               "Writing",
	"本件%s。%s正在“%s”环节。": "The document is closed: %s. %s is at the stage “%s”.",
	"前往办理":             "Go to it",
}
