import { type Known, valueOf } from '../../base/known.ts'
import type { Span } from '../../base/span.ts'
import type { Graph } from '../../graph/graph.ts'
import { isHeadless, type Service, serviceType } from '../../k8s/facts/service.ts'
import type { Workload } from '../../k8s/facts/workload.ts'
import { serviceHost } from '../../k8s/sites/host.ts'
import { workloadRule } from '../run/rule.ts'
import { portsHere } from '../support/wrongServicePort.ts'

export const servicePing = workloadRule({
  id: 'service-ping',
  certainty: 'likely',
  since: '0.1.0',
  fix: 'none',
  docs: {
    title: 'Ping of a Service',
    what: 'Finds probes, hooks, init containers and commands that ping a Service with a cluster IP.',
    why: [
      'The address of a Service is nobody: no network card has it. Rules on each node catch connections to its address *and one of its',
      'ports*, and send them to a pod. ICMP has no ports, so a ping is caught by no rule: with kube-proxy in iptables mode it leaves by',
      'the default route and is lost, in nftables mode it is rejected, and ipvs, which answered in old versions, has rejected it since',
      '1.26. A script that waits until the ping succeeds waits forever.',
      '',
      'A headless Service has no address of its own: its name means the pods, and those answer. Some networks that take the place of',
      'kube-proxy have rules of their own.',
    ].join('\n'),
    instead: 'Connect to a port of the Service (`nc -z shop 80`), or ask for its name only (`nslookup shop`).',
    bad: manifest('until ping -c 1 shop; do sleep 1; done'),
    good: manifest('until nc -z shop 80; do sleep 1; done'),
    sources: [
      'kubernetes pkg/proxy/iptables/proxier.go: rules per address, protocol and port',
      'kubernetes pkg/proxy/nftables/README.md: cluster-ips are rejected',
      'kubernetes pkg/proxy/ipvs/proxier.go: KUBE-IPVS-FILTER',
    ],
    verify: ['kubectl exec client -- ping -c 1 shop', 'kubectl exec client -- nc -zv shop 80'],
  },
  *check(workload, graph) {
    for (const pod of workload.pods) {
      for (const container of pod.containers) {
        const commands = [
          [...container.command, ...container.args],
          ...container.probes.flatMap(probe => probe.handlers.map(handler => handler.command)),
        ]
        for (const { host, span } of commands.flatMap(pingsIn)) {
          const services = servicesWithAddress(host, workload, graph)
          if (services.length === 0) continue
          yield {
            at: span,
            message: `Nobody answers this ping: the address of Service ${host} stands for its ports only, and a ping has no port.`,
            related: portsHere(services),
          }
        }
      }
    }
  },
})

interface Ping {
  readonly host: string
  /** The argument, or the script, that holds it. */
  readonly span: Span
}

/** `ping -c 1 shop` as a list of arguments, or anywhere in a script. */
function pingsIn(command: readonly Known<string>[]): readonly Ping[] {
  const found: Ping[] = []
  const words = command.map(part => valueOf(part) ?? '')
  command.forEach((part, index) => {
    const text = words[index] ?? ''
    if (part.kind !== 'known') return
    if (index === 0 && /^(?:\/\S*\/)?ping6?$/.test(text)) {
      const host = hostIn(words.slice(1))
      if (host) found.push({ host, span: part.span })
    }
    for (const match of text.matchAll(pingInScript)) {
      const host = hostIn((match[1] ?? '').trim().split(/\s+/))
      if (host) found.push({ host, span: part.span })
    }
  })
  return found
}

/** Where a command begins: `mysqladmin ping` is none of ours. */
const pingInScript =
  /(?:^|[\n;&|(!`]|\b(?:while|until|if|do|then|else|exec|sudo|time)\s)\s*(?:\/\S*\/)?ping6?\s+([^\n;&|)>`]*)/g

/** The first argument that is no option; options with a value of their own are skipped with it. */
function hostIn(words: readonly string[]): string | undefined {
  for (let i = 0; i < words.length; i++) {
    const word = (words[i] ?? '').replaceAll(/^["']|["']$/g, '')
    if (/^-[cwWitsIlMmpQSTF]$/.test(word)) i++
    else if (word !== '' && !word.startsWith('-')) return word
  }
  return undefined
}

function servicesWithAddress(host: string, from: Workload, graph: Graph): readonly Service[] {
  const named = serviceHost(host)
  const found = named && graph.named('service', named.service, from, named.namespace)
  if (found?.status !== 'found') return []
  const all = found.found.every(
    service => serviceType(service) !== undefined && serviceType(service) !== 'ExternalName' && !isHeadless(service),
  )
  return all ? found.found : []
}

function manifest(script: string): string {
  return `apiVersion: v1
kind: Service
metadata:
  name: shop
spec:
  selector:
    app: shop
  ports:
    - port: 80
      targetPort: 8080
---
apiVersion: v1
kind: Pod
metadata:
  name: shop
  labels:
    app: shop
spec:
  containers:
    - name: shop
      image: example.com/shop:1
      ports:
        - containerPort: 8080
---
apiVersion: v1
kind: Pod
metadata:
  name: client
spec:
  initContainers:
    - name: wait
      image: busybox:1.37
      command: [sh, -c, '${script}']
  containers:
    - name: client
      image: example.com/client:1
`
}
