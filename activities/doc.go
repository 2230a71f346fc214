// Package activities says what each step of a workflow does. It names the ports
// it needs as small interfaces; PostgreSQL, files and HTTP stand behind them.
package activities
