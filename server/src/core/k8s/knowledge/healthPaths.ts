import { valueOf } from '../../base/known.ts'
import type { Container } from '../facts/container.ts'
import { lookupImage } from './images.ts'

/** Where an image or a framework says how it is. */
export interface HealthPath {
  /** The name of a row of the image table, or of a framework. */
  readonly of: string
  /** Only on these container ports; without it, on any port that speaks HTTP. */
  readonly ports?: readonly number[]
  readonly liveness: string
  readonly readiness: string
  /** Where it differs from liveness. */
  readonly startup?: string
  /** `read`: the source says so. `known`: expert knowledge. */
  readonly how: 'read' | 'known'
  readonly source: string
}

export type ProbeKind = 'liveness' | 'readiness' | 'startup'

export interface FoundPath {
  readonly path: string
  /** Whose path it is, for the title of a fix: `Prometheus`. */
  readonly of: string
}

/** The path that the container's image, else its framework, answers health checks on; `undefined` when nothing tells. */
export function healthPathOf(container: Container, port: number | undefined, kind: ProbeKind): FoundPath | undefined {
  const image = valueOf(container.image)
  const match = image === undefined ? undefined : lookupImage(image)
  const row =
    match && imageHealthPaths.find(candidate => candidate.of === match.image.name && servesOn(candidate, port))
  const found = row ?? frameworkOf(container)
  return found && { path: pathFor(found, kind), of: found.of }
}

function servesOn(row: HealthPath, port: number | undefined): boolean {
  return row.ports === undefined || (port !== undefined && row.ports.includes(port))
}

function pathFor(row: HealthPath, kind: ProbeKind): string {
  return kind === 'startup' ? (row.startup ?? row.liveness) : row[kind]
}

/** A framework gives itself away by its variables, by options in args and by the image's name. */
function frameworkOf(container: Container): HealthPath | undefined {
  const variables = container.env.map(variable => valueOf(variable.name) ?? '')
  const words = [...container.command, ...container.args, container.image].map(word => valueOf(word) ?? '')
  return frameworks.find(
    framework => variables.some(name => framework.variable.test(name)) || words.some(word => framework.word.test(word)),
  )?.health
}

interface Framework {
  readonly variable: RegExp
  readonly word: RegExp
  readonly health: HealthPath
}

export const frameworks: readonly Framework[] = [
  {
    variable: /^(SPRING|MANAGEMENT)_/,
    word: /-Dspring\.|--spring\.|(^|[/-])spring-/,
    health: {
      of: 'Spring Boot',
      liveness: '/actuator/health/liveness',
      readiness: '/actuator/health/readiness',
      how: 'read',
      source:
        'https://docs.spring.io/spring-boot/reference/actuator/endpoints.html#actuator.endpoints.kubernetes-probes',
    },
  },
  {
    variable: /^QUARKUS_/,
    word: /-Dquarkus\.|(^|[/-])quarkus/,
    health: {
      of: 'Quarkus',
      liveness: '/q/health/live',
      readiness: '/q/health/ready',
      startup: '/q/health/started',
      how: 'read',
      source: 'https://quarkus.io/guides/smallrye-health',
    },
  },
  {
    variable: /^MICRONAUT_/,
    word: /-Dmicronaut\.|(^|[/-])micronaut/,
    health: {
      of: 'Micronaut',
      liveness: '/health/liveness',
      readiness: '/health/readiness',
      how: 'known',
      source: 'https://docs.micronaut.io/latest/guide/#healthEndpoint',
    },
  },
  {
    variable: /^(WLP|LIBERTY)_/,
    word: /(^|\/)(open-|websphere-)?liberty(:|@|$)/,
    health: {
      of: 'MicroProfile Health',
      liveness: '/health/live',
      readiness: '/health/ready',
      startup: '/health/started',
      how: 'known',
      source: 'https://github.com/eclipse/microprofile-health',
    },
  },
]

/** Paths that need no login in the stock image. Images without such a path, and databases, have no row. */
export const imageHealthPaths: readonly HealthPath[] = [
  same('nginx', '/', 'known', 'https://hub.docker.com/_/nginx'),
  same('nginx unprivileged', '/', 'known', 'https://hub.docker.com/r/nginxinc/nginx-unprivileged'),
  same('Apache httpd', '/', 'known', 'https://hub.docker.com/_/httpd'),
  two('Prometheus', '/-/healthy', '/-/ready', 'read', 'https://prometheus.io/docs/prometheus/latest/management_api/'),
  two(
    'Alertmanager',
    '/-/healthy',
    '/-/ready',
    'read',
    'https://prometheus.io/docs/alerting/latest/management_api/',
    [9093],
  ),
  two('Pushgateway', '/-/healthy', '/-/ready', 'known', 'https://github.com/prometheus/pushgateway'),
  same('Blackbox exporter', '/-/healthy', 'known', 'https://github.com/prometheus/blackbox_exporter'),
  same('node-exporter', '/', 'known', 'https://github.com/prometheus/node_exporter'),
  same('kube-state-metrics', '/healthz', 'known', 'https://github.com/kubernetes/kube-state-metrics', [8080]),
  same('Grafana', '/api/health', 'known', 'https://grafana.com/docs/grafana/latest/developers/http_api/other/'),
  same('Loki', '/ready', 'known', 'https://grafana.com/docs/loki/latest/reference/loki-http-api/', [3100]),
  same('Tempo', '/ready', 'known', 'https://grafana.com/docs/tempo/latest/api_docs/', [3200]),
  same('Mimir', '/ready', 'known', 'https://grafana.com/docs/mimir/latest/references/http-api/'),
  same('Kibana', '/api/status', 'known', 'https://www.elastic.co/docs/api/doc/kibana/'),
  same('Zipkin', '/health', 'known', 'https://github.com/openzipkin/zipkin/tree/master/zipkin-server'),
  same('Jaeger', '/status', 'known', 'https://www.jaegertracing.io/docs/latest/operations/monitoring/', [13133]),
  same('Jaeger all-in-one', '/', 'known', 'https://www.jaegertracing.io/docs/1.76/deployment/', [14269, 16686]),
  same(
    'OpenTelemetry Collector',
    '/',
    'known',
    'https://github.com/open-telemetry/opentelemetry-collector-contrib',
    [13133],
  ),
  two(
    'MinIO',
    '/minio/health/live',
    '/minio/health/ready',
    'read',
    'https://github.com/minio/minio/blob/master/docs/metrics/healthcheck/README.md',
    [9000],
  ),
  same(
    'Vault',
    '/v1/sys/health?standbyok=true',
    'known',
    'https://developer.hashicorp.com/vault/api-docs/system/health',
    [8200],
  ),
  same('Consul', '/v1/status/leader', 'known', 'https://developer.hashicorp.com/consul/api-docs/status', [8500]),
  same('Registry', '/', 'known', 'https://github.com/distribution/distribution', [5000]),
  {
    ...two(
      'Keycloak',
      '/health/live',
      '/health/ready',
      'known',
      'https://www.keycloak.org/observability/health',
      [9000],
    ),
    startup: '/health/started',
  },
  two('Dex', '/healthz/live', '/healthz/ready', 'known', 'https://github.com/dexidp/helm-charts', [5558]),
  two(
    'oauth2-proxy',
    '/ping',
    '/ready',
    'known',
    'https://oauth2-proxy.github.io/oauth2-proxy/features/endpoints/',
    [4180],
  ),
  two('podinfo', '/healthz', '/readyz', 'read', 'https://github.com/stefanprodan/podinfo', [9898]),
  same('Gitea', '/api/healthz', 'known', 'https://github.com/go-gitea/gitea', [3000]),
  same('Jenkins', '/login', 'known', 'https://github.com/jenkinsci/helm-charts', [8080]),
  same('SonarQube', '/api/system/status', 'known', 'https://docs.sonarsource.com/sonarqube-server/', [9000]),
  same(
    'Nexus',
    '/service/rest/v1/status',
    'known',
    'https://help.sonatype.com/en/rest-and-integration-api.html',
    [8081],
  ),
  same('n8n', '/healthz', 'known', 'https://docs.n8n.io/hosting/logging-monitoring/monitoring/', [5678]),
  same('Metabase', '/api/health', 'known', 'https://www.metabase.com/docs/latest/', [3000]),
  same('Directus', '/server/health', 'known', 'https://directus.io/docs/api/server', [8055]),
  same('Hasura', '/healthz', 'known', 'https://hasura.io/docs/2.0/api-reference/health/', [8080]),
  same(
    'Airflow',
    '/health',
    'known',
    'https://airflow.apache.org/docs/apache-airflow/2.10.5/administration-and-deployment/logging-monitoring/check-health.html',
    [8080],
  ),
  same('Superset', '/health', 'known', 'https://superset.apache.org/docs/', [8088]),
  same('Nextcloud', '/status.php', 'known', 'https://github.com/nextcloud/helm'),
  same('WordPress', '/wp-login.php', 'known', 'https://github.com/bitnami/charts'),
  two('Mailpit', '/livez', '/readyz', 'known', 'https://mailpit.axllent.org/docs/integration/health-check/', [8025]),
  same('LocalStack', '/_localstack/health', 'known', 'https://docs.localstack.cloud/', [4566]),
  same('Odoo', '/web/health', 'known', 'https://github.com/odoo/odoo', [8069]),
  same(
    'ingress-nginx',
    '/healthz',
    'read',
    'https://github.com/kubernetes/ingress-nginx/blob/main/charts/ingress-nginx/values.yaml',
    [10254],
  ),
  same('CoreDNS', '/health', 'known', 'https://coredns.io/plugins/health/', [8080]),
  same('CoreDNS', '/ready', 'known', 'https://coredns.io/plugins/ready/', [8181]),
  two('metrics-server', '/livez', '/readyz', 'known', 'https://github.com/kubernetes-sigs/metrics-server'),
  same('cert-manager controller', '/livez', 'known', 'https://github.com/cert-manager/cert-manager', [9403]),
  two('cert-manager webhook', '/livez', '/healthz', 'known', 'https://github.com/cert-manager/cert-manager', [6080]),
  same('Argo CD', '/healthz', 'known', 'https://github.com/argoproj/argo-cd', [8080]),
  same('Dapr sidecar', '/v1.0/healthz', 'known', 'https://docs.dapr.io/reference/api/health_api/', [3500]),
  same('Istio proxy', '/healthz/ready', 'known', 'https://github.com/istio/istio', [15021]),
  same('Envoy', '/ready', 'known', 'https://www.envoyproxy.io/docs/envoy/latest/operations/admin', [9901]),
  same('Kong', '/status', 'known', 'https://docs.konghq.com/', [8100]),
]

function same(of: string, path: string, how: 'read' | 'known', source: string, ports?: readonly number[]): HealthPath {
  return two(of, path, path, how, source, ports)
}

function two(
  of: string,
  liveness: string,
  readiness: string,
  how: 'read' | 'known',
  source: string,
  ports?: readonly number[],
): HealthPath {
  return { of, liveness, readiness, how, source, ...(ports ? { ports } : {}) }
}
