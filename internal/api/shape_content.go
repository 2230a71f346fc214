package api

import (
	"mingfa/internal/document"
	"mingfa/internal/dossier"
)

// The parts of a dossier. All parts must be given when a revision replaces
// another, so that none is emptied by leaving it out; the fields within a part
// may be left out and are then empty.

type content struct {
	Text           dossier.Text           `json:"text" doc:"正文"`
	Annexes        []dossier.Annex        `json:"annexes" maxItems:"50" doc:"附件，按顺序排列"`
	Disclosure     dossier.Disclosure     `json:"disclosure" doc:"拟定的公开属性"`
	Interpretation dossier.Interpretation `json:"interpretation" doc:"政策解读方案和材料"`
	Relations      []dossier.Relation     `json:"relations" maxItems:"50" doc:"与其他文件的关系"`
	Catalogue      dossier.Catalogue      `json:"catalogue" doc:"公开目录信息"`
}

// newContent is the content of a new draft, of which only the text is due.
type newContent struct {
	Text           dossier.Text           `json:"text" doc:"正文"`
	Annexes        []dossier.Annex        `json:"annexes" required:"false" maxItems:"50" doc:"附件，按顺序排列"`
	Disclosure     dossier.Disclosure     `json:"disclosure" required:"false" doc:"拟定的公开属性"`
	Interpretation dossier.Interpretation `json:"interpretation" required:"false" doc:"政策解读方案和材料"`
	Relations      []dossier.Relation     `json:"relations" required:"false" maxItems:"50" doc:"与其他文件的关系"`
	Catalogue      dossier.Catalogue      `json:"catalogue" required:"false" doc:"公开目录信息"`
}

type text struct {
	Kind            document.Kind  `json:"kind" required:"false" doc:"文种"`
	Class           document.Class `json:"class" required:"false" doc:"公文类别"`
	Title           string         `json:"title" required:"false" maxLength:"500" doc:"标题，由发文机关名称、事由和文种组成" example:"明川市人民政府办公室关于印发《明川市数据资源管理办法》的通知"`
	Addressee       string         `json:"addressee" required:"false" maxLength:"2000" doc:"主送机关"`
	CopyTo          string         `json:"copy_to" required:"false" maxLength:"2000" doc:"抄送机关"`
	Body            string         `json:"body" required:"false" maxLength:"1000000" doc:"正文，Markdown 或者纯文本"`
	EffectiveOn     document.Date  `json:"effective_on" required:"false" doc:"施行日期，空字符串表示自成文之日起施行"`
	ExpiresOn       document.Date  `json:"expires_on" required:"false" doc:"有效期至（含当日），空字符串表示未规定"`
	AffectsBusiness bool           `json:"affects_business" required:"false" doc:"是否涉及经营主体的经济活动，涉及的须经公平竞争审查"`
}

type annex struct {
	Title string `json:"title" required:"false" maxLength:"500" doc:"附件名称"`
	Body  string `json:"body" required:"false" maxLength:"1000000" doc:"附件内容，Markdown 或者纯文本"`
}

type disclosure struct {
	Attribute document.Attribute `json:"attribute" required:"false" doc:"公开属性"`
	Grounds   []document.Ground  `json:"grounds" required:"false" maxItems:"7" doc:"不予公开理由，拟不予公开的至少一项"`
	Reason    string             `json:"reason" required:"false" maxLength:"10000" doc:"理由说明，凡不主动公开的均应填写"`
}

type interpretation struct {
	Need    dossier.Need `json:"need" required:"false" doc:"是否需要解读"`
	Reason  string       `json:"reason" required:"false" maxLength:"10000" doc:"免予解读或者不属于解读范围的理由"`
	Outline string       `json:"outline" required:"false" maxLength:"100000" doc:"解读提纲"`
	Form    string       `json:"form" required:"false" maxLength:"100" doc:"解读形式" example:"政策问答"`
	Channel string       `json:"channel" required:"false" maxLength:"500" doc:"解读渠道"`
	When    string       `json:"when" required:"false" maxLength:"200" doc:"解读时间" example:"与文件同步发布"`
	Title   string       `json:"title" required:"false" maxLength:"500" doc:"解读材料标题"`
	Body    string       `json:"body" required:"false" maxLength:"1000000" doc:"解读材料正文，Markdown 或者纯文本"`
}

type relation struct {
	Kind   document.RelationKind `json:"kind" doc:"关系"`
	Target string                `json:"target" required:"false" maxLength:"64" doc:"对方公文的编号，不在本系统内的为空字符串"`
	Number document.Number       `json:"number" required:"false" maxLength:"64" doc:"对方公文的发文字号" example:"明政办发〔2019〕12号"`
	Title  string                `json:"title" required:"false" maxLength:"500" doc:"对方公文的标题"`
	On     document.Date         `json:"on" required:"false" doc:"关系生效日期，空字符串表示随本件施行"`
}

type catalogue struct {
	Summary string `json:"summary" required:"false" maxLength:"2000" doc:"内容概述"`
	Topic   string `json:"topic" required:"false" maxLength:"200" doc:"主题分类" example:"综合政务\\政务公开"`
	Article string `json:"article" required:"false" maxLength:"200" doc:"法定主动公开类别（《中华人民共和国政府信息公开条例》第二十条）"`
}
