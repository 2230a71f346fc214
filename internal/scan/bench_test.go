package scan_test

import (
	"fmt"
	"regexp"
	"strings"
	"syscall"
	"testing"
	"time"

	"mingfa/internal/scan"
)

// prose is a page as offices write it, with a contact and a citation in it.
const prose = `# 关于规范城区公共停车场管理的通知

各街道办事处，各有关单位：

为规范城区公共停车场的建设和管理，方便群众出行，根据有关法律、法规和上级文件要求，结合本区实际，现就有关事项通知如下。

一、统筹停车资源。各单位对外服务的停车场，工作日晚间和节假日应当向周边居民开放，开放时段和收费标准在入口处公示。
二、规范收费行为。实行政府定价的停车场，收费标准由价格主管部门会同有关部门制定，每两年评估一次，评估结果向社会公开。
三、加强日常巡查。各街道每周至少巡查一次，发现占用消防通道、盲道的，当场劝离；拒不改正的，移交综合行政执法部门处理。
四、畅通投诉渠道。群众可以拨打12345热线反映问题，承办单位应当在五个工作日内答复；情况复杂的，可以延长至十个工作日。

本通知自2026年10月1日起施行，有效期至2031年9月30日。《关于加强停车管理的通知》（明政办发〔2019〕27号）同时废止。

联系人：城市管理科　联系电话：022-60000000　电子邮箱：tingche@mingfa.gov.cn
`

// patterns are the expressions of the rulebook as they stand there.
var patterns = []string{
	`[1-9]\d{5}(?:18|19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dXx]`,
	`[1-9]\d{5}\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}`,
	`(?:^|\D)1[3-9]\d{9}(?:\D|$)`,
	`0\d{2,3}[- ]?\d{7,8}`,
	`\d{16,19}`,
	`[EG]\d{8}|E[A-HJ-NP-Z]\d{7}|[DSP]\d{7,8}|C\d{8}|C[A-Z]\d{7}|[HM]\d{8,10}`,
	`[\w.+-]+@[\w-]+\.[\w.]+|微信号|QQ`,
	`(?:家庭住址|住址|户籍).{0,40}号`,
	`(?:账号|卡号|社保号|医保号|学籍号).{0,5}\d{8,}`,
	`诊断|病历|残疾|艾滋|精神|未满14周岁|未成年人`,
	`(?:绝密|机密|秘密)\s*[★☆*＊]`,
	`内部资料|内部文件|内部事项|内部使用|注意保存|注意保管|注意保密|不得外传|工作秘密|不予公开|此件不公开|严禁转载`,
	`征求意见稿|送审稿|讨论稿|代拟稿|草案|初稿|修改稿|×××`,
	`特急|加急|签发人|传阅|阅处`,
	`\p{Han}{2,16}[〔\[(（【](?:19|20)\d{2}[〕\])）】]第?\d+号`,
}

const megabytes = 8

func corpus(page string) string {
	return strings.Repeat(page, megabytes<<20/len(page)+1)
}

// measured runs f over so many bytes and reports, beside the time on the clock, what it
// took of a processor: that stays the same on a machine that is busy with other things.
func measured(b *testing.B, size int, f func()) {
	b.SetBytes(int64(size))
	before := processor(b)
	for b.Loop() {
		f()
	}
	b.ReportMetric(float64(size)*float64(b.N)/1e6/(processor(b)-before).Seconds(), "MB/cpu-s")
}

func processor(b *testing.B) time.Duration {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		b.Fatal(err)
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

func scanner(tb testing.TB, o scan.Options) *scan.Scanner {
	tb.Helper()
	s, err := scan.New(o)
	if err != nil {
		tb.Fatal(err)
	}
	return s
}

// BenchmarkProse is what the speed of the scanner is claimed of: Chinese text, one
// core.
func BenchmarkProse(b *testing.B) {
	text, s := corpus(prose), scanner(b, scan.Options{})
	measured(b, len(text), func() { s.Text(text) })
}

// BenchmarkRegexp is the plain way: every pattern of the rulebook over the text,
// without folding, check digits or places.
func BenchmarkRegexp(b *testing.B) {
	text := corpus(prose)
	var all []*regexp.Regexp
	for _, p := range patterns {
		all = append(all, regexp.MustCompile(p))
	}
	measured(b, len(text), func() {
		for _, r := range all {
			r.FindAllStringIndex(text, -1)
		}
	})
}

// hostile are texts made against the patterns: they begin something at every
// character and never end it.
var hostile = map[string]string{
	"digits":       "1",
	"spaced":       "1 ",
	"groups":       "138 0013 ",
	"dashes":       "1-",
	"letters":      "a1",
	"at":           "a@",
	"brackets":     "明政〔2026",
	"phrases":      "内部资",
	"grades":       "机密",
	"lines":        "密级：\n",
	"torn grades":  "机-密-",
	"broken":       "秘\n密级\n",
	"broken terms": "秘\n密1年级\n",
	"lists":        "密级：绝密、机密、",
	"one line":     "机\n密",
	"starred":      "机密★和",
	"terms":        "机密10",
	"days":         "秘密自2026年9月17日起",
	"frames":       "|机密|",
	"fields":       "密级和保密期限：",
	"tears":        "秘-------",
	"ticks":        "□机密■",
	"events":       "机密★考试结束考试结束考试结束",
	"spread":       "密级：绝密" + strings.Repeat("。", 250),
	"tags":         "<a",
	"closed tags":  "<b>密</b>",
	"entities":     "&#49;",
	"open entity":  "&#",
	"addresses":    "住址市区县",
	"quotes":       "《内部资料",
	"crosses":      "×",
	"emphasis":     "**_",
	"invisible":    "\u200b",
	"marks":        "密\u0301",
	"expanding":    "\ufdfa",
	"beyond":       "\U0001d7d8",
	"mobiles":      "13800138000，",
	"broken bytes": "\xff\xe5\x86",
	"empty lines":  "\n",
	"dead lines":   "机密" + strings.Repeat("\n", 300),
	"hanzi digits": "一三八〇",
	"leftovers":    "待定此处补充",
	"accounts":     "微信a1",
	"parted mail":  "a (at) b . ",
	"hashes":       "a#b.",
	"labels":       "aa#a.a.a.a.a.a",
	"words at":     "ab at c.d.e.f.g.h ",
	"spaced at":    "ab @ c.d.e.f.g ",
	"named at":     "ab艾特c",
	"mixed digits": "一1-",
	"walls":        strings.Repeat("|", 240) + "机密",
	"wide tears":   "机,.,.,.密级",
	"holes":        "请补充（请补充",
	"ailments":     "病",
	"names":        "张，病房",
	"parties":      "患者张",
	"sentences":    "内部资料，",
	"drafts":       "（草案）印发",
}

// BenchmarkHostile shows that no text is slower by more than a constant: compare
// the sizes.
func BenchmarkHostile(b *testing.B) {
	s := scanner(b, scan.Options{})
	for name, seed := range hostile {
		for _, size := range []int{1, 8, 50} {
			text := strings.Repeat(seed, size<<20/len(seed))
			b.Run(fmt.Sprintf("%s/%dMB", name, size), func(b *testing.B) {
				measured(b, len(text), func() { s.Text(text) })
			})
		}
	}
}
