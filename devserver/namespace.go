package main

import (
	"context"
	"fmt"
	"time"

	enumspb "go.temporal.io/api/enums/v1"
	persistencespb "go.temporal.io/server/api/persistence/v1"
	"go.temporal.io/server/common"
	"go.temporal.io/server/common/config"
	"go.temporal.io/server/common/log"
	"go.temporal.io/server/common/metrics"
	"go.temporal.io/server/common/persistence/serialization"
	"go.temporal.io/server/common/persistence/sql"
	"go.temporal.io/server/common/persistence/sql/sqlplugin"
	"go.temporal.io/server/common/primitives"
	"go.temporal.io/server/common/resolver"
	"google.golang.org/protobuf/types/known/durationpb"
)

// createNamespace writes the namespace into the store when it is not there.
// Done before the server starts, it spares the wait for the namespace cache
// that a registration through the API brings.
func createNamespace(ctx context.Context, store config.SQL, name string, retention time.Duration) error {
	db, err := sql.NewSQLDB(sqlplugin.DbKindMain, &store, resolver.NewNoopResolver(),
		log.NewNoopLogger(), metrics.NoopMetricsHandler)
	if err != nil {
		return fmt.Errorf("open the store: %w", err)
	}
	defer func() { _ = db.Close() }()

	rows, err := db.SelectFromNamespace(ctx, sqlplugin.NamespaceFilter{Name: &name})
	if err == nil && len(rows) > 0 {
		return nil
	}
	row, err := namespaceRow(name, retention)
	if err != nil {
		return err
	}
	if _, err := db.InsertIntoNamespace(ctx, row); err != nil {
		return fmt.Errorf("create namespace %s: %w", name, err)
	}
	return nil
}

func namespaceRow(name string, retention time.Duration) (*sqlplugin.NamespaceRow, error) {
	id := primitives.NewUUID()
	blob, err := serialization.NewSerializer().NamespaceDetailToBlob(&persistencespb.NamespaceDetail{
		Info: &persistencespb.NamespaceInfo{
			Id: id.String(), Name: name, State: enumspb.NAMESPACE_STATE_REGISTERED,
		},
		Config: &persistencespb.NamespaceConfig{
			Retention:               durationpb.New(retention),
			HistoryArchivalState:    enumspb.ARCHIVAL_STATE_DISABLED,
			VisibilityArchivalState: enumspb.ARCHIVAL_STATE_DISABLED,
		},
		ReplicationConfig: &persistencespb.NamespaceReplicationConfig{
			ActiveClusterName: clusterName, Clusters: []string{clusterName},
		},
		FailoverVersion:             common.EmptyVersion,
		FailoverNotificationVersion: -1,
	})
	if err != nil {
		return nil, fmt.Errorf("encode namespace %s: %w", name, err)
	}
	return &sqlplugin.NamespaceRow{
		ID: id, Name: name, Data: blob.GetData(), DataEncoding: blob.GetEncodingType().String(),
	}, nil
}
