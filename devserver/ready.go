package main

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"time"

	"go.temporal.io/api/serviceerror"
	"go.temporal.io/api/workflowservice/v1"
	"go.temporal.io/sdk/client"
	"go.temporal.io/sdk/log"
)

// waitReady returns when frontend, history and store have answered together:
// it asks for an execution that does not exist until it is told just that.
func waitReady(ctx context.Context, address, namespace string, conf *tls.Config) error {
	c, err := client.NewLazyClient(client.Options{
		HostPort: address, Namespace: namespace, Logger: noLog{},
		ConnectionOptions: client.ConnectionOptions{TLS: conf},
	})
	if err != nil {
		return fmt.Errorf("ask the frontend: %w", err)
	}
	defer c.Close()
	for {
		err := probe(ctx, c, namespace)
		if err == nil {
			return nil
		}
		select {
		case <-ctx.Done():
			return fmt.Errorf("the frontend does not answer: %w", errors.Join(ctx.Err(), err))
		case <-time.After(50 * time.Millisecond):
		}
	}
}

func probe(ctx context.Context, c client.Client, namespace string) error {
	ctx, cancel := context.WithTimeout(ctx, 2*time.Second)
	defer cancel()
	service := c.WorkflowService()
	if _, err := service.DescribeNamespace(ctx, &workflowservice.DescribeNamespaceRequest{Namespace: namespace}); err != nil {
		return err
	}
	_, err := c.DescribeWorkflowExecution(ctx, "readiness-probe", "")
	var missing *serviceerror.NotFound
	if err == nil || errors.As(err, &missing) {
		return nil
	}
	return err
}

// noLog keeps the client's connection messages out of the server's log.
type noLog struct{}

var _ log.Logger = noLog{}

func (noLog) Debug(string, ...any) {}
func (noLog) Info(string, ...any)  {}
func (noLog) Warn(string, ...any)  {}
func (noLog) Error(string, ...any) {}
