package web

// englishTakeDown are the words of what leaves the website, and comes back.
var englishTakeDown = map[string]string{
	"撤下与恢复公开":     "Take-down and return",
	"紧急撤下，待另一人复核": "Taken down in an emergency; a second person has yet to look at it",
	"公众已经不能查看本件。系统正以公众身份逐处核验，核验通过后显示“已撤下”。":                                       "The public can no longer see it. The system looks at every surface like a visitor; only then it says “taken down”.",
	"撤下后，公众不能再看到本件的标题、正文、解读和文件，案卷和用印原件照常保存。泄密的，由一人先行撤下，另一人事后复核；其他情形，由另一人复核同意后撤下。": "Once it is taken down the public sees neither title, text, interpretation nor file; dossier and sealed original are kept. A leak is taken down by one person at once and looked at by a second one afterwards; in all other cases a second person must agree first.",
	"撤下事由":           "Ground",
	"复核意见":           "Opinion of the second person",
	"不要写入泄露的内容。":     "Do not write what leaked.",
	"仅撤回行政处罚决定信息的填写": "Only for penalty decisions",
	"处罚决定变更、撤销、确认违法或者无效的日期": "Day on which the decision was changed, revoked or found unlawful or void",

	"向社会公开的说明": "Explanation for the public",

	"正常公开": "Public",

	"撤下待复核": "Take-down waits for a second person",

	"正在撤下": "Being taken down",

	"已撤下": "Taken down",

	"恢复公开待复核": "Return waits for a second person",

	"正在恢复公开": "Being put back",

	"撤下": "Take down",

	"恢复公开": "Put back",

	"复核同意": "Agree",

	"复核不同意": "Do not agree",

	"复核同意撤下": "Agree to the take-down",

	"事后复核紧急撤下": "Look at the emergency take-down",

	"复核同意恢复公开": "Agree to the return",

	"不同意撤下": "Do not agree to the take-down",

	"不同意恢复公开": "Do not agree to the return",

	"泄露或者可能泄露国家秘密（立即撤下，事后复核）": "A state secret leaked, or may have (at once, looked at afterwards)",
	"公开后公开属性依法收紧":             "The attribute was tightened after the release",
	"行政处罚决定被变更、撤销、确认违法或者确认无效": "A penalty decision was changed, revoked or found unlawful or void",
	"侵害个人信息权益、个人隐私或者商业秘密":     "Personal information, privacy or trade secrets are infringed",
	"误发布（对象、版本或者时间错误）":        "Released by mistake (document, version or time)",

	"批量办理（不予办理的）": "Acts on many documents (refused)",
}
