//go:build speed

package pdf

import (
	"fmt"
	"os"
	"runtime"
	"testing"
	"time"
)

// TestTypesetSpeed prints what fonts cost at the start, and how many documents of
// three pages one core sets with them. It judges nothing.
func TestTypesetSpeed(t *testing.T) {
	for _, c := range []struct {
		name   string
		config FontConfig
	}{
		{"Noto alone (fonts-noto-cjk)", FontConfig{Dirs: []string{"/usr/share/fonts/opentype/noto/"}}},
		{"what this machine has", FontConfig{}},
	} {
		begin := time.Now()
		f, err := LoadFonts(c.config)
		if err != nil {
			fmt.Printf("\n%s: %v\n", c.name, err)
			continue
		}
		loaded := time.Since(begin)
		s := normative()
		s.Annexes = nil
		begin = time.Now()
		first, err := f.Typeset(s)
		if err != nil {
			t.Fatal(err)
		}
		cold := time.Since(begin)
		fmt.Printf("\ntypeset, %s\n  fonts found in %.1f ms, first document of %d pages after another %.1f ms; %d kB, of which fonts %d kB\n",
			c.name, milliseconds(loaded), first.Pages, milliseconds(cold), len(first.PDF)/1000, embedded(t, first.PDF)/1000)
		for name, size := range fontPrograms(t, first.PDF) {
			fmt.Printf("  %5.1f kB %s\n", float64(size)/1000, name)
		}
		steady(t, f, s)
	}
}

// steady sets the same sheet for three seconds on one core, and prints each second.
func steady(t *testing.T, f *Fonts, s Sheet) {
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(1))
	for second := range 3 {
		begin, n := time.Now(), 0
		for ; time.Since(begin) < time.Second; n++ {
			if _, err := f.Typeset(s); err != nil {
				t.Fatal(err)
			}
		}
		fmt.Printf("  second %d: %.0f documents on one core\n", second+1, float64(n)/time.Since(begin).Seconds())
	}
	load, _ := os.ReadFile("/proc/loadavg")
	fmt.Printf("  load of the machine: %s", load)
}
