/**
 * A repository as large organisations have it: folders of teams, in each the same few kinds of app, each app a folder with a
 * Deployment, a Service, things that point at them (in half of them an Ingress, in a third a monitor and a policy, in a third a
 * URL of the next app) and things that have nothing to do with ports. Names repeat from team to team, as they do, and half of
 * the teams label their pods with the name alone: hundreds of Services, monitors and policies select the same label, and each
 * means what is beside it.
 *
 * @param resources Services and workloads together
 * @returns texts by path
 */
export function generateWorkspace(resources: number): Readonly<Record<string, string>> {
  const files: Record<string, string> = {}
  for (let app = 0; app * 2 < resources; app++) {
    const name = names[app % names.length] ?? 'web'
    const index = Math.floor(app / names.length)
    const team = `team-${index}`
    const labels =
      index % 2 === 0 ? [`app: ${name}`] : [`app.kubernetes.io/name: ${name}`, `app.kubernetes.io/part-of: ${team}`]
    const folder = `shop/${team}/${name}`
    const next = app % 3 === 1 ? names[(app + 1) % names.length] : undefined
    const pointers = [
      ...(app % 2 === 0 ? [ingress(name)] : []),
      ...(app % 3 === 0 ? [serviceMonitor(name, labels), networkPolicy(name, labels)] : []),
    ].join('---\n')
    // Some put everything into one file.
    if (app % 5 === 4)
      files[`${folder}/all.yaml`] = [
        deployment(name, team, labels, next),
        service(name, labels),
        configMap(name),
        ...(pointers ? [pointers] : []),
      ].join('---\n')
    else {
      files[`${folder}/deployment.yaml`] = deployment(name, team, labels, next)
      if (pointers) files[`${folder}/edge.yaml`] = pointers
      files[`${folder}/service.yaml`] = service(name, labels)
      files[`${folder}/config.yaml`] = configMap(name)
    }
  }
  return files
}

/** Where the first app of a generated workspace is: an app in two files. */
export const firstApp = { service: 'shop/team-0/web/service.yaml', deployment: 'shop/team-0/web/deployment.yaml' }

const names = [
  'web',
  'api',
  'worker',
  'cart',
  'search',
  'mail',
  'auth',
  'payments',
  'catalog',
  'gateway',
  'images',
  'stock',
  'reports',
]

function service(name: string, labels: readonly string[]): string {
  return `apiVersion: v1
kind: Service
metadata:
  name: ${name}
  labels:
${indented(labels, 4)}
spec:
  type: ClusterIP
  selector:
${indented(labels, 4)}
  ports:
    - name: http
      port: 80
      targetPort: 8080
    - name: metrics
      port: 9090
      targetPort: metrics
`
}

function deployment(name: string, team: string, labels: readonly string[], next: string | undefined): string {
  const url = next === undefined ? '' : `\n            - name: NEXT_URL\n              value: http://${next}:80/api`
  return `apiVersion: apps/v1
kind: Deployment
metadata:
  name: ${name}
  labels:
${indented(labels, 4)}
spec:
  replicas: 2
  selector:
    matchLabels:
${indented(labels, 6)}
  template:
    metadata:
      labels:
${indented(labels, 8)}
    spec:
      serviceAccountName: ${name}
      containers:
        - name: ${name}
          image: registry.example.com/${team}/${name}:1.4.2
          args: [--log-format=json, --graceful-shutdown=30s]
          env:
            - name: LOG_LEVEL
              value: info${url}
            - name: DATABASE_URL
              valueFrom:
                secretKeyRef:
                  name: ${name}-database
                  key: url
          ports:
            - name: http
              containerPort: 8080
            - name: metrics
              containerPort: 9102
          readinessProbe:
            httpGet:
              path: /ready
              port: http
          livenessProbe:
            httpGet:
              path: /healthz
              port: http
          resources:
            requests:
              cpu: 100m
              memory: 128Mi
            limits:
              memory: 256Mi
          securityContext:
            runAsNonRoot: true
            readOnlyRootFilesystem: true
`
}

function ingress(name: string): string {
  return `apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: ${name}
spec:
  rules:
    - host: ${name}.example.com
      http:
        paths:
          - path: /
            pathType: Prefix
            backend:
              service:
                name: ${name}
                port:
                  name: http
`
}

function serviceMonitor(name: string, labels: readonly string[]): string {
  return `apiVersion: monitoring.coreos.com/v1
kind: ServiceMonitor
metadata:
  name: ${name}
spec:
  selector:
    matchLabels:
${indented(labels, 6)}
  endpoints:
    - port: metrics
`
}

function networkPolicy(name: string, labels: readonly string[]): string {
  return `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: ${name}
spec:
  podSelector:
    matchLabels:
${indented(labels, 6)}
  ingress:
    - ports:
        - port: http
        - port: metrics
`
}

function configMap(name: string): string {
  return `apiVersion: v1
kind: ConfigMap
metadata:
  name: ${name}
data:
  features.yaml: |
    checkout: true
    recommendations: false
`
}

function indented(lines: readonly string[], by: number): string {
  return lines.map(line => ' '.repeat(by) + line).join('\n')
}
