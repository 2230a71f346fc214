package main

import (
	"net"
	"strconv"
	"time"

	"go.temporal.io/server/common/cluster"
	"go.temporal.io/server/common/config"
	"go.temporal.io/server/common/dynamicconfig"
	"go.temporal.io/server/common/membership/static"
	"go.temporal.io/server/common/primitives"
)

const (
	clusterName = "active"
	loopback    = "127.0.0.1"
	// historyShards is fixed for the life of a database. Four are enough for
	// one process; the usual 512 cost 100 MB and gain nothing.
	historyShards = 4
)

// serverConfig is the static configuration of all four services.
func serverConfig(c Config, ports map[primitives.ServiceName]int) *config.Config {
	frontend := hostPort(ports[primitives.FrontendService])
	main, visibility := c.Postgres.stores()
	conf := &config.Config{Services: map[string]config.Service{}}
	conf.Global.Membership.MaxJoinDuration = 10 * time.Second
	conf.Global.Membership.BroadcastAddress = loopback
	conf.Global.TLS = c.TLS.serverTLS()
	for name, port := range ports {
		conf.Services[string(name)] = config.Service{RPC: config.RPC{GRPCPort: port, BindOnIP: loopback}}
	}
	conf.ClusterMetadata = &cluster.Config{
		FailoverVersionIncrement: 10, MasterClusterName: clusterName, CurrentClusterName: clusterName,
		ClusterInformation: map[string]cluster.ClusterInformation{
			clusterName: {Enabled: true, InitialFailoverVersion: 1, RPCAddress: frontend},
		},
	}
	conf.DCRedirectionPolicy.Policy = "noop"
	conf.Archival.History.State = "disabled"
	conf.Archival.Visibility.State = "disabled"
	conf.NamespaceDefaults.Archival.History.State = "disabled"
	conf.NamespaceDefaults.Archival.Visibility.State = "disabled"
	conf.PublicClient.HostPort = frontend
	conf.Persistence = config.Persistence{
		NumHistoryShards: historyShards, DefaultStore: "main", VisibilityStore: "visibility",
		DataStores: map[string]config.DataStore{"main": {SQL: &main}, "visibility": {SQL: &visibility}},
	}
	return conf
}

// dynamicConfig holds the settings that were measured for one process on one
// machine; every value differs from the default for a reason given here.
func dynamicConfig() dynamicconfig.StaticClient {
	return dynamicconfig.StaticClient{
		// More partitions only forward between parts of the same process.
		dynamicconfig.MatchingNumTaskqueueReadPartitions.Key():  1,
		dynamicconfig.MatchingNumTaskqueueWritePartitions.Key(): 1,
		// The usual limits protect tenants of a shared cluster from each other.
		dynamicconfig.FrontendRPS.Key():                                  100000,
		dynamicconfig.FrontendMaxNamespaceRPSPerInstance.Key():           100000,
		dynamicconfig.FrontendMaxNamespaceVisibilityRPSPerInstance.Key(): 1000,
		dynamicconfig.FrontendPersistenceMaxQPS.Key():                    100000,
		dynamicconfig.HistoryPersistenceMaxQPS.Key():                     100000,
		dynamicconfig.MatchingPersistenceMaxQPS.Key():                    100000,
		dynamicconfig.HistoryRPS.Key():                                   100000,
		dynamicconfig.MatchingRPS.Key():                                  100000,
		// Caches bounded in bytes: the usual 128,000 entries are for a machine
		// that does nothing else.
		dynamicconfig.HistoryCacheSizeBasedLimit.Key():        true,
		dynamicconfig.HistoryCacheHostLevelMaxSizeBytes.Key(): 64 << 20,
		dynamicconfig.EnableHostLevelEventsCache.Key():        true,
		dynamicconfig.EventsHostLevelCacheMaxSizeBytes.Key():  16 << 20,
		// The identifier columns hold 255 characters; refuse before they do.
		dynamicconfig.MaxIDLengthLimit.Key(): 255,
	}
}

// staticHosts switches gossip off: there is nobody to gossip with, and it costs
// a second at the start.
func staticHosts(ports map[primitives.ServiceName]int) map[primitives.ServiceName]static.Hosts {
	hosts := map[primitives.ServiceName]static.Hosts{}
	for name, port := range ports {
		hosts[name] = static.SingleLocalHost(hostPort(port))
	}
	return hosts
}

// choosePorts holds all listeners open until the last port is known, so that no
// two services get the same one.
func choosePorts() (map[primitives.ServiceName]int, error) {
	ports := map[primitives.ServiceName]int{}
	for _, name := range []primitives.ServiceName{
		primitives.FrontendService, primitives.HistoryService,
		primitives.MatchingService, primitives.WorkerService,
	} {
		l, err := net.Listen("tcp", hostPort(0))
		if err != nil {
			return nil, err
		}
		defer func() { _ = l.Close() }()
		ports[name] = l.Addr().(*net.TCPAddr).Port
	}
	return ports, nil
}

func hostPort(port int) string { return net.JoinHostPort(loopback, strconv.Itoa(port)) }
