package e2e

import (
	"bufio"
	"bytes"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/base64"
	"encoding/json"
	"encoding/pem"
	"math/big"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"mingfa/internal/demo"
	"mingfa/internal/document"
	"mingfa/internal/embedded"
	"mingfa/internal/store"
)

// plant is a house as an operator runs it: PostgreSQL with three roles and a
// Temporal server that belong to others, and server, worker and portal apart.
type plant struct {
	system
	pg  *embedded.Postgres
	out map[string]*lockedBuffer
}

func newPlant(t *testing.T) *plant {
	t.Helper()
	p := &plant{system: *newSystem(t), out: map[string]*lockedBuffer{}}
	pg, err := embedded.StartPostgres(t.Context(), embedded.PostgresConfig{Dir: p.dir + "-postgres", FastUnsafe: true})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = pg.Stop(t.Context()) })
	if err := pg.CreateDatabase(t.Context(), "mingfa"); err != nil {
		t.Fatal(err)
	}
	p.pg = pg
	p.env = append(p.env,
		"DATABASE_URL="+pg.RoleDSN(store.AppRole, "mingfa"), "MINGFA_PORTAL_DATABASE_URL="+pg.RoleDSN(store.PortalRole, "mingfa"),
		"MINGFA_ACTOR_KEY="+base64.StdEncoding.EncodeToString(bytes.Repeat([]byte{7}, 32)), "MINGFA_DATA="+p.dir,
	)
	p.env = append(p.env, p.conductor()...)
	return p
}

// conductor runs a Temporal server behind mutual TLS, and returns the settings
// of those who may talk to it.
func (p *plant) conductor() []string {
	t := p.t
	keys := newCertificates(t, filepath.Join(p.dir, "tls"))
	line, err := json.Marshal(map[string]any{
		"namespace": "mingfa", "retention_days": 30,
		"postgres": map[string]any{
			"host": p.pg.SocketDir(), "port": p.pg.Port(), "user": "temporal", "database": "temporal", "visibility_database": "temporal_visibility",
		},
		"tls": map[string]any{"ca": keys.read("ca"), "cert": keys.read("server"), "key": keys.read("server-key"), "server_name": "127.0.0.1"},
	})
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(devserver(t))
	stdin, err := cmd.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	stdout, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = stdin.Close(); _ = cmd.Wait() })
	if _, err := stdin.Write(append(line, '\n')); err != nil {
		t.Fatal(err)
	}
	var answer struct{ Address, Error string }
	said, err := bufio.NewReader(stdout).ReadBytes('\n')
	if err != nil || json.Unmarshal(said, &answer) != nil || answer.Error != "" {
		t.Fatalf("Temporal: %s %v", said, err)
	}
	return []string{
		"TEMPORAL_ADDRESS=" + answer.Address, "TEMPORAL_NAMESPACE=mingfa",
		"TEMPORAL_TLS_CA=" + keys.path("ca"), "TEMPORAL_TLS_CERT=" + keys.path("client"), "TEMPORAL_TLS_KEY=" + keys.path("client-key"),
	}
}

// certificates is a folder of PEM files: an authority, a server and a client.
type certificates struct {
	t   *testing.T
	dir string
}

func (c certificates) path(name string) string { return filepath.Join(c.dir, name+".pem") }

func (c certificates) read(name string) string {
	b, err := os.ReadFile(c.path(name))
	if err != nil {
		c.t.Fatal(err)
	}
	return string(b)
}

func newCertificates(t *testing.T, dir string) certificates {
	t.Helper()
	if err := os.MkdirAll(dir, 0o700); err != nil {
		t.Fatal(err)
	}
	c := certificates{t, dir}
	ca := &x509.Certificate{
		SerialNumber: big.NewInt(1), Subject: pkix.Name{CommonName: "authority"}, NotBefore: time.Now().Add(-time.Hour), NotAfter: time.Now().Add(24 * time.Hour),
		IsCA: true, BasicConstraintsValid: true, KeyUsage: x509.KeyUsageCertSign,
	}
	caKey := c.write("ca", ca, ca, nil)
	for i, name := range []string{"server", "client"} {
		c.write(name, &x509.Certificate{
			SerialNumber: big.NewInt(int64(i + 2)), Subject: pkix.Name{CommonName: name}, NotBefore: ca.NotBefore, NotAfter: ca.NotAfter,
			IPAddresses: []net.IP{net.IPv4(127, 0, 0, 1)}, KeyUsage: x509.KeyUsageDigitalSignature,
			ExtKeyUsage: []x509.ExtKeyUsage{x509.ExtKeyUsageServerAuth, x509.ExtKeyUsageClientAuth},
		}, ca, caKey)
	}
	return c
}

// write makes a key and a certificate signed by the parent, or by itself.
func (c certificates) write(name string, cert, parent *x509.Certificate, parentKey *ecdsa.PrivateKey) *ecdsa.PrivateKey {
	c.t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		c.t.Fatal(err)
	}
	if parentKey == nil {
		parentKey = key
	}
	der, err := x509.CreateCertificate(rand.Reader, cert, parent, &key.PublicKey, parentKey)
	if err != nil {
		c.t.Fatal(err)
	}
	private, err := x509.MarshalPKCS8PrivateKey(key)
	if err != nil {
		c.t.Fatal(err)
	}
	for file, block := range map[string]*pem.Block{name: {Type: "CERTIFICATE", Bytes: der}, name + "-key": {Type: "PRIVATE KEY", Bytes: private}} {
		if err := os.WriteFile(c.path(file), pem.EncodeToMemory(block), 0o600); err != nil {
			c.t.Fatal(err)
		}
	}
	return key
}

// run executes one command of the product to its end.
func (p *plant) run(stdin string, args ...string) {
	p.t.Helper()
	cmd := p.command(args...)
	cmd.Stdin = strings.NewReader(stdin)
	if out, err := cmd.CombinedOutput(); err != nil {
		p.t.Fatalf("mingfa %s: %v\n%s", strings.Join(args, " "), err, out)
	}
}

func (p *plant) command(args ...string) *exec.Cmd {
	p.t.Helper()
	bin, err := binary()
	if err != nil {
		p.t.Fatal(err)
	}
	cmd := exec.Command(bin, args...)
	cmd.Env = append(os.Environ(), p.env...)
	return cmd
}

// keep runs a command of the product in the background until the test ends.
func (p *plant) keep(args ...string) {
	p.t.Helper()
	cmd, out := p.command(args...), &lockedBuffer{}
	p.out[args[0]] = out
	cmd.Stdout, cmd.Stderr = out, out
	if err := cmd.Start(); err != nil {
		p.t.Fatal(err)
	}
	p.t.Cleanup(func() {
		_ = cmd.Process.Signal(os.Interrupt)
		if err := cmd.Wait(); err != nil {
			p.t.Errorf("mingfa %s: %v\n%s", args[0], err, out)
		}
		if strings.Contains(out.String(), "DATA RACE") {
			p.t.Errorf("mingfa %s: %s", args[0], out)
		}
	})
}

// answered waits until an address answers.
func (p *plant) answered(address string) {
	p.t.Helper()
	for deadline := time.Now().Add(startLimit); time.Now().Before(deadline); time.Sleep(200 * time.Millisecond) {
		if res, err := http.Get(address + "/healthz"); err == nil {
			_ = res.Body.Close()
			if res.StatusCode == http.StatusOK {
				return
			}
		}
	}
	p.t.Fatalf("%s does not answer: %v", address, p.out)
}

// staff makes units, people and appointments with the commands that the
// deployment guide names.
func (p *plant) staff() {
	for _, u := range demo.Units() {
		p.run("", "unit", "put", u.ID, u.Name, "--short", u.ShortName, "--parent", u.Parent, "--agency", u.Agency, "--org-code", u.OrgCode, "--head", u.Head)
	}
	for _, one := range demo.People() {
		p.run(demo.Password+"\n", "person", "put", one.Login, one.Name)
		p.run("", "person", "appoint", one.Login, one.Unit, string(one.Role))
	}
}

// The production commands, as the compose file runs them: the schema by its
// owner, everybody else under a lesser role, three processes that share nothing
// but the data folder, and a Temporal server behind mutual TLS.
func TestProduction(t *testing.T) {
	p := newPlant(t)
	migrate := p.command("migrate", "--database-url", p.pg.DSN("mingfa"))
	if out, err := migrate.CombinedOutput(); err != nil {
		t.Fatalf("migrate: %v\n%s", err, out)
	}
	p.staff()
	bench, site := freeAddr(t), freeAddr(t)
	p.env = append(p.env, "MINGFA_PUBLIC_URL=http://"+site)
	p.keep("serve", "--listen", bench)
	p.answered("http://" + bench)
	p.keep("worker")
	p.keep("portal", "--portal-listen", site, "--seal-cert", filepath.Join(p.dir, "seal", "chain.pem"))
	p.answered("http://" + site)
	p.Running = running{Workbench: "http://" + bench, Portal: "http://" + site}
	if screen, err := play(t, &p.system, "", "", nil); err != nil {
		t.Fatalf("%v\n%s\n%s", err, screen, p.out["worker"])
	}
	p.run("", "audit", "verify")
	for name, role := range map[string]string{"an office": store.AppRole, "the portal": store.PortalRole} {
		if out, err := p.command("migrate", "--database-url", p.pg.RoleDSN(role, "mingfa")).CombinedOutput(); err == nil {
			t.Errorf("%s may change the schema: %s", name, out)
		}
	}
	for _, d := range listing(t, p.Running.Portal, "") {
		if d.Validity.Validity == string(document.Repealed) {
			return
		}
	}
	t.Error("the portal shows nothing repealed")
}
