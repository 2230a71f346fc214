package cli

import (
	"crypto/subtle"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"os"
	"path/filepath"
)

// running is what a running system tells other commands on the same machine. It
// lies in the data folder, readable by the owner only, as long as it runs.
type running struct {
	PID       int    `json:"pid"`
	Workbench string `json:"workbench"`
	Portal    string `json:"portal"`
	Control   string `json:"control"`  // loopback address for sweep
	Token     string `json:"token"`    // for Control
	Database  string `json:"database"` // URL for audit verify and person
	Policies  string `json:"policies"` // folder that overrides the embedded policies, "" = none
	Region    string `json:"region"`
}

var errNotRunning = errors.New("系统没有运行：请先执行 make run（mingfa dev），或者给出 --up")

func runningPath(data string) string { return filepath.Join(data, "running.json") }

func (r running) write(data string) error {
	b, err := json.Marshal(r)
	if err != nil {
		return err
	}
	return writeSecret(runningPath(data), b)
}

// readRunning finds the running system of a data folder and makes sure that it answers.
func readRunning(data string) (running, error) {
	b, err := os.ReadFile(runningPath(data))
	if err != nil {
		return running{}, errNotRunning
	}
	var r running
	if err := json.Unmarshal(b, &r); err != nil {
		return running{}, fmt.Errorf("%s: %w", runningPath(data), err)
	}
	res, err := http.Get(r.Control + "/alive") //nolint:noctx // loopback; ends with the system
	if err != nil {
		return running{}, errNotRunning
	}
	_ = res.Body.Close()
	return r, nil
}

// guarded lets only callers with the token through.
func guarded(token string, h http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		got := r.Header.Get("Authorization")
		if subtle.ConstantTimeCompare([]byte(got), []byte("Bearer "+token)) != 1 {
			http.Error(w, "forbidden", http.StatusForbidden)
			return
		}
		h.ServeHTTP(w, r)
	})
}
