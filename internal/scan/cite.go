package scan

const (
	personalCite = "《个人信息保护法》第二十五条、第二十八条；《政府信息公开条例》第十五条"
	markCite     = "《保守国家秘密法》第二十二条、第三十一条第（三）项"
	formatCite   = "《党政机关公文处理工作条例》第九条第（五）项；GB/T 9704—2012 7.2.5"
)

// cites holds the instrument and article behind each rule of this package.
var cites = map[string]string{
	"SC-01": personalCite + "；GB 11643", "SC-02": personalCite, "SC-03": personalCite, "SC-04": personalCite, "SC-05": personalCite,
	"SC-06": personalCite, "SC-07": personalCite, "SC-08": personalCite, "SC-09": personalCite, "SC-10": personalCite,
	"SC-11": "GB 32100",
	"SC-12": markCite,
	"SC-13": "《保守国家秘密法》第六十四条；《保守国家秘密法实施条例》第七十三条",
	"SC-14": "《党政机关公文处理工作条例》第二十条",
	"SC-15": "《党政机关公文处理工作条例》第九条；GB/T 9704—2012 7.2",
	"SC-16": "GB/T 9704—2012 7.3.6",
	"SC-17": "本系统设计",
	"SC-18": "《保守国家秘密法实施条例》第四十二条；《政府信息公开条例》第十七条",
	"SC-19": "《个人信息保护法》第二十五条；《保守国家秘密法实施条例》第四十二条",
	"SC-20": formatCite,
	"SR-01": "《保守国家秘密法实施条例》第四十二条；《保守国家秘密法》第三十五条",
}

// Cite returns the instrument and article behind a rule, in Chinese; "" for one that
// is not looked for here.
func Cite(rule string) string { return cites[rule] }
