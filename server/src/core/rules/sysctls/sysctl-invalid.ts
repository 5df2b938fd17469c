import { spanOf, valueOf } from '../../base/known.ts'
import { isSysctlName, plainSysctl, portRange, sysctlValueProblem } from '../../k8s/knowledge/sysctls.ts'
import { type Report, workloadRule } from '../run/rule.ts'
import { fixWith, quotePlain, replaceScalar } from '../support/edits.ts'
import { removeSysctl } from '../support/podFixes.ts'
import { quote } from '../support/text.ts'

export const sysctlInvalid = workloadRule({
  id: 'sysctl-invalid',
  certainty: 'certain',
  since: '0.1.0',
  fix: 'sometimes',
  docs: {
    title: 'Sysctl that cannot be set',
    what: 'Finds sysctls with an invalid name, set twice, with a value that is no string, or with one that the kernel refuses.',
    why: [
      'The name of a sysctl is made of lower-case letters, digits, `-` and `_`, with `.` or `/` between its parts; each can be set once. Its',
      '`value` is a string, so a number needs quotes. The API server checks no more than that.',
      '',
      'What the value means, only the kernel knows: a port range that ends before it begins, or a port above 65535, is refused when the pod',
      'is started, which then hangs in ContainerCreating. The rule knows the values of the sysctls about ports, and warns.',
    ].join('\n'),
    instead: 'Write the name as `sysctl -a` shows it, once, and its value in quotes.',
    bad: manifest('0'),
    good: manifest('"0"'),
    sources: [
      'kubernetes pkg/apis/core/validation/validation.go: IsValidSysctlName, validateSysctls',
      'kubernetes/api core/v1 types.go: Sysctl.value',
      'Linux Documentation/networking/ip-sysctl.rst: ip_local_port_range, ip_local_reserved_ports, ip_unprivileged_port_start',
    ],
    covers: ['1.4-1', '1.4-3', '1.4-4'],
    verify: ['kubectl apply --dry-run=server -f shop.yaml', 'kubectl describe pod shop'],
  },
  *check(workload) {
    for (const pod of workload.pods) {
      const seen = new Set<string>()
      for (const entry of pod.sysctls) {
        const { name, value } = entry
        const sysctl = valueOf(name)
        if (sysctl === undefined) continue
        const plain = plainSysctl(sysctl)
        if (!isSysctlName(sysctl))
          yield {
            at: spanOf(name),
            message: `${quote(sysctl)} is no name of a sysctl: the API server refuses the pod.`,
            fixes: context => {
              const better = sysctl.trim().toLowerCase()
              return isSysctlName(better)
                ? fixWith(
                    { title: `Change it to ${better}`, applicability: 'unsafe', preferred: true },
                    replaceScalar(context, pod.document, name, better),
                  )
                : []
            },
          }
        else if (seen.has(sysctl))
          yield {
            at: spanOf(name),
            message: `Sysctl ${sysctl} is set twice: the API server refuses the pod.`,
            fixes: context =>
              fixWith({ title: 'Remove the second one', applicability: 'unsafe' }, removeSysctl(context, pod, entry)),
          }
        seen.add(sysctl)
        if (value.kind === 'unknown' && value.why === 'type')
          yield {
            at: value.span,
            message: `The value of sysctl ${sysctl} must be a string: YAML reads something else here, and the API server refuses it.`,
            fixes: context =>
              fixWith(
                { title: 'Put it in quotes', applicability: 'safe', preferred: true },
                quotePlain(context, pod.document, value.span),
              ),
          }
        const written = valueOf(value)
        const problem = written === undefined ? undefined : sysctlValueProblem(plain, written)
        if (problem !== undefined)
          yield {
            ...refusedByKernel(sysctl, written ?? '', problem, spanOf(value)),
            fixes: context => {
              const better = plain === 'net.ipv4.ip_local_port_range' ? rangeIn(written ?? '') : undefined
              return better === undefined
                ? []
                : fixWith(
                    { title: `Change it to "${better}"`, applicability: 'unsafe', preferred: true },
                    replaceScalar(context, pod.document, value, better),
                  )
            },
          }
      }
    }
  },
})

/** The two numbers of a range that is written another way. @example rangeIn('65535-1024') // '1024 65535' */
function rangeIn(written: string): string | undefined {
  const numbers = /^\D*(\d+)\D+(\d+)\D*$/.exec(written)?.slice(1).map(Number)
  const range = numbers?.sort((a, b) => a - b).join(' ')
  return range !== undefined && portRange(range) ? range : undefined
}

function refusedByKernel(sysctl: string, value: string, problem: string, at: Report['at']): Report {
  return {
    at,
    message: `The kernel refuses ${quote(value)} for ${sysctl}, which takes ${problem}: the pod does not start.`,
    certainty: 'likely',
  }
}

function manifest(value: string): string {
  return `apiVersion: v1
kind: Pod
metadata:
  name: shop
spec:
  securityContext:
    sysctls:
      - name: net.ipv4.ip_unprivileged_port_start
        value: ${value}
  containers:
    - name: shop
      image: example.com/shop:1
`
}
