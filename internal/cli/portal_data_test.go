package cli

import (
	"context"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/jackc/pgx/v5"

	"mingfa/internal/document"
	"mingfa/internal/store/storetest"
)

// library makes documents of about 700 characters, the words of which are as
// unevenly frequent as those of real texts.
type library struct {
	rnd   *rand.Rand
	often *rand.Zipf
	words []string
}

func newLibrary() *library {
	rnd := rand.New(rand.NewPCG(1, 2))
	l := &library{rnd: rnd, words: strings.Fields("工作 管理 办法 通知 公开 停车 养老 教育 医疗 社区 乡村 振兴 环境 保护 安全 生产 食品 药品 就业 补助 申请 登记 监督 检查 规划 建设")}
	common := []rune("的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多定行学法所民得经十三之进着等部度家电力里如水化高自二理起小物现实加量都两体制机当使点从业本去把性好应开它合还因由其些然前外天政四日那社义事平形相全表间样与关各重新线内数正心反你明看原又么利比或但质气第向道命此变条只没结解问意建月公无系军很情者最立代想已通并提直题党程展五果料象员革位入常文总次品式活设及管特件长求老头基资边流路级少图山统接知较将组见计别她手角期根论运农指几九区强放决西被干做必战先回则任取据处队南给色光门即保治北造百规热领七海口东导器压志世金增争济阶油思术极交受联什认六共权收证改清己美再采转更单风切打白教速花带安场身车例真务具万每目至达走积示议声报斗完类八离华名确才科张信马节话米整空元况今集温传土许步群广石记需段研界拉林律叫且究观越织装影算低持音众书布复容儿须际商非验连断深难近矿千周委素技备半办青省列习响约支般史感劳便团往酸历市克何除消构府称太准精值号率族维划选标写存候毛亲快效斯院查江型眼王按格养易置派层片始却专状育厂京识适属圆包火住调满县局照参红细引听该铁价严")
	for len(l.words) < 6000 {
		n := 2 + rnd.IntN(3)
		word := make([]rune, n)
		for i := range word {
			word[i] = common[rnd.IntN(len(common))]
		}
		l.words = append(l.words, string(word))
	}
	l.often = rand.NewZipf(rnd, 1.07, 8, uint64(len(l.words)-1))
	return l
}

func (l *library) word() string { return l.words[l.often.Uint64()] }

func (l *library) sentence(words int) string {
	var b strings.Builder
	for range words {
		b.WriteString(l.word())
	}
	return b.String()
}

var (
	benchTopics   = []string{`综合政务\政务公开`, `城乡建设、环境保护\城市管理`, "民政、乡村振兴、救灾", "卫生、体育", "科技、教育", "工业、交通"}
	benchArticles = []string{"行政规范性文件", "规划", "财政预算", "应急预案", "行政许可"}
	benchGenres   = []string{"通知", "意见", "决定", "公告"}
)

func (l *library) document(i int) document.Public {
	id := fmt.Sprintf("d%07d", i)
	var body strings.Builder
	for range 14 {
		body.WriteString(l.sentence(8) + "，" + l.sentence(8) + "。\n")
	}
	year := 2008 + i%19
	day := document.Date(fmt.Sprintf("%d-%02d-%02d", year, 1+l.rnd.IntN(12), 1+l.rnd.IntN(28)))
	p := document.Public{
		Document: id, IndexNo: fmt.Sprintf("11330299MB0X00001K/%d-%06d", year, i), Title: "明州市人民政府关于" + l.sentence(4) + "的通知",
		Publisher: fmt.Sprintf("明州市第%d局", i%30), Number: document.NewNumber("明政发", year, i), Topic: benchTopics[i%6], Genre: benchGenres[i%4],
		WrittenOn: day, IssuedOn: day, Attribute: document.Proactive, Article: benchArticles[i%5], Summary: l.sentence(6) + "。",
		Addressee: "各县（区）人民政府", Body: body.String(), File: document.PublicFile{Name: "a.pdf", Digest: strings.Repeat("0", 64), Size: 200_000},
		SealedDigest: strings.Repeat("0", 64),
	}
	if i%5 == 0 {
		p.Life = document.Life{ExpiresOn: document.Date(fmt.Sprintf("%d-12-31", year+5))}
	}
	if i%4 == 0 {
		p.Interpretation = &document.PublicInterpretation{Title: p.Title + "政策解读", Form: "文字解读", Body: l.sentence(40)}
	}
	if i > 100 && i%3 == 0 {
		p.Relations = []document.PublicRelation{{Kind: document.Basis, Document: fmt.Sprintf("d%07d", i-100), Title: "依据"}}
	}
	return p
}

// fill releases n documents, as the owner of the tables and without the way that
// documents take: only what the public can see is measured. It tells how far it is.
func fill(b *testing.B, r storetest.Register, n int) *library {
	b.Helper()
	c := benchConn(b, r.OwnerURL)
	exec := func(sql string, args ...any) {
		b.Helper()
		if _, err := c.Exec(b.Context(), sql, args...); err != nil {
			b.Fatal(err)
		}
	}
	exec(`INSERT INTO unit (id, name, kind) VALUES ('u', '明州市人民政府', 'issuer')`)
	exec(`INSERT INTO person (id, login, name, active) VALUES ('p', 'p', '某', true)`)
	exec(`INSERT INTO release_file (digest, bytes) VALUES ($1, '%PDF-1.7')`, strings.Repeat("0", 64))
	exec(`INSERT INTO document (id, unit, drafter, create_request, created_at, changed_at, revision, digest, title, kind, class, attribute, repeals, stage)
		SELECT 'd' || to_char(i, 'FM0000000'), 'u', 'p', i::text, now(), current_timestamp, 1, '', '', 'notice', 'normative', 'PROACTIVE', false, 'published' FROM generate_series(0, $1::int - 1) AS i`, n)
	// Rows are put on the shelf by as many connections as there are processors, and
	// an index is made ten times faster at once than row by row.
	exec(`ALTER TABLE release DISABLE TRIGGER shelf_keep_new`)
	exec(`DROP INDEX shelf_grams, shelf_title_grams, shelf_targets`)
	l := newLibrary()
	shelve(b, r, c, l, n)
	fmt.Printf("\r%d documents: indexing          ", n)
	index(b, r)
	exec(`ALTER TABLE release ENABLE TRIGGER shelf_keep_new`)
	for _, table := range []string{"shelf", "release", "document"} {
		exec(`VACUUM ANALYZE ` + table)
	}
	return l
}

func index(b *testing.B, r storetest.Register) {
	b.Helper()
	var wg sync.WaitGroup
	for _, columns := range [][]string{{"grams"}, {"title_grams", "targets"}} {
		c := benchConn(b, r.OwnerURL)
		wg.Go(func() {
			for _, column := range columns {
				if _, err := c.Exec(b.Context(), `SET maintenance_work_mem = '1GB'; CREATE INDEX shelf_`+column+` ON shelf USING gin (`+column+`) WITH (fastupdate = off)`); err != nil {
					b.Error(err)
				}
			}
		})
	}
	wg.Wait()
	if b.Failed() {
		b.FailNow()
	}
}

func benchConn(b *testing.B, url string) *pgx.Conn {
	b.Helper()
	c, err := pgx.Connect(b.Context(), url)
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { _ = c.Close(context.Background()) })
	return c
}

// shelve writes releases, and in the meantime puts those on the shelf that are there.
func shelve(b *testing.B, r storetest.Register, c *pgx.Conn, l *library, n int) {
	b.Helper()
	const batch = 2000
	var wg sync.WaitGroup
	var done atomic.Int64
	batches := make(chan int, n/batch+1)
	for range 2 {
		shelf := benchConn(b, r.OwnerURL)
		wg.Go(func() {
			for from := range batches {
				if _, err := shelf.Exec(b.Context(), `SELECT shelf_row(no, public) FROM release WHERE no > $1 AND no <= $2`, from, from+batch); err != nil {
					b.Error(err)
				}
				fmt.Printf("\r%d of %d documents", min(done.Add(batch), int64(n)), n)
			}
		})
	}
	for from := 0; from < n; from += batch {
		_, err := c.CopyFrom(b.Context(), pgx.Identifier{"release"}, []string{"id", "document", "kind", "prepared_at", "no", "switched_at", "public", "file_digest", "sealed_digest"},
			pgx.CopyFromSlice(min(batch, n-from), func(i int) ([]any, error) { return releaseRow(l.document(from+i), int64(from+i+1)) }))
		if err != nil {
			b.Fatal(err)
		}
		batches <- from
	}
	close(batches)
	wg.Wait()
	if b.Failed() {
		b.FailNow()
	}
}

func releaseRow(p document.Public, no int64) ([]any, error) {
	public, err := json.Marshal(p)
	at := p.IssuedOn.Midnight()
	return []any{p.Document + "-r1", p.Document, "first", at, no, at, public, p.File.Digest, p.SealedDigest}, err
}
