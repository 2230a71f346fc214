package api

import (
	"encoding/json"
	"maps"
	"reflect"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"mingfa/internal/desk"
	"mingfa/internal/document"
	"mingfa/internal/dossier"
	"mingfa/internal/verdict"
)

// What the desk shows of documents.

type item struct {
	ID        string             `json:"id" doc:"公文编号"`
	Title     string             `json:"title" doc:"标题"`
	Kind      document.Kind      `json:"kind" doc:"文种"`
	Class     document.Class     `json:"class" doc:"公文类别"`
	Unit      string             `json:"unit" doc:"起草单位编号"`
	UnitName  string             `json:"unit_name" doc:"起草单位名称"`
	Drafter   string             `json:"drafter" doc:"拟稿人姓名"`
	Stage     document.Stage     `json:"stage" doc:"当前环节"`
	Attribute document.Attribute `json:"attribute" doc:"公开属性"`
	Number    document.Number    `json:"number" doc:"发文字号，未编号的为空字符串" example:"明政办发〔2026〕9号"`
	Urgency   document.Urgency   `json:"urgency" doc:"紧急程度：特急、加急，不紧急的为空字符串"`
	UpdatedAt time.Time          `json:"updated_at" doc:"最后变动时刻"`
	Due       *desk.Due          `json:"due,omitempty" doc:"当前环节的办理时限，无时限的不列"`

	Matter document.Matter `json:"matter,omitempty" doc:"待办的不是公文本身的：interpretation 随后发布的解读材料；reassessment 归档公文的公开属性评估；countersign 待本机关会签的联合行文。前两项的环节和时限为该事项的"`
}

type due struct {
	On          document.Date   `json:"on" doc:"按时办结的最后一日"`
	Left        int             `json:"left" doc:"剩余工作日，超期的为负数"`
	Words       string          `json:"words" doc:"时限提示" example:"还剩2个工作日"`
	Provisional bool            `json:"provisional" doc:"该年节假日安排尚未公布，暂按周末推算"`
	Receipt     json.RawMessage `json:"receipt,omitempty" doc:"时限的计算依据"`
}

// view is flat on the wire: the fields of an item come first.
type view struct {
	Content  dossier.Content                 `json:"content" doc:"当前稿次的内容"`
	Revision int                             `json:"revision" doc:"当前稿次"`
	Digest   string                          `json:"digest" doc:"当前稿次的指纹（SHA-256），办理和修改时须原样送回"`
	Parts    map[dossier.Part]string         `json:"parts" doc:"各组成部分的指纹"`
	Route    []desk.RouteStop                `json:"route" nullable:"false" doc:"办理流程"`
	Options  []verdict.Option                `json:"options" nullable:"false" doc:"当前环节的办理动作；不能办理的附有原因"`
	Findings []document.Finding              `json:"findings" nullable:"false" doc:"关口对本稿的检查结果，至多200条，全部结果用 list-findings 查询；当前环节不设关口的，为下一关口的预检结果"`
	Found    document.Tally                  `json:"finding_counts" doc:"检查结果的总数，包括 findings 中没有逐一列出的"`
	FoundAt  document.Stage                  `json:"found_at,omitempty" doc:"检查结果属于哪一环节的关口，办理终结的不列"`
	Acts     []desk.Event                    `json:"acts" nullable:"false" doc:"办理经过，由早到晚"`
	Editable bool                            `json:"editable" doc:"本人现在可否修改"`
	Targets  []desk.RouteStop                `json:"targets" nullable:"false" doc:"可以退回到的环节"`
	Files    desk.Files                      `json:"files" doc:"版式文件"`
	Pages    int                             `json:"pages" doc:"可以逐页查看图像的页数：用印正本或者成品 PDF 的页数，没有的为 0"`
	State    string                          `json:"state" doc:"系统正在进行的工作，等待人员办理时为空字符串" example:"用印中"`
	Life     document.Life                   `json:"life" doc:"效力期限"`
	Words    *document.Words                 `json:"words,omitempty" doc:"有效性表述，发布前不列"`
	IndexNo  string                          `json:"index_no" doc:"索引号"`
	DatedOn  document.Date                   `json:"dated_on" doc:"成文日期"`
	Release  *desk.ReleaseState              `json:"release,omitempty" doc:"最近一次发布，未发布过的不列"`
	Seen     int                             `json:"seen" doc:"本人上次办理时所见的稿次，未办理过的为 0"`
	Checks   []desk.CheckItem                `json:"checks,omitempty" doc:"保密审查的逐项问题，仅在该环节列出"`
	Names    map[string]string               `json:"-"`
	Standing map[document.Stage]desk.Verdict `json:"standing" doc:"现时有效的各环节审核结论"`

	Completable bool               `json:"completable" doc:"本人现在可否补充目录信息"`
	Completed   *dossier.Completed `json:"completed,omitempty" doc:"用印以后补充的目录信息，没有的不列"`

	CoSignatures []desk.CoSignature `json:"countersigns" nullable:"false" doc:"联合行文各机关的会签，不是联合行文的为空"`

	Known      []dossier.Answered `json:"known" nullable:"false" doc:"对现稿已有处理说明的提示，由早到晚；所涉文字改动后，说明即失效"`
	Examinable bool               `json:"examinable" doc:"本人现在可否核定扫描发现的问题"`

	Examined []dossier.Examined `json:"examined" nullable:"false" doc:"保密审查人员核定可以保留的各处，由早到晚；所在文字改动后，核定即失效"`

	Obligations []desk.Obligation   `json:"obligations" nullable:"false" doc:"各项办理期限，由早到晚"`
	Late        *desk.Late          `json:"late,omitempty" doc:"随后发布的解读材料，没有的不列"`
	Reassess    *desk.Reassess      `json:"reassessment,omitempty" doc:"归档公文的公开属性评估，没有的不列"`
	TakeDown    *desk.TakeDown      `json:"take_down,omitempty" doc:"撤下与恢复公开，没有的不列"`
	Repeals     []desk.RepealEffect `json:"repeals" nullable:"false" doc:"本件所作废止决定的执行情况"`
}

type repealEffect struct {
	Number document.Number `json:"number" doc:"被废止文件的发文字号"`
	Title  string          `json:"title" doc:"被废止文件的标题"`
	On     document.Date   `json:"on" doc:"废止之日"`
	State  string          `json:"state" enum:"ahead,pending,done,none" doc:"执行情况：ahead 日期未到；pending 正在执行；done 已废止；none 没有产生效力"`
	Words  string          `json:"words" doc:"执行情况的说明" example:"自2027年3月1日起废止，日期未到。"`
}

type obligation struct {
	ID          int64           `json:"id" doc:"期限序号"`
	Owner       string          `json:"owner" doc:"承办岗位" example:"信息发布"`
	Rule        string          `json:"rule" doc:"规则编号" example:"GI-13"`
	Title       string          `json:"title" doc:"应办事项" example:"主动公开政府信息"`
	BegunOn     document.Date   `json:"begun_on" doc:"产生之日"`
	On          document.Date   `json:"on" doc:"按时办结的最后一日"`
	State       string          `json:"state" enum:"open,met,late,stopped" doc:"状态：open 办理中；met 按时办结；late 逾期；stopped 终止"`
	Label       string          `json:"label" doc:"状态名称"`
	MetOn       document.Date   `json:"met_on" doc:"办结之日，未办结的为空字符串"`
	Words       string          `json:"words" doc:"时限提示，不再到期的为空字符串" example:"还剩2个工作日"`
	Note        string          `json:"note" doc:"如何办结"`
	Reminded    string          `json:"reminded" doc:"最近一次提醒，没有的为空字符串" example:"已提醒处室负责人"`
	Provisional bool            `json:"provisional" doc:"该年节假日安排尚未公布，暂按周末推算"`
	Receipt     json.RawMessage `json:"receipt,omitempty" doc:"期限的计算依据"`
	Held        bool            `json:"held" doc:"是否停止计时"`
	Verbs       []document.Verb `json:"verbs" nullable:"false" doc:"本人现在可以办理的动作：meet-duty 登记办结；stop-duty 停止计时；restart-duty 恢复计时；report-leak 登记已报告"`
}

// TransformSchema puts the fields of the item among those of the view.
func (*view) TransformSchema(r huma.Registry, s *huma.Schema) *huma.Schema {
	row := r.Schema(reflect.TypeFor[item](), false, "")
	maps.Copy(s.Properties, row.Properties)
	s.Required = append(append([]string{}, row.Required...), s.Required...)
	return s
}

type standing struct {
	Person string    `json:"person" doc:"办理人姓名"`
	Result string    `json:"result" doc:"结论"`
	At     time.Time `json:"at" doc:"办理时刻"`
}

type routeStop struct {
	Stage document.Stage `json:"stage" doc:"环节"`
	Label string         `json:"label" doc:"环节名称"`
	State string         `json:"state" enum:"done,current,ahead" doc:"进度：done 已办；current 正在办理；ahead 未到"`
}

type event struct {
	Seq      int               `json:"seq" doc:"办理序号"`
	At       time.Time         `json:"at" doc:"办理时刻"`
	Verb     document.Verb     `json:"verb" doc:"办理动作"`
	Label    string            `json:"label" doc:"办理动作名称"`
	From     document.Stage    `json:"from" doc:"办理前的环节"`
	To       document.Stage    `json:"to" doc:"办理后的环节"`
	Person   string            `json:"person" doc:"办理人姓名"`
	Unit     string            `json:"unit" doc:"办理单位名称"`
	Opinion  string            `json:"opinion" doc:"办理意见"`
	Result   string            `json:"result" doc:"审查结论名称" example:"可公开"`
	Reason   string            `json:"reason_code" doc:"退文理由代码"`
	Revision int               `json:"revision" doc:"所办稿次"`
	Digest   string            `json:"digest" doc:"所办稿次的指纹"`
	Checks   map[string]string `json:"checklist,omitempty" doc:"保密审查的逐项答复，yes 为有此情形，no 为没有"`

	Warnings []document.Finding `json:"warnings,omitempty" doc:"办理时知悉的提示及处理说明，没有的不列"`
	Consents []dossier.Consent  `json:"countersigns,omitempty" doc:"签发时联合行文各机关的会签，不是签发或者不是联合行文的不列"`
}

type files struct {
	Sealed string `json:"sealed" doc:"用印正本的 SHA-256，没有的为空字符串"`
	Marked string `json:"marked" doc:"带现时效力标注的副本的 SHA-256，没有的为空字符串"`
}

type releaseState struct {
	ID       string         `json:"id" doc:"发布编号"`
	No       int64          `json:"no" doc:"发布序号，尚未公开的为 0"`
	Surfaces []desk.Surface `json:"surfaces" nullable:"false" doc:"各发布渠道的回读核验结果"`
}

type surface struct {
	Name   string    `json:"name" doc:"渠道代码" example:"portal"`
	Label  string    `json:"label" doc:"渠道名称" example:"公开栏目"`
	OK     bool      `json:"ok" doc:"回读核验是否通过"`
	Detail string    `json:"detail" doc:"核验说明"`
	At     time.Time `json:"at" doc:"核验时刻"`
}

type checkItem struct {
	ID       string `json:"id" doc:"问题编号"`
	Question string `json:"question" doc:"审查内容"`
}

type finding struct {
	Rule     string            `json:"rule" doc:"规则编号，接口格式方面的问题没有编号" example:"DA-03"`
	Severity document.Severity `json:"severity" doc:"程度"`
	Place    string            `json:"place" doc:"所在字段" example:"disclosure.grounds"`
	Message  string            `json:"message" doc:"问题"`
	Remedy   string            `json:"remedy" doc:"改正办法"`
	Cite     string            `json:"cite,omitempty" doc:"依据，没有条文可引的不列" example:"《政府信息公开条例》第十六条第一款"`
	Hit      string            `json:"hit,omitempty" doc:"扫描发现的问题的标识，保密审查人员据以核定；不能核定放行的不列"`
	Key      string            `json:"key,omitempty" doc:"提示的标识，办理时据以说明；不需要说明的不列" example:"IN-06@interpretation.body#4f0c2a9b17de"`

	Answer *document.Response `json:"answer,omitempty" doc:"对现有文字已有的处理说明，没有的不列"`
}

type response struct {
	Reason string        `json:"reason" doc:"处理说明"`
	Name   string        `json:"name" doc:"说明人姓名，本次办理所作的说明为空字符串"`
	On     document.Date `json:"on" doc:"说明日期"`
}

type answered struct {
	Mark    string        `json:"-"`
	Rule    string        `json:"rule" doc:"规则编号" example:"IN-06"`
	Place   string        `json:"place" doc:"所在位置" example:"interpretation.body"`
	Message string        `json:"message" doc:"提示内容"`
	Reason  string        `json:"reason" doc:"处理说明"`
	Person  string        `json:"-"`
	Name    string        `json:"name" doc:"说明人姓名"`
	On      document.Date `json:"on" doc:"说明日期"`
	At      time.Time     `json:"at" doc:"说明时刻"`
}

type life struct {
	EffectiveOn document.Date     `json:"effective_on,omitempty" doc:"施行日期"`
	ExpiresOn   document.Date     `json:"expires_on,omitempty" doc:"有效期至（含当日）"`
	Ended       document.Validity `json:"ended,omitempty" doc:"经决定改变的效力：amended、repealed 或者 revoked"`
	EndedOn     document.Date     `json:"ended_on,omitempty" doc:"该决定的生效日期"`
	ByNumber    document.Number   `json:"by_number,omitempty" doc:"作出决定的文件的发文字号"`
	ByTitle     string            `json:"by_title,omitempty" doc:"作出决定的文件的标题"`
	ByDocument  string            `json:"by_document,omitempty" doc:"作出决定的文件的编号"`
}

type words struct {
	Validity document.Validity `json:"validity" doc:"有效性"`
	Label    string            `json:"label" doc:"有效性名称" example:"有效"`
	Prefix   string            `json:"prefix,omitempty" doc:"标题前的标识" example:"【已废止】"`
	Diagonal string            `json:"diagonal,omitempty" doc:"各页斜向标注的文字" example:"已废止"`
	Banner   string            `json:"banner,omitempty" doc:"写明日期和依据的提示语"`

	Announced document.Validity `json:"announced,omitempty" doc:"已有决定、日期未到的，届时的效力"`
}
