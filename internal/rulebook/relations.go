package rulebook

import (
	"fmt"

	"mingfa/internal/document"
	"mingfa/internal/dossier"
)

// relationsHold is ND-20: what is repealed, amended or cited is named, and what is
// named is what the register knows.
func relationsHold(in Input) []document.Finding {
	return append(relationsNamed(in), relationsFit(in)...)
}

// relationsFit holds the relations against the register. A decision that ends a
// document has effect on it by its own force, so the signed words and the register
// must speak of the same document, and of one that can still be ended.
func relationsFit(in Input) []document.Finding {
	known := map[int]dossier.Related{}
	for _, r := range in.Related {
		known[r.Index] = r
	}
	var out []document.Finding
	seen := map[string]bool{}
	for i, rel := range in.Content.Relations {
		x, found := known[i]
		place, nth := fmt.Sprintf("relations.%d.", i), fmt.Sprintf("第%d项文件关系", i+1)
		twice := rel.Target != "" && seen[string(rel.Kind)+rel.Target]
		seen[string(rel.Kind)+rel.Target] = true
		switch {
		case twice:
			out = append(out, block(place+"target", nth+"与前面的重复。", "请删去其中一项。"))
			continue
		case found && x.Self:
			out = append(out, block(place+"target", nth+"指向本件自身。", "请改选所涉文件。"))
			continue
		case !found && rel.Target != "":
			out = append(out, block(place+"target", nth+"所选文件不在登记簿中。", "请重新查找并选择。"))
			continue
		case found && x.ByID && !x.Same:
			out = append(out, block(place+"number", nth+"所填发文字号、标题与登记簿不一致。", "请按登记簿更正，正文中的引用也应当一致。"))
		}
		if rel.Kind.Ends() != "" {
			out = append(out, endingFits(in, rel, x, found, place, nth)...)
		}
	}
	return out
}

// endingFits checks a decision that ends or changes another document.
func endingFits(in Input, rel dossier.Relation, x dossier.Related, found bool, place, nth string) []document.Finding {
	var out []document.Finding
	from := in.DatedOn
	if !from.Valid() {
		from = in.Today
	}
	if rel.On.Valid() && rel.On < from {
		out = append(out, block(place+"on", nth+"“"+rel.Kind.Label()+"”的起始日期"+rel.On.Chinese()+"早于本件成文日期，不得溯及既往。",
			"请改为成文日期以后的日期；留空即自本件施行之日起。"))
	}
	switch {
	case !found:
	case !x.Numbered:
		out = append(out, block(place+"target", nth+"所选文件尚未签发编号，不能"+rel.Kind.Label()+"。", "未签发的文件请退回或者终止，不必另行发文。"))
	case x.Life.On(in.Today).Dead():
		out = append(out, block(place+"target", nth+"所选文件已经"+x.Life.On(in.Today).Label()+"。", "请删去该项，或者改选仍然有效的文件。"))
	case !x.Released:
		out = append(out, warn(place+"target", nth+"所选文件没有公开，其标题、发文字号将随本件公开。", "请在保密审查时一并核对；效力变化请另行告知原发送范围。"))
	}
	return out
}
