/** What the scheme of a URL says about its host and port. */

/** The port that a scheme means when none is written; `undefined` where it means none. */
export function portOfScheme(scheme: string): number | undefined {
  return schemePorts.get(scheme.toLowerCase())
}

/**
 * True where what follows the scheme may be a host. Nearly every tool has a scheme of its own for things that have none: a bucket
 * (`s3://photos`), a model (`hf://team`), a file. So an unknown scheme needs a port beside it to be believed.
 *
 * @example hasHost('s3', false) // false
 */
export function hasHost(scheme: string, hasPort: boolean): boolean {
  const name = scheme.toLowerCase()
  if (hostless.has(name)) return false
  return hasPort || schemePorts.has(name) || network.has(name)
}

const schemePorts: ReadonlyMap<string, number> = new Map([
  ['http', 80],
  ['ws', 80],
  ['https', 443],
  ['wss', 443],
  ['postgres', 5432],
  ['postgresql', 5432],
  ['mysql', 3306],
  ['redis', 6379],
  ['rediss', 6379],
  ['mongodb', 27017],
  ['amqp', 5672],
  ['amqps', 5671],
  ['nats', 4222],
  ['ldap', 389],
  ['ldaps', 636],
])

/** Schemes of protocols whose usual port nothing here relies on. */
const network: ReadonlySet<string> = new Set(
  (
    'tcp udp tls ssl dns passthrough grpc grpcs h2c mongodb+srv mariadb sqlserver mssql oracle cockroachdb clickhouse cassandra ' +
    'elasticsearch opensearch bolt neo4j memcached etcd consul zk zookeeper kafka pulsar pulsar+ssl mqtt mqtts stomp ftp sftp ' +
    'ssh smtp smtps imap imaps syslog statsd influxdb influx hdfs thrift otlp jaeger rtsp'
  ).split(' '),
)

/** What follows is a path, a bucket, an image or a name of something else, also where digits stand behind a colon. */
const hostless: ReadonlySet<string> = new Set(
  's3 s3a s3n gs gcs hf az abfs abfss wasb wasbs oss cos file unix npipe docker oci kubernetes data pvc'.split(' '),
)
