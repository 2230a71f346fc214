package embedded

import (
	"errors"
	"strings"
	"testing"
)

func TestChooseVersion(t *testing.T) {
	installed := []programs{{"/b/9.6", 9}, {"/b/17", 17}, {"/b/15", 15}}
	for _, tc := range []struct {
		name  string
		found []programs
		major int
		dir   string
		says  string
	}{
		{"fresh takes the first that is new enough", installed, 0, "/b/17", ""},
		{"data binds to its version", installed, 15, "/b/15", ""},
		{"data of a version that is gone", installed, 16, "", "已有数据由 PostgreSQL 16 建立"},
		{"only an old one", installed[:1], 0, "", "本机只有版本 9"},
		{"none at all", nil, 0, "", "apt-get install postgresql"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			got, err := choose(tc.found, tc.major)
			if got.dir != tc.dir {
				t.Errorf("chose %q, want %q", got.dir, tc.dir)
			}
			if (err != nil) != (tc.says != "") {
				t.Fatalf("error %v", err)
			}
			if err != nil && (!errors.Is(err, ErrNoPostgres) || !strings.Contains(err.Error(), tc.says)) {
				t.Errorf("error %v, want it to say %q", err, tc.says)
			}
		})
	}
}

func TestFolderNumbersSortAsNumbers(t *testing.T) {
	if number("/usr/lib/postgresql/9/bin") > number("/usr/lib/postgresql/15/bin") {
		t.Error("9 sorts above 15")
	}
}

func TestExplicitFolderIsTheOnlyOne(t *testing.T) {
	_, err := findPrograms(t.Context(), t.TempDir(), 0)
	if !errors.Is(err, ErrNoPostgres) {
		t.Errorf("an empty folder: %v, want ErrNoPostgres", err)
	}
}
