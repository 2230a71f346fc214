package demo_test

import (
	"testing"

	"mingfa/internal/demo"
)

// DH-06: whatever file is brought, the notice made of it is called one.
func TestNewFileIsANotice(t *testing.T) {
	const neutral = "明州市人民政府办公室关于印发政务公开工作安排的通知"
	for title, want := range map[string]string{
		"": neutral, "为方便阅读，制定本方案。": neutral,
		"明州市公共阅读空间建设工作方案": "明州市人民政府办公室关于印发明州市公共阅读空间建设工作方案的通知",
		"明州市财政局关于开展检查的通知": "明州市财政局关于开展检查的通知",
	} {
		if got := demo.NewFile("plan.md", title, "正文。").Title; got != want {
			t.Errorf("%q: %q, want %q", title, got, want)
		}
	}
}
