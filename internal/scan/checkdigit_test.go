package scan

import "testing"

// TestCheckDigits holds the vectors of the rulebook: the character given is right,
// and every other is wrong.
func TestCheckDigits(t *testing.T) {
	for _, row := range []struct {
		name, code, alphabet string
		valid                func([]byte) bool
	}{
		{"SC-01 X", "11010519491231002X", "0123456789X", validID},
		{"SC-01 digit", "110101199003070011", "0123456789X", validID},
		{"SC-11 MB0Q", "11120101MB0Q103171", organisationAlphabet, validOrganisation},
		{"SC-11 N", "11370322004222241N", organisationAlphabet, validOrganisation},
		{"SC-11 G", "11441300007187648G", organisationAlphabet, validOrganisation},
		{"SC-11 H", "11341702486344515H", organisationAlphabet, validOrganisation},
		{"SC-05", "6222021000112233449", "0123456789", func(b []byte) bool { return validCard(string(b)) }},
	} {
		t.Run(row.name, func(t *testing.T) {
			code := []byte(row.code)
			right := code[len(code)-1]
			for _, last := range []byte(row.alphabet) {
				code[len(code)-1] = last
				if got := row.valid(code); got != (last == right) {
					t.Errorf("%s: %v", code, got)
				}
			}
		})
	}
}

func TestImpossibleDates(t *testing.T) {
	for _, code := range []string{"110105199902300025", "11010519490431002X", "110105194900310021", "110105194912000021", "110105219912310021"} {
		for _, last := range []byte("0123456789X") {
			b := []byte(code)
			b[17] = last
			if validID(b) {
				t.Errorf("SC-01 %s: the day does not exist", b)
			}
		}
	}
	if likeOldID("110105490231002") || !likeOldID("110105491231002") {
		t.Error("SC-02: days are not told apart")
	}
}

func TestMask(t *testing.T) {
	for in, want := range map[string]string{
		"11010519491231002X": "110*************2X", "13800138000": "138******00", "E12345678": "E1*****78",
		"123456": "1****6", "张三": "**", "": "",
	} {
		if got := mask([]rune(in)); got != want {
			t.Errorf("%s: %s, want %s", in, got, want)
		}
	}
}

func TestHasLocation(t *testing.T) {
	little := "II*\x00\x08\x00\x00\x00\x02\x00" + "\x0f\x01\x02\x00\x00\x00\x00\x00\x00\x00\x00\x00" + "\x25\x88\x04\x00\x01\x00\x00\x00\x26\x00\x00\x00"
	big := "MM\x00*\x00\x00\x00\x08\x00\x01" + "\x88\x25\x00\x04\x00\x00\x00\x01\x00\x00\x00\x1a"
	for name, row := range map[string]struct {
		picture string
		want    bool
	}{
		"SC-19 JPEG with a position":    {"\xff\xd8\xff\xe1\x00\x40Exif\x00\x00" + little, true},
		"SC-19 TIFF with a position":    {big, true},
		"SC-19 PNG with a position":     {"\x89PNG\r\n\x1a\n\x00\x00\x00\x1aeXIf" + big, true},
		"SC-19 JPEG without a position": {"\xff\xd8\xff\xe1\x00\x40Exif\x00\x00" + "II*\x00\x08\x00\x00\x00\x01\x00\x0f\x01", false},
		"SC-19 JPEG without Exif":       {"\xff\xd8\xff\xdb", false},
		"SC-19 directory cut off":       {big[:12], false},
		"SC-19 directory far away":      {"II*\x00\xff\xff\xff\xff", false},
	} {
		if got := hasLocation([]byte(row.picture)); got != row.want {
			t.Errorf("%s: %v", name, got)
		}
	}
}
