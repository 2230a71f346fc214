package layout

import "strings"

// Costs of breaking a title at a place.
const (
	forbidden    = 100.0
	inWord       = 40.0
	betweenChars = 9.0 // between characters of which nothing is known
	betweenWords = 3.0
	goodBreak    = 0.0
)

// words are the words of official titles that a break must not split. Longer
// words stand before the words they contain only by the matching, which takes
// the longest.
const words = `职责分工 政务公开 信息公开 政府信息公开 政务服务 重点工作 工作要点 工作安排 工作方案 行动方案 实施办法 经济技术开发区 商务 办公时间 主动公开 依申请公开 公共停车场 停车场 规范性文件 行政规范性文件 综合保税区 有关事项 经济社会发展 高质量 高质量发展 市场监督管理 市场监管 安全生产 优化营商环境 营商环境 知识产权保护 人民政府 办公室 办公厅 委员会 领导小组 指挥部 管理局 监督局 管理委员会 自治区 开发区 高新区 示范区
以及 关于 印发 转发 批转 公布 发布 废止 修改 修订 宣布 失效 部分 若干 进一步 加强 推进 推动 促进 规范 完善 健全 落实 贯彻 做好 开展 深化 全面 加快 建立 实施 执行 调整 明确 同意 成立 设立 取消 下放 承接 公开 征求
行政 规范性 文件 政策 政务 政府 信息 数据 数字 数字化 电子 智慧 网络 互联网 安全 生产 应急 管理 监督 检查 评估 评价 考核 审核 审查 审批 备案 登记 许可 执法 处罚 裁量 基准 复议 诉讼
办法 规定 规则 细则 条例 通知 通告 公告 通报 意见 方案 计划 规划 纲要 要点 目录 清单 标准 指南 制度 机制 体系 措施 决定 决议 批复 请示 报告 纪要 函 令 预案 章程 名单 工作 重点 安排 任务 分工 行动 试点 示范 专项 综合 改革 创新 发展 建设 服务 保障 保护 治理 整治 利用 开发 经营 企业 市场 主体 营商 环境 优化 招商 投资 项目 资金 补贴 补助 奖励 扶持 支持 优惠 税收 财政 预算 金融 价格 收费 采购 招标 投标
经济 社会 文化 旅游 教育 科技 科学 技术 卫生 健康 医疗 医保 养老 托育 就业 创业 人才 人力 资源 住房 租赁 城乡 城市 农村 农业 农民 乡村 振兴 土地 征收 补偿 安置 规划 交通 运输 道路 车辆 停车 公共 场所 设施 基础 公路 铁路 水利 水务 供水 供电 供热 燃气 能源 节能 生态 污染 防治 防控 垃圾 分类 绿化 林业 畜牧 渔业 粮食 食品 药品 特种 设备 消防 防汛 抗旱 气象 地震 灾害 救助 残疾人 未成年人 老年人 妇女 儿童 退役 军人 民政 司法 公证 仲裁 法律 法治 普法 知识产权 专利 商标 质量 计量 统计 调查 普查 审计 档案 公文 处理 归档 保密 解读 回应 新闻 宣传 体育 民族 宗教 外事 华侨 台湾 年度 季度 全市 全省 全县 全区 本市 本省 我市 我省 事项 流程 材料 证明 告知 承诺 一网 通办 便民 利民 全生命周期 有关 相关 问题 情况 活动 会议 精神 要求 责任 组织 机构 编制 人员 岗位 待遇 津贴 工资 实施方案 实施意见 实施细则 管理办法 管理规定 暂行 试行 征求意见稿`

// breakCosts returns, for each position in a title, the cost of a line that
// begins there.
func breakCosts(t []rune) []float64 {
	known := map[string]bool{}
	longest := 0
	for _, w := range strings.Fields(words) {
		known[w] = true
		longest = max(longest, len([]rune(w)))
	}
	costs := make([]float64, len(t)+1)
	matched := make([]bool, len(t)+1) // a known word ends here
	for i := range costs {
		costs[i] = betweenChars
	}
	for i := 0; i < len(t); {
		n := wordAt(t, i, known, longest)
		for k := i + 1; k < i+n; k++ {
			costs[k] = inWord
		}
		if n > 1 {
			costs[i] = min(costs[i], betweenWords)
			matched[i+n] = true
		}
		i += n
	}
	for i := 1; i < len(t); i++ {
		costs[i] = phraseCost(t, i, costs[i], matched[i])
	}
	return costs
}

// wordAt returns the length of the longest known word or Latin run at i.
func wordAt(t []rune, i int, known map[string]bool, longest int) int {
	if isWord(t[i]) {
		n := 1
		for i+n < len(t) && isWord(t[i+n]) {
			n++
		}
		return n
	}
	for n := min(longest, len(t)-i); n > 1; n-- {
		if known[string(t[i:i+n])] {
			return n
		}
	}
	return 1
}

// phraseCost adjusts the cost of a break before t[i] by what stands there.
func phraseCost(t []rune, i int, cost float64, wordEnded bool) float64 {
	before, after := t[i-1], t[i]
	rest := string(t[i:])
	switch {
	case strings.ContainsRune(notFirst, after), strings.ContainsRune(notLast, before):
		return forbidden
	case cost == inWord, before == '第', divided(t, i):
		return inWord
	case strings.ContainsRune("局厅委部办", before) && strings.ContainsRune("省市县区", after):
		return goodBreak // one authority after the other
	case bodyOfAuthority(rest):
		return inWord / 2 // the name of an authority is not torn off its kind
	case strings.HasPrefix(rest, "关于"), strings.ContainsRune("、》）”", before), before == ' ':
		return goodBreak
	case after == '《', after == '（', strings.HasSuffix(string(t[:i]), "关于印发"), strings.HasSuffix(string(t[:i]), "关于转发"):
		return goodBreak + 1
	case strings.HasSuffix(string(t[:i]), "关于"):
		return betweenChars
	case after == '的':
		// "…的通知" as the last line is common, but no line begins well so.
		return betweenChars + 3
	case before == '的':
		return betweenWords - 1
	case strings.ContainsRune("和与及或", after):
		return betweenWords
	case strings.ContainsRune("和与及或", before):
		return betweenChars
	case wordEnded:
		return min(cost, betweenWords+1)
	}
	return cost
}

// divided reports whether a break before t[i] tears a number off what it counts, or the
// place off an authority that follows another one: 四|次会议, 管理局市|公安局.
func divided(t []rune, i int) bool {
	before, after := t[i-1], t[i]
	if strings.ContainsRune("一二三四五六七八九十百零〇", before) && strings.ContainsRune("届次号批期年月日个项条", after) {
		return true
	}
	return i > 1 && strings.ContainsRune("省市县区", before) && strings.ContainsRune("局厅委部办", t[i-2])
}

// bodyOfAuthority reports whether a text begins with the word that ends the
// name of an authority.
func bodyOfAuthority(s string) bool {
	for _, w := range []string{"人民政府", "委员会", "办公室", "办公厅", "领导小组", "指挥部", "管理局", "监督局", "管理委员会"} {
		if strings.HasPrefix(s, w) {
			return true
		}
	}
	return false
}
