package main

import (
	"context"
	"fmt"
	"time"

	"go.temporal.io/server/common/authorization"
	"go.temporal.io/server/common/config"
	"go.temporal.io/server/common/primitives"
	"go.temporal.io/server/temporal"
)

// server is a running Temporal server and the lock on its database.
type server struct {
	temporal temporal.Server
	lock     *lock
	address  string // host:port of the frontend
}

// start prepares the databases, starts all services and returns when the
// frontend has answered.
func start(ctx context.Context, c Config, log logger) (*server, error) {
	client, err := c.TLS.clientTLS()
	if err != nil {
		return nil, err
	}
	lock, err := c.Postgres.acquire(ctx)
	if err != nil {
		return nil, err
	}
	s := &server{lock: lock}
	if err := s.launch(ctx, c, log); err != nil {
		lock.release()
		return nil, err
	}
	if err := waitReady(ctx, s.address, c.Namespace, client); err != nil {
		_ = s.stop()
		return nil, err
	}
	return s, nil
}

func (s *server) launch(ctx context.Context, c Config, log logger) error {
	if err := c.Postgres.prepare(ctx); err != nil {
		return err
	}
	main, _ := c.Postgres.stores()
	retention := time.Duration(c.RetentionDays) * 24 * time.Hour
	if err := createNamespace(ctx, main, c.Namespace, retention); err != nil {
		return err
	}
	ports, err := choosePorts()
	if err != nil {
		return fmt.Errorf("choose ports: %w", err)
	}
	s.address = hostPort(ports[primitives.FrontendService])
	s.temporal, err = newTemporal(serverConfig(c, ports), ports, log)
	if err != nil {
		return fmt.Errorf("build the server: %w", err)
	}
	if err := s.temporal.Start(); err != nil {
		return fmt.Errorf("start the server: %w", err)
	}
	return nil
}

// newTemporal puts the server together. Authorization is left open behind the
// listeners' mutual TLS: only the parent holds a key, and who may do what in
// the product is decided and signed there.
func newTemporal(conf *config.Config, ports map[primitives.ServiceName]int, log logger) (temporal.Server, error) {
	authorizer, err := authorization.GetAuthorizerFromConfig(&conf.Global.Authorization)
	if err != nil {
		return nil, err
	}
	claims, err := authorization.GetClaimMapperFromConfig(&conf.Global.Authorization, log)
	if err != nil {
		return nil, err
	}
	return temporal.NewServer(
		temporal.WithConfig(conf),
		temporal.ForServices(temporal.DefaultServices),
		temporal.WithStaticHosts(staticHosts(ports)),
		temporal.WithLogger(log),
		temporal.WithAuthorizer(authorizer),
		temporal.WithClaimMapper(func(*config.Config) authorization.ClaimMapper { return claims }),
		temporal.WithDynamicConfigClient(dynamicConfig()),
	)
}

// stop ends all services in order and gives the database free.
func (s *server) stop() error {
	err := s.temporal.Stop()
	s.lock.release()
	<-s.lock.lost
	return err
}
