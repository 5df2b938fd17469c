/**
 * What the words in a port's name say about its protocol, or `undefined` when they say nothing. The first word decides
 * where it is a protocol, as in Istio's `<protocol>-<suffix>`; `http` anywhere is HTTP, unless the name says gRPC.
 *
 * @example nameProtocol('https-admin') // 'HTTPS'
 * @example nameProtocol('grpc-web') // 'gRPC'
 * @example nameProtocol('main') // undefined
 */
export function nameProtocol(name: string): string | undefined {
  const words = wordsOf(name)
  if (words.some(word => word === 'grpc' || word === 'grpcs')) return 'gRPC'
  const first = words[0]
  if (first !== undefined && transports.has(first)) return transports.get(first)
  if (words.some(word => word === 'https' || word === 'websecure' || word === 'wss')) return 'HTTPS'
  if (words.some(word => word === 'http' || word === 'ws')) return 'HTTP'
  for (const word of words) {
    const protocol = protocols.get(word) ?? stores.get(word)
    if (protocol) return protocol
  }
  if (words.some(word => word === 'webhook')) return 'HTTPS'
  return words.some(word => portWebWords.has(word)) ? 'HTTP' : undefined
}

/**
 * The database, cache or broker that a container's name names, unless another word makes it a companion of one: the
 * exporter, console or client of a database speaks HTTP of its own.
 *
 * @example storeWord('redis-master') // 'Redis'
 * @example storeWord('redis-exporter') // undefined
 */
export function storeWord(name: string): string | undefined {
  const words = wordsOf(name)
  if (words.some(word => companions.has(word))) return undefined
  for (const word of words) {
    const store = stores.get(word)
    if (store) return store
  }
  return undefined
}

/** True for containers called after what they serve: `frontend`, `nginx`, `web`. */
export function webWord(name: string): boolean {
  return wordsOf(name).some(word => containerWebWords.has(word))
}

/** The protocol other than HTTP that everybody expects on this port. */
export function numberProtocol(port: number): string | undefined {
  return wellKnown.get(port)
}

/** `usual`: nearly everybody serves HTTP there. `common`: many do. */
export function webNumber(port: number): 'usual' | 'common' | undefined {
  return usualWeb.has(port) ? 'usual' : commonWeb.has(port) ? 'common' : undefined
}

/** The words of a name. `http2` and `redis6` count as `http` and `redis`: trailing digits are versions or counters. */
export function wordsOf(name: string): readonly string[] {
  return name
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .map(word => (word === 'h2c' ? word : word.replace(/\d+$/, '')))
    .filter(word => word !== '')
}

function table(rows: Readonly<Record<string, string>>): ReadonlyMap<string, string> {
  return new Map(
    Object.entries(rows).flatMap(([value, words]) => words.split(' ').map((word): [string, string] => [word, value])),
  )
}

const transports = table({ TCP: 'tcp', UDP: 'udp', TLS: 'tls', 'HTTP/2 without TLS': 'h2c' })

const stores = table({
  PostgreSQL: 'postgres postgresql pgsql pg pgbouncer timescaledb',
  MySQL: 'mysql mysqlx mariadb percona galera',
  MongoDB: 'mongo mongodb mongod documentdb ferretdb',
  Cassandra: 'cassandra cql scylla scylladb',
  CockroachDB: 'cockroach cockroachdb',
  'SQL Server': 'mssql sqlserver tds',
  Oracle: 'oracle',
  ClickHouse: 'clickhouse',
  Elasticsearch: 'elasticsearch opensearch',
  Neo4j: 'neo4j bolt',
  InfluxDB: 'influx influxdb',
  'a database': 'db database sql couchdb arangodb rethinkdb tidb tikv dgraph etcd',
  Redis: 'redis rediss valkey keydb dragonfly sentinel',
  memcached: 'memcached memcache',
  'a cache': 'cache hazelcast',
  AMQP: 'rabbitmq amqp amqps',
  Kafka: 'kafka redpanda',
  ZooKeeper: 'zookeeper zk',
  NATS: 'nats',
  MQTT: 'mqtt mqtts mosquitto emqx',
  Pulsar: 'pulsar',
  'a broker': 'broker mq activemq artemis rocketmq stomp openwire',
})

const protocols = table({
  SSH: 'ssh sshd sftp',
  FTP: 'ftp ftps',
  SMTP: 'smtp smtps submission',
  IMAP: 'imap imaps',
  POP3: 'pop pops',
  LDAP: 'ldap ldaps',
  DNS: 'dns',
  syslog: 'syslog gelf',
  Thrift: 'thrift',
  FastCGI: 'fpm fastcgi uwsgi',
  AJP: 'ajp',
  JMX: 'jmx jdwp debug',
  'a cluster protocol': 'gossip raft peer peers memberlist transport replication cluster',
  StatsD: 'statsd',
  'Fluentd forward': 'forward beats lumberjack',
  RTMP: 'rtmp rtsp',
  VNC: 'vnc rdp',
  NFS: 'nfs smb iscsi',
  SOCKS: 'socks proxyprotocol',
  VPN: 'wireguard openvpn vpn',
  xDS: 'xds',
})

const companions = new Set(
  'exporter metrics ui web admin adminer express commander insight console dashboard api rest connect operator manager backup init migrate migration registry gateway app frontend rproxy client controller webhook consumer producer worker bridge'.split(
    ' ',
  ),
)

const portWebWords = new Set(
  'web www ui webui rest metrics prometheus health healthz healthcheck probe dashboard console'.split(' '),
)

const containerWebWords = new Set(
  'web webapp webserver www http frontend ui webui website dashboard portal nginx httpd apache caddy tomcat'.split(' '),
)

const usualWeb = new Set([80, 443, 8080, 8443])
const commonWeb = new Set([3000, 5000, 8000, 8008, 8081, 8088, 8888, 9090])

/** IANA registrations and defaults that hardly anybody reuses. Ambiguous numbers (7000, 8086, 9000, 9200) are left out. */
const wellKnown: ReadonlyMap<number, string> = new Map([
  [21, 'FTP'],
  [22, 'SSH'],
  [23, 'Telnet'],
  [25, 'SMTP'],
  [53, 'DNS'],
  [110, 'POP3'],
  [143, 'IMAP'],
  [389, 'LDAP'],
  [465, 'SMTP'],
  [514, 'syslog'],
  [587, 'SMTP'],
  [636, 'LDAP'],
  [873, 'rsync'],
  [993, 'IMAP'],
  [995, 'POP3'],
  [1433, 'SQL Server'],
  [1521, 'Oracle'],
  [1883, 'MQTT'],
  [1935, 'RTMP'],
  [2049, 'NFS'],
  [2181, 'ZooKeeper'],
  [2222, 'SSH'],
  [2379, 'etcd'],
  [2380, 'etcd'],
  [3306, 'MySQL'],
  [33060, 'MySQL'],
  [3268, 'LDAP'],
  [3389, 'RDP'],
  [4222, 'NATS'],
  [4317, 'gRPC'],
  [4369, 'epmd'],
  [5044, 'Beats'],
  [5432, 'PostgreSQL'],
  [5671, 'AMQP'],
  [5672, 'AMQP'],
  [5701, 'Hazelcast'],
  [5900, 'VNC'],
  [6222, 'NATS'],
  [6379, 'Redis'],
  [6432, 'PostgreSQL'],
  [6650, 'Pulsar'],
  [7199, 'JMX'],
  [7687, 'Bolt'],
  [8009, 'AJP'],
  [8883, 'MQTT'],
  [9042, 'Cassandra'],
  [9092, 'Kafka'],
  [9160, 'Cassandra'],
  [9300, 'Elasticsearch'],
  [10260, 'MongoDB'],
  [11211, 'memcached'],
  [16379, 'Redis'],
  [24224, 'Fluentd forward'],
  [25672, 'Erlang distribution'],
  [26257, 'CockroachDB'],
  [26379, 'Redis'],
  [27017, 'MongoDB'],
  [27018, 'MongoDB'],
  [27019, 'MongoDB'],
  [28015, 'RethinkDB'],
  [50051, 'gRPC'],
  [61613, 'STOMP'],
  [61616, 'OpenWire'],
])
