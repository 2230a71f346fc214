package rulebook

// GateRow says what a gate of the way is for. A gate at which no rule of this book
// stands says where its rules are held instead.
type GateRow struct {
	Gate  Gate
	Label string // Chinese
	// Held is where the rules are held, in Chinese, "" where they stand at the gate.
	Held string
}

// The gates without rules of their own: nothing is passed there, since the steps
// behind them are taken outside of this system or after the way has ended.
const (
	G3  Gate = "G3"  // 征求意见
	G9  Gate = "G9"  // 集体审议决定
	G14 Gate = "G14" // 发布之后
)

// GateTable lists the fourteen gates G1 to G14 in order. A gate that no act of the system
// passes says why.
func GateTable() []GateRow {
	return []GateRow{
		{G1, "送审：稿件齐全", ""},
		{G2, "公开属性认定", ""},
		{
			G3, "征求意见",
			"征求意见在本系统以外进行；其公告、起止日期、采纳情况记入办理记录，办公室审核（G8）和签发（G10）时按 ND-07、ND-24、MD-03、MD-04、MD-05、MD-06（MD-16）检查",
		},
		{G4, "公平竞争审查", ""},
		{G5, "合法性审核", ""},
		{G6, "保密审查", ""},
		{G7, "解读同步检查", ""},
		{G8, "办公室审核", ""},
		{G9, "集体审议决定", "会议在本系统以外召开；会议名称、日期、纪要编号记入办理记录，办公室审核（G8）和签发（G10）时按 ND-03、MD-10、MD-12 检查"},
		{G10, "签发", ""},
		{G11, "复核", ""},
		{G12, "编号登记", ""},
		{G13, "发布", ""},
		{
			G14, "发布之后",
			"发布以后没有可以放行的事项；定期评估、备案、清理、届满评估、失效和废止标注由期限、每日检查和废止流程执行：DA-17、DA-18、DA-19、ND-13 至 ND-21、IN-08（internal/verdict、internal/document、workflows）",
		},
	}
}
