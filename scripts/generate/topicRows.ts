import type { CoverageRow } from './coverageRows.ts'

/** What a reader looks for by topic, beyond the rows of the facts: mistakes that are made across fields. */
export const topicRows: readonly CoverageRow[] = [
  {
    id: 'T1',
    what: 'nodePort in the range for numbers chosen by hand or in that of the cluster',
    by: 'hover: nodePort',
  },
  { id: 'T2', what: 'The same YAML accepted on update and refused on create', by: 'service-field-forbidden' },
  { id: 'T3', what: 'Several ports of a pod in one network namespace: the second bind fails', by: 'port-duplicate' },
  { id: 'T4', what: 'hostPort with several replicas, and with a rolling update that surges', by: 'host-port-conflict' },
  {
    id: 'T5',
    what: 'A numeric probe port, graded by evidence',
    by: 'probe-port-undeclared',
  },
  { id: 'T6', what: 'httpGet against a database, cache or broker', by: 'probe-http-on-database' },
  {
    id: 'T7',
    what: 'The same endpoint for liveness and readiness',
    by: 'not checked: it is right for most programs, and nothing in a manifest tells for which it is not',
  },
  { id: 'T8', what: 'Services of which some selected workloads lack the port', by: 'target-port-name-partial' },
  { id: 'T9', what: 'StatefulSet and its governing Service', by: 'stateful-set-service' },
  { id: 'T10', what: 'Labels, annotations and selectors that are no strings', by: 'label-value-type' },
  {
    id: 'T11',
    what: 'Fields at the wrong level, a missing `---`, a missing dash, a duplicate line',
    by: 'field-misplaced, spec-misplaced, list-expected, key-duplicate',
  },
  {
    id: 'T12',
    what: 'What the process listens on: args, command, env, ConfigMaps, nginx and its like, the image',
    by: 'listen-other-port, listen-loopback, target-port-number-undeclared, probe-port-undeclared',
  },
  { id: 'T13', what: 'externalTrafficPolicy Local without a pod on every node', by: 'traffic-policy-local' },
  { id: 'T14', what: 'Node ports next to allocateLoadBalancerNodePorts: false', by: 'load-balancer-node-ports' },
  {
    id: 'T15',
    what: "The client's address, hidden by SNAT",
    by: 'hover: externalTrafficPolicy and the way of the packet; refactoring "Keep the client\'s address"',
  },
  { id: 'T16', what: 'loadBalancerSourceRanges where they are refused', by: 'service-field-forbidden' },
  { id: 'T17', what: 'Ports below 1024 without root', by: 'privileged-port' },
  {
    id: 'T18',
    what: 'Ephemeral ports, TIME_WAIT and exhaustion',
    by: 'ephemeral-port-range, host-port-ephemeral, sysctl-unsafe, sysctl-invalid, sysctl-host-network; hover: sysctls, with the arithmetic',
  },
  { id: 'T19', what: 'Injected variables that overwrite what a program reads', by: 'service-env-clash' },
  { id: 'T20', what: 'Ping of a Service', by: 'service-ping' },
]
