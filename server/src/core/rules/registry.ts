import { nodePortConflict } from './nodeports/node-port-conflict.ts'
import { nodePortRange } from './nodeports/node-port-range.ts'
import { nodePortType } from './nodeports/node-port-type.ts'
import { portDuplicate } from './ports/port-duplicate.ts'
import { portNameDuplicate } from './ports/port-name-duplicate.ts'
import { portNameInvalid } from './ports/port-name-invalid.ts'
import { portNameRequired } from './ports/port-name-required.ts'
import { portNotANumber } from './ports/port-not-a-number.ts'
import { portOutOfRange } from './ports/port-out-of-range.ts'
import { portQuotedNumber } from './ports/port-quoted-number.ts'
import { portRequired } from './ports/port-required.ts'
import { protocolInvalid } from './ports/protocol-invalid.ts'
import { probePortNameMissing } from './probes/probe-port-name-missing.ts'
import { probeTcpOnHttp } from './probes/probe-tcp-on-http.ts'
import { specMisplaced } from './resources/spec-misplaced.ts'
import type { Rule } from './rule.ts'
import { appProtocolInvalid } from './services/app-protocol-invalid.ts'
import { externalNameInvalid } from './services/external-name-invalid.ts'
import { headlessPortDiffers } from './services/headless-port-differs.ts'
import { loadBalancerMixedProtocols } from './services/load-balancer-mixed-protocols.ts'
import { loadBalancerNodePorts } from './services/load-balancer-node-ports.ts'
import { portNumberTwoProtocols } from './services/port-number-two-protocols.ts'
import { selectorNoMatch } from './services/selector-no-match.ts'
import { serviceFieldForbidden } from './services/service-field-forbidden.ts'
import { serviceFieldIgnored } from './services/service-field-ignored.ts'
import { serviceFieldValue } from './services/service-field-value.ts'
import { serviceNameInvalid } from './services/service-name-invalid.ts'
import { sessionAffinityTimeout } from './services/session-affinity-timeout.ts'
import { targetPortNameAmbiguous } from './services/target-port-name-ambiguous.ts'
import { targetPortNameMissing } from './services/target-port-name-missing.ts'
import { targetPortNamePartial } from './services/target-port-name-partial.ts'
import { targetPortNumberUndeclared } from './services/target-port-number-undeclared.ts'
import { targetPortProtocol } from './services/target-port-protocol.ts'
import { trafficDistributionDeprecated } from './services/traffic-distribution-deprecated.ts'
import { trafficPolicyLocal } from './services/traffic-policy-local.ts'
import { workloadSelectorMismatch } from './workloads/workload-selector-mismatch.ts'

/** Every rule, sorted by id. Written by `npm run generate` from the files of the group folders. */
export const allRules: readonly Rule[] = [
  appProtocolInvalid,
  externalNameInvalid,
  headlessPortDiffers,
  loadBalancerMixedProtocols,
  loadBalancerNodePorts,
  nodePortConflict,
  nodePortRange,
  nodePortType,
  portDuplicate,
  portNameDuplicate,
  portNameInvalid,
  portNameRequired,
  portNotANumber,
  portNumberTwoProtocols,
  portOutOfRange,
  portQuotedNumber,
  portRequired,
  probePortNameMissing,
  probeTcpOnHttp,
  protocolInvalid,
  selectorNoMatch,
  serviceFieldForbidden,
  serviceFieldIgnored,
  serviceFieldValue,
  serviceNameInvalid,
  sessionAffinityTimeout,
  specMisplaced,
  targetPortNameAmbiguous,
  targetPortNameMissing,
  targetPortNamePartial,
  targetPortNumberUndeclared,
  targetPortProtocol,
  trafficDistributionDeprecated,
  trafficPolicyLocal,
  workloadSelectorMismatch,
]
