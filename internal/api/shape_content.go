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
	Annexes        []dossier.Annex        `json:"annexes" maxItems:"200" doc:"附件，按顺序排列"`
	Disclosure     dossier.Disclosure     `json:"disclosure" doc:"拟定的公开属性"`
	Interpretation dossier.Interpretation `json:"interpretation" doc:"政策解读方案和材料"`
	Relations      []dossier.Relation     `json:"relations" maxItems:"50" doc:"与其他文件的关系"`
	Catalogue      dossier.Catalogue      `json:"catalogue" doc:"公开目录信息"`
	Record         dossier.Record         `json:"record" doc:"系统外办理事项的记录，不公开"`
}

// newContent is the content of a new draft, of which only the text is due.
type newContent struct {
	Text           dossier.Text           `json:"text" doc:"正文"`
	Annexes        []dossier.Annex        `json:"annexes" required:"false" maxItems:"200" doc:"附件，按顺序排列"`
	Disclosure     dossier.Disclosure     `json:"disclosure" required:"false" doc:"拟定的公开属性"`
	Interpretation dossier.Interpretation `json:"interpretation" required:"false" doc:"政策解读方案和材料"`
	Relations      []dossier.Relation     `json:"relations" required:"false" maxItems:"50" doc:"与其他文件的关系"`
	Catalogue      dossier.Catalogue      `json:"catalogue" required:"false" doc:"公开目录信息"`
	Record         dossier.Record         `json:"record" required:"false" doc:"系统外办理事项的记录，不公开"`
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
	Major           bool           `json:"major" required:"false" doc:"是否属于重大行政决策"`
	Important       bool           `json:"important" required:"false" doc:"是否属于重要公文，重要公文由主要负责人签发"`
	JointWith       []string       `json:"joint_with" required:"false" maxItems:"20" doc:"联合行文的其他机关，本机关为主办机关"`

	Urgency document.Urgency `json:"urgency,omitempty" maxLength:"20" doc:"紧急程度：特急、加急，不紧急的不填。电报的等级（特提、平急）不予接收" example:"加急"`

	Original *dossier.Original `json:"original,omitempty" doc:"作为公文原件的成品 PDF，先以 as_file=true 上传；没有的由系统排版"`

	Pictures []dossier.Picture `json:"pictures,omitempty" maxItems:"50" doc:"正文引用的图片，先上传；写在这里而由附件、解读材料引用的，系统自动归入该部分"`

	JointHead  bool   `json:"joint_head,omitempty" doc:"联合行文的发文机关标志：true 为并列各联合发文机关的名称，false 为单独用主办机关的名称"`
	SignerPost string `json:"signer_post,omitempty" maxLength:"100" doc:"签署人职务，用于命令（令）" example:"市长"`
	Present    string `json:"present,omitempty" maxLength:"10000" doc:"出席人员，用于纪要" example:"王喆、李赟"`
	Excused    string `json:"excused,omitempty" maxLength:"10000" doc:"请假人员，用于纪要"`
	Attending  string `json:"attending,omitempty" maxLength:"10000" doc:"列席人员，用于纪要"`
}

// picture is a picture that a text shows. Only its name and digest are taken from a request.
type picture struct {
	Name    string   `json:"name" maxLength:"255" doc:"名称，文中以“![说明](名称)”独占一行引用；一件公文之内不重名" example:"泊位分布图.png"`
	Digest  string   `json:"digest" maxLength:"64" doc:"图片的 SHA-256；须是本人上传过的图片，或者本件现稿的图片"`
	Type    string   `json:"type" required:"false" doc:"image/png 或者 image/jpeg"`
	Size    int      `json:"size" required:"false" doc:"字节数"`
	Width   int      `json:"width" required:"false" doc:"宽，像素"`
	Height  int      `json:"height" required:"false" doc:"高，像素"`
	Remarks []string `json:"remarks" required:"false" doc:"接收时去除和改动的内容"`
}

// original is a finished PDF. Only its digest and the place of the seal are taken from a
// request.
type original struct {
	Digest  string            `json:"digest" maxLength:"64" doc:"文件的 SHA-256；须是本人上传过的文件，或者本件现稿的原件"`
	Name    string            `json:"name" required:"false" maxLength:"255" doc:"文件名，以上传时的为准"`
	Size    int               `json:"size" required:"false" doc:"字节数"`
	Pages   int               `json:"pages" required:"false" doc:"页数"`
	Unread  []int             `json:"unread" required:"false" doc:"读不出文字的页，从 1 起，须由保密审查人员逐页查看"`
	Around  string            `json:"around" required:"false" doc:"正文以外的文字：版头、发文字号、标题、署名、成文日期、附注、版记，各占一行"`
	Remarks []string          `json:"remarks" required:"false" doc:"页面以外须审查之处：文件属性、幅面等"`
	Seal    dossier.SealPlace `json:"seal" required:"false" doc:"印章的位置；各项为 0 的，按署名和成文日期自动确定"`
}

type sealPlace struct {
	Page   int `json:"page" required:"false" doc:"页次，从 1 起"`
	Left   int `json:"left" required:"false" doc:"印章中心距页面左边的毫米数"`
	Bottom int `json:"bottom" required:"false" doc:"印章中心距页面下边的毫米数"`
}

type annex struct {
	Title string `json:"title" required:"false" maxLength:"500" doc:"附件名称"`
	Body  string `json:"body" required:"false" maxLength:"1000000" doc:"附件内容，Markdown 或者纯文本"`

	Attribute document.Attribute `json:"attribute" required:"false" doc:"附件自己的公开属性，空字符串表示与正文相同；不公开的附件不随文印发、不公开"`
	Ground    document.Ground    `json:"ground" required:"false" doc:"附件不予公开的依据"`
	Reason    string             `json:"reason" required:"false" maxLength:"10000" doc:"附件不主动公开的理由"`

	Pictures []dossier.Picture `json:"pictures,omitempty" maxItems:"50" doc:"附件引用的图片"`
}

type disclosure struct {
	Attribute document.Attribute `json:"attribute" required:"false" doc:"公开属性"`
	Grounds   []document.Ground  `json:"grounds" required:"false" maxItems:"7" doc:"不予公开理由，拟不予公开的至少一项"`
	Reason    string             `json:"reason" required:"false" maxLength:"10000" doc:"理由说明，凡不主动公开的均应填写"`
	Item      string             `json:"item" required:"false" maxLength:"64" doc:"所依据的不予公开事项清单条目编号，没有对应条目的为空字符串"`
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

	Interpreter string `json:"interpreter" required:"false" maxLength:"100" doc:"第一解读人（部门主要负责人）姓名、职务"`

	Pictures []dossier.Picture `json:"pictures,omitempty" maxItems:"50" doc:"解读材料引用的图片"`
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

type record struct {
	Comments     []dossier.Comment     `json:"comments" required:"false" maxItems:"50" doc:"征求意见情况"`
	Collective   dossier.Meeting       `json:"collective" required:"false" doc:"集体审议决定"`
	Expert       dossier.Reference     `json:"expert" required:"false" doc:"专家论证意见"`
	Risk         dossier.Reference     `json:"risk" required:"false" doc:"风险评估报告"`
	Party        dossier.Reference     `json:"party" required:"false" doc:"请示报告同级党组织的情况"`
	Legality     dossier.Review        `json:"legality" required:"false" doc:"合法性审核的送审和答复"`
	Countersigns []dossier.Countersign `json:"countersigns" required:"false" maxItems:"20" doc:"联合行文各机关的会签"`
	Registration string                `json:"registration" required:"false" maxLength:"64" doc:"规范性文件登记号" example:"MZGS—2026—9"`
}

type comment struct {
	Way       string             `json:"way" required:"false" maxLength:"40" doc:"听取意见的方式" example:"向社会公开征求意见"`
	Reference string             `json:"reference" required:"false" maxLength:"500" doc:"公告或者函件的文号、网址"`
	From      document.Date      `json:"from" required:"false" doc:"发布草案之日（不计入期限）"`
	Until     document.Date      `json:"until" required:"false" doc:"征求意见截止之日"`
	Shortened string             `json:"shortened" required:"false" maxLength:"2000" doc:"缩短期限的理由"`
	Adoptions []dossier.Adoption `json:"adoptions" required:"false" maxItems:"500" doc:"意见采纳情况"`
}

type adoption struct {
	Opinion string `json:"opinion" required:"false" maxLength:"10000" doc:"意见"`
	Adopted bool   `json:"adopted" required:"false" doc:"是否采纳"`
	Reason  string `json:"reason" required:"false" maxLength:"10000" doc:"不予采纳的理由"`
}

type meeting struct {
	Name   string        `json:"name" required:"false" maxLength:"200" doc:"会议名称" example:"市政府第12次常务会议"`
	Number string        `json:"number" required:"false" maxLength:"100" doc:"会议纪要编号"`
	On     document.Date `json:"on" required:"false" doc:"会议日期"`
}

type proof struct {
	Number string        `json:"number" required:"false" maxLength:"100" doc:"材料编号"`
	On     document.Date `json:"on" required:"false" doc:"材料日期"`
	Note   string        `json:"note" required:"false" maxLength:"2000" doc:"说明；不适用的，写明理由"`
}

type reviewed struct {
	Number     string        `json:"number" required:"false" maxLength:"100" doc:"审核意见书编号"`
	ReceivedOn document.Date `json:"received_on" required:"false" doc:"收到送审材料之日"`
	AnsweredOn document.Date `json:"answered_on" required:"false" doc:"作出审核意见之日"`
	Urgent     string        `json:"urgent" required:"false" maxLength:"2000" doc:"审核时间少于规定的理由"`
}

type countersign struct {
	Body    string        `json:"body" required:"false" maxLength:"200" doc:"会签机关"`
	Person  string        `json:"person" required:"false" maxLength:"100" doc:"会签负责人"`
	On      document.Date `json:"on" required:"false" doc:"会签日期"`
	Opinion string        `json:"opinion" required:"false" maxLength:"2000" doc:"会签意见"`
}
