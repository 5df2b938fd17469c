import { valueOf } from '../../base/known.ts'
import { isLongLived } from '../../k8s/facts/container.ts'
import { podsCommand } from './commands.ts'
import { type Body, code, listed } from './render.ts'
import { say } from './sentence.ts'
import { podFacts as facts } from './sentences/pod.ts'
import { serviceSettingFacts } from './sentences/serviceSetting.ts'
import type { PodField, PodTarget } from './target.ts'
import { called, shown, type View } from './view.ts'

/** Hover of the fields of a pod that change what its ports mean. */
export function podBody(view: View, target: PodTarget, field: PodField): Body {
  const { pod } = target
  const value = pod.fields.get(field)?.value
  if (value?.kind !== 'known' || typeof value.value !== 'boolean')
    return { lead: [say(serviceSettingFacts.unknown, { value: value ? shown(view, pod.document, value) : code('') })] }
  if (field === 'hostNetwork') return hostNetworkBody(target, value.value)
  return value.value
    ? { lead: [say(facts.linksOn)], notes: [say(facts.linksClash), say(facts.linksNumber)] }
    : { lead: [say(facts.linksOff)] }
}

function hostNetworkBody({ pod, workload }: PodTarget, isOn: boolean): Body {
  if (!isOn) return { lead: [say(facts.hostNetworkOff, { workload: called(workload) })] }
  const ports = pod.containers
    .filter(isLongLived)
    .flatMap(container => container.ports.items.flatMap(port => valueOf(port.containerPort) ?? []))
    .map(number => code(number))
  return {
    lead: [say(facts.hostNetwork, { workload: called(workload) })],
    notes: [
      ...(ports.length > 0 ? [say(facts.hostNetworkPorts, { ports: listed([...new Set(ports)], 6) })] : []),
      say(facts.hostNetworkHostPort),
      say(facts.hostNetworkProbes),
      ...dnsText(pod),
    ],
    verify: [podsCommand(workload, pod.labels, 'the node of each pod')],
  }
}

/** Which DNS the pod asks, where that is known. @see kubernetes pkg/kubelet/network/dns/dns.go: getPodDNSType */
function dnsText({ fields }: PodTarget['pod']): readonly string[] {
  const written = fields.get('dnsPolicy')
  const policy = written ? valueOf(written.value) : 'ClusterFirst'
  switch (policy) {
    case 'ClusterFirstWithHostNet':
      return [say(facts.hostNetworkDnsCluster)]
    case 'None':
      return [say(facts.hostNetworkDnsNone)]
    case undefined:
      return []
    default:
      return [say(facts.hostNetworkDns, { policy: code(String(policy)) })]
  }
}
