import { type Known, valueOf } from '../../base/known.ts'
import type { Container } from '../../k8s/facts/container.ts'
import type { PodTemplate } from '../../k8s/facts/workload.ts'
import { plainSysctl } from '../../k8s/knowledge/sysctls.ts'
import { mapAt } from '../../yaml/edit/find.ts'
import { type Fix, type FixContext, workloadRule } from '../run/rule.ts'
import { insertEntry } from '../support/blockEdits.ts'
import { addItem, fixWith } from '../support/edits.ts'
import { boundPorts } from '../support/listening.ts'
import { containerText, longLived } from '../support/portFields.ts'
import { capital } from '../support/text.ts'

export const privilegedPort = workloadRule({
  id: 'privileged-port',
  certainty: 'advice',
  since: '0.1.0',
  fix: 'sometimes',
  docs: {
    title: 'Port below 1024 for a process that is not root',
    what: 'Finds ports below 1024 that containers listen on who are told not to run as root, without anything that lets them bind.',
    why: [
      'To listen below `ip_unprivileged_port_start` (1024 by default) a process needs the capability NET_BIND_SERVICE. Whether a process',
      'that is not root has to care depends on the runtime: Docker since 20.10 and containerd since 2.0 set the start to 0 for each',
      'pod, so every port is free; CRI-O and containerd before 2.0 do not, and the process ends with "permission denied". On the',
      "host network the node's value counts, normally 1024, so there it is a warning.",
      '',
      'Adding the capability does not help a plain binary that is not root: it keeps it only with a file capability, which images',
      'such as ingress-nginx, CoreDNS and Caddy have. Where a container adds it, or the pod sets the sysctl, the rule is silent.',
      'The number of a *Service* port never needs anything: no process binds it.',
    ].join('\n'),
    instead:
      'Listen on a port from 1024 on (the Service can still have 80), or set the sysctl `net.ipv4.ip_unprivileged_port_start` to "0" (safe since 1.22).',
    bad: manifest(80),
    good: manifest(8080),
    sources: [
      'Linux Documentation/networking/ip-sysctl.rst: ip_unprivileged_port_start',
      'containerd 2.0: enable_unprivileged_ports; moby 20.10: default sysctls',
      'kubernetes KEP-2763: ambient capabilities are not there',
    ],
    covers: ['1.4-3', '7'],
    verify: ['kubectl logs shop --previous', 'kubectl exec shop -- cat /proc/sys/net/ipv4/ip_unprivileged_port_start'],
  },
  *check(workload, graph) {
    for (const pod of workload.pods) {
      if (graph.mayBePatched(workload) || startsElsewhere(pod)) continue
      const onHost = valueOf(pod.hostNetwork) === true
      for (const container of longLived(pod.containers)) {
        if (!isSurelyNotRoot(container, pod) || mayBind(container)) continue
        for (const { port, said } of boundPorts(container, pod, graph)) {
          // What a ConfigMap says is not in the document of the pod.
          if (port >= 1024 || said.at.document !== pod.document) continue
          yield {
            at: said.at.span,
            message: `${capital(containerText(container))} is not root and listens on ${port}: ${onHost ? 'the node normally refuses that' : 'CRI-O and containerd before 2.0 refuse that'}.`,
            certainty: onHost ? 'likely' : 'advice',
            fixes: context => (onHost ? [] : allowAllPorts(context, pod)),
          }
        }
      }
    }
  },
})

const sysctl = 'net.ipv4.ip_unprivileged_port_start'

/** Lets every process of the pod bind every port. The pod's own sysctl counts on every runtime. */
function allowAllPorts(context: FixContext, pod: PodTemplate): readonly Fix[] {
  const fix = { title: `Set the sysctl ${sysctl} to "0" in the pod`, applicability: 'unsafe' as const }
  const { document, sysctlList: list } = pod
  if (list) return fixWith(fix, addItem(context, document, list, { name: sysctl, value: '0' }))
  const own = pod.fields.get('securityContext')
  const first = own && mapAt(context.document(document).root, own.value.kind === 'unknown' ? own.value.span : own.span)
  const before = own ? first?.entries[0]?.key.span : pod.fields.get('containers')?.keySpan
  if (!before) return []
  const entry = { key: 'sysctls', value: [{ name: sysctl, value: '0' }] }
  return fixWith(
    fix,
    insertEntry(
      context,
      document,
      before,
      own ? entry : { key: 'securityContext', value: { [entry.key]: entry.value } },
    ),
  )
}

function startsElsewhere(pod: PodTemplate): boolean {
  return pod.sysctls.some(({ name }) => name.kind !== 'known' || plainSysctl(name.value) === sysctl)
}

/** The container's own settings win over those of the pod. */
function isSurelyNotRoot({ securityContext: own }: Container, { securityContext: all }: PodTemplate): boolean {
  const user = set(own.runAsUser, all.runAsUser)
  if (user !== undefined) return user !== 'unknown' && user > 0
  return set(own.runAsNonRoot, all.runAsNonRoot) === true
}

function set<T>(own: Known<T>, all: Known<T>): T | 'unknown' | undefined {
  const field = own.kind === 'absent' ? all : own
  return field.kind === 'known' ? field.value : field.kind === 'unknown' ? 'unknown' : undefined
}

function mayBind({ securityContext }: Container): boolean {
  const added = securityContext.addedCapabilities
  return added.includes('NET_BIND_SERVICE') || added.includes('ALL')
}

function manifest(port: number): string {
  return `apiVersion: v1
kind: Pod
metadata:
  name: shop
spec:
  securityContext:
    runAsNonRoot: true
    runAsUser: 1000
  containers:
    - name: shop
      image: example.com/shop:1
      ports:
        - containerPort: ${port}
`
}
