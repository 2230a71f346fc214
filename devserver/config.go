package main

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
)

// Config is what the parent writes to standard input, as one line of JSON.
type Config struct {
	Postgres  Postgres `json:"postgres"`
	Namespace string   `json:"namespace"`
	TLS       TLS      `json:"tls"`
	// RetentionDays says how long closed executions can be read; 0 means 30.
	RetentionDays int `json:"retention_days"`
	// LogLevel is debug, info, warn or error; empty means warn.
	LogLevel string `json:"log_level"`
}

// Postgres names the server and the two databases, which are created when they
// are missing. Host is a host name, an address, or the folder of a Unix socket.
type Postgres struct {
	Host               string `json:"host"`
	Port               int    `json:"port"`
	User               string `json:"user"`
	Password           string `json:"password"`
	Database           string `json:"database"`
	VisibilityDatabase string `json:"visibility_database"`
}

// TLS is the identity of all listeners in PEM. It is required: every local user
// can reach loopback, and the server itself asks nobody for a password.
type TLS struct {
	CA         string `json:"ca"`
	Cert       string `json:"cert"`
	Key        string `json:"key"`
	ServerName string `json:"server_name"`
}

func readConfig(in *bufio.Reader) (Config, error) {
	var c Config
	line, err := in.ReadBytes('\n')
	if err != nil {
		return c, fmt.Errorf("read configuration from standard input: %w", err)
	}
	if err := json.Unmarshal(line, &c); err != nil {
		return c, fmt.Errorf("configuration: %w", err)
	}
	c.setDefaults()
	return c, c.check()
}

func (c *Config) setDefaults() {
	if c.RetentionDays == 0 {
		c.RetentionDays = 30
	}
	if c.LogLevel == "" {
		c.LogLevel = "warn"
	}
	if c.Postgres.Port == 0 {
		c.Postgres.Port = 5432
	}
}

func (c *Config) check() error {
	required := []struct{ name, value string }{
		{"postgres.host", c.Postgres.Host},
		{"postgres.user", c.Postgres.User},
		{"postgres.database", c.Postgres.Database},
		{"postgres.visibility_database", c.Postgres.VisibilityDatabase},
		{"namespace", c.Namespace},
		{"tls.ca", c.TLS.CA},
		{"tls.cert", c.TLS.Cert},
		{"tls.key", c.TLS.Key},
		{"tls.server_name", c.TLS.ServerName},
	}
	for _, r := range required {
		if r.value == "" {
			return fmt.Errorf("configuration: %s is missing", r.name)
		}
	}
	if c.RetentionDays < 1 {
		return errors.New("configuration: retention_days must be at least 1")
	}
	return nil
}
