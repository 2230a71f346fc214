package api

import (
	"encoding/json"
	"time"

	"mingfa/internal/desk"
	"mingfa/internal/document"
	"mingfa/internal/dossier"
	"mingfa/internal/verdict"
)

// Reminders and the number ledger.

type reminder struct {
	Obligation  int64           `json:"obligation" doc:"期限序号"`
	Document    string          `json:"document" doc:"公文编号"`
	Title       string          `json:"title" doc:"公文标题"`
	Number      document.Number `json:"number" doc:"发文字号，未编号的为空字符串"`
	UnitName    string          `json:"unit_name" doc:"起草单位名称"`
	Rule        string          `json:"rule" doc:"规则编号" example:"ND-15"`
	Duty        string          `json:"duty" doc:"应办事项" example:"报送备案"`
	Why         string          `json:"why" doc:"提醒原因" example:"期限已过80%"`
	On          document.Date   `json:"on" doc:"按时办结的最后一日"`
	Words       string          `json:"words" doc:"时限提示" example:"还剩2个工作日"`
	Late        bool            `json:"late" doc:"是否已经逾期"`
	Provisional bool            `json:"provisional" doc:"该年节假日安排尚未公布，暂按周末推算"`
	At          time.Time       `json:"at" doc:"提醒时刻"`
	Receipt     json.RawMessage `json:"receipt,omitempty" doc:"期限的计算依据"`
}

type numbers struct {
	Series []desk.NumberSeries `json:"series" nullable:"false" doc:"各编号序列"`
	Voids  []desk.VoidNumber   `json:"voids" nullable:"false" doc:"作废的字号"`
}

type numberSeries struct {
	Agency  string `json:"agency" doc:"机关代字" example:"明政办发"`
	Year    int    `json:"year" doc:"年份"`
	Last    int    `json:"last" doc:"编至的序号"`
	Used    int    `json:"used" doc:"使用的个数"`
	Void    int    `json:"void" doc:"作废的个数"`
	Missing []int  `json:"missing" nullable:"false" doc:"没有登记的序号，正常情况下没有"`
}

type voidNumber struct {
	Number   document.Number `json:"number" doc:"作废的发文字号"`
	Document string          `json:"document" doc:"原使用该字号的公文编号"`
	Reason   string          `json:"reason" doc:"作废理由"`
}

type late struct {
	Stage    document.Stage         `json:"stage" doc:"所在环节：drafting 撰写；secrecy_review 保密审查；publication 待发布；published 已发布"`
	Material dossier.Interpretation `json:"material" doc:"解读材料"`
	Digest   string                 `json:"digest" doc:"解读材料的指纹，办理时须原样送回；尚未撰写的为空字符串"`
	Options  []verdict.Option       `json:"options" nullable:"false" doc:"当前环节的办理动作"`
	Editable bool                   `json:"editable" doc:"本人现在可否撰写"`
	State    string                 `json:"state" doc:"系统正在进行的工作，没有的为空字符串"`
	Acts     []desk.LateEvent       `json:"acts" nullable:"false" doc:"办理经过，由早到晚"`
	Checks   []desk.CheckItem       `json:"checks,omitempty" doc:"保密审查的逐项问题，仅在该环节列出"`

	Findings   []document.Finding `json:"findings" nullable:"false" doc:"当前环节的关口对解读材料的检查结果"`
	Base       string             `json:"base" doc:"撰写时须送回的指纹：现有解读材料的，尚未撰写的为本件解读方案的"`
	Examinable bool               `json:"examinable" doc:"本人现在可否核定扫描发现的问题"`
}

type reassess struct {
	Stage     document.Stage       `json:"stage" doc:"所在环节：filed 未提出调整；secrecy_review 保密审查；signing 签发；publication 待发布；published 已发布"`
	Now       document.Attribute   `json:"now" doc:"现行公开属性"`
	Proposed  document.Attribute   `json:"proposed" doc:"拟调整为的公开属性，未提出的为空字符串"`
	Reason    string               `json:"reason" doc:"评估理由"`
	PrintedAs document.Attribute   `json:"printed_as" doc:"印发时标注的公开属性；用印原件不因调整而改变"`
	May       []document.Attribute `json:"may" nullable:"false" doc:"可以调整为的公开属性"`
	Digest    string               `json:"digest" doc:"评估的指纹，办理时须原样送回"`
	Options   []verdict.Option     `json:"options" nullable:"false" doc:"当前环节的办理动作"`
	State     string               `json:"state" doc:"系统正在进行的工作，没有的为空字符串"`
	Findings  []document.Finding   `json:"findings" nullable:"false" doc:"按拟调整的公开属性检查发现的问题"`
	Acts      []desk.ReassessEvent `json:"acts" nullable:"false" doc:"办理经过，由早到晚"`
	Checks    []desk.CheckItem     `json:"checks,omitempty" doc:"保密审查的逐项问题，仅在该环节列出"`

	Examinable bool `json:"examinable" doc:"本人现在可否核定扫描发现的问题"`
}

type reassessEvent struct {
	At       string             `json:"at" doc:"办理之日" example:"2026-12-02"`
	Label    string             `json:"label" doc:"办理动作名称"`
	Person   string             `json:"person" doc:"办理人姓名，系统办理的为空字符串"`
	Proposed document.Attribute `json:"proposed" doc:"该次拟调整为的公开属性"`
	Opinion  string             `json:"opinion" doc:"理由、办理意见"`

	Warnings []document.Finding `json:"warnings,omitempty" doc:"办理时知悉的提示及处理说明，没有的不列"`
}

type lateEvent struct {
	At      string `json:"at" doc:"办理之日" example:"2026-12-02"`
	Label   string `json:"label" doc:"办理动作名称"`
	Person  string `json:"person" doc:"办理人姓名，系统办理的为空字符串"`
	Opinion string `json:"opinion" doc:"办理意见"`

	Warnings []document.Finding `json:"warnings,omitempty" doc:"办理时知悉的提示及处理说明，没有的不列"`
}

type takeDown struct {
	State     document.TakeDownState  `json:"state" doc:"状态：up 正常公开；asked 撤下待复核；hiding 正在撤下；down 已撤下；back_asked 恢复公开待复核；restoring 正在恢复公开" enum:"up,asked,hiding,down,back_asked,restoring"`
	Label     string                  `json:"label" doc:"状态名称"`
	Ground    document.TakeDownGround `json:"ground" doc:"撤下事由，未撤下过的为空字符串"`
	Confirmed bool                    `json:"confirmed" doc:"撤下是否已由另一人复核"`
	Grounds   []desk.TakeDownGround   `json:"grounds" nullable:"false" doc:"可以选择的撤下事由"`
	Digest    string                  `json:"digest" doc:"指纹，办理时须原样送回"`
	Options   []verdict.Option        `json:"options" nullable:"false" doc:"当前状态下的办理动作"`
	Surfaces  []desk.Surface          `json:"surfaces" nullable:"false" doc:"以公众身份核验的结果"`
	Acts      []desk.TakeDownEvent    `json:"acts" nullable:"false" doc:"办理经过，由早到晚"`
}

type takeDownGround struct {
	ID    document.TakeDownGround `json:"id" doc:"事由代码" example:"penalty"`
	Rule  string                  `json:"rule" doc:"规则编号" example:"WP-10"`
	Label string                  `json:"label" doc:"事由名称"`
}

type takeDownEvent struct {
	At        string                  `json:"at" doc:"办理时间（北京时间）" example:"2026年11月21日15时30分"`
	Label     string                  `json:"label" doc:"办理动作名称"`
	Person    string                  `json:"person" doc:"办理人姓名，系统办理的为空字符串"`
	Ground    document.TakeDownGround `json:"ground" doc:"撤下事由"`
	Opinion   string                  `json:"opinion" doc:"理由、复核意见"`
	Explained string                  `json:"explained" doc:"向社会公开的说明"`
}
