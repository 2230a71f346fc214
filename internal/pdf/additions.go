package pdf

// Addition sums up the changes of one kind that one signer made after the seal.
type Addition struct {
	By        string // the signer, "" when nobody stands for it
	Class     Class
	Permitted bool
	Count     int
}

// Additions groups the changes by signer, kind and permission, in the order in
// which each first occurs.
func (r Report) Additions() []Addition {
	var out []Addition
	at := map[Addition]int{}
	for _, c := range r.Changes {
		key := Addition{By: c.By, Class: c.Class, Permitted: c.Permitted}
		i, known := at[key]
		if !known {
			i = len(out)
			at[key], out = i, append(out, key)
		}
		out[i].Count++
	}
	return out
}
