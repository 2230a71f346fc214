package look

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestPhrases(t *testing.T) {
	rows := []struct {
		title string
		want  []string
	}{
		{"", nil},
		{"通知", []string{"通知"}},
		{"明州市人民政府办公室关于做好防汛工作的通知", []string{"明州市人民政府办公室", "关于做好防汛工作的通知"}},
		{"关于印发《办法》的通知", []string{"关于印发", "《办法》的通知"}},
	}
	for _, row := range rows {
		if diff := cmp.Diff(row.want, Phrases(row.title)); diff != "" {
			t.Errorf("%s: %s", row.title, diff)
		}
	}
}
