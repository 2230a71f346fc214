package pdf

import (
	"fmt"
	"math"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"mingfa/internal/document"
	"mingfa/internal/pdf/canvas"
	"mingfa/internal/pdf/face"
)

// luminance is that of WCAG 2, and so is the contrast below.
func luminance(s style) float64 {
	part := func(v float64) float64 {
		if v <= 0.04045 {
			return v / 12.92
		}
		return math.Pow((v+0.055)/1.055, 2.4)
	}
	return 0.2126*part(s.color.R) + 0.7152*part(s.color.G) + 0.0722*part(s.color.B)
}

// TestEveryStateLooksDifferent: no standard says how a state is shown on paper (LY-31);
// each has a colour and a frame of its own, legible on white.
func TestEveryStateLooksDifferent(t *testing.T) {
	for _, v := range document.Validities() {
		if _, ok := styles[string(v)]; !ok && v != document.InForce {
			t.Errorf("no style for %s", v)
		}
	}
	colors, frames := map[string]string{}, map[string]string{}
	for status, s := range styles {
		if c := 1.05 / (luminance(s) + 0.05); c < 4.5 {
			t.Errorf("%s: contrast of %.1f on white", status, c)
		}
		color, frame := fmt.Sprint(s.color), fmt.Sprint(s.dash, s.double, s.width)
		if other := colors[color]; other != "" {
			t.Errorf("%s and %s have one colour", status, other)
		}
		if other := frames[frame]; other != "" {
			t.Errorf("%s and %s have one frame", status, other)
		}
		colors[color], frames[frame] = status, status
	}
	if got := (Notice{Status: "repealed_announced", Level: Caution}).style(); got.color != styles["announced"].color {
		t.Errorf("what is announced looks like %+v", got)
	}
	for level, want := range map[Level]string{Void: "repealed", Caution: "amended"} {
		if got := (Notice{Status: "unknown", Level: level}).style(); got.color != styles[want].color {
			t.Errorf("an unknown state of level %s looks like %+v", level, got)
		}
	}
}

// TestLongBanner: the longest sentence stays above the mark of a letter, 30 mm from the
// edge of the paper (LY-27, LY-31).
func TestLongBanner(t *testing.T) {
	for _, n := range []int{20, 80, 120, 200} {
		set := face.NewSet()
		m := markForms{notice: Notice{Status: "revoked", Level: Void, Banner: strings.Repeat("本文件已经废止", 40)[:3*n]}, chain: fonts(t).faces.Chain(RoleHei), set: set}
		c := canvas.NewContent(set)
		m.banner(c, canvas.PageWidth, canvas.PageHeight)
		lowest := canvas.PageHeight
		for _, r := range regexp.MustCompile(`(?m)^\S+ (\S+) \S+ \S+ re$`).FindAllSubmatch(c.Bytes(), -1) {
			if y, err := strconv.ParseFloat(string(r[1]), 64); err == nil && y > 0 {
				lowest = min(lowest, y)
			}
		}
		if from := canvas.PageHeight - lowest; from > 30*canvas.MM || from < 20 {
			t.Errorf("%d characters reach %.1f mm down", n, from/canvas.MM)
		}
	}
}
