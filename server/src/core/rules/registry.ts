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
import { probePortNameMissing } from './probes/probe-port-name-missing.ts'
import { probeTcpOnHttp } from './probes/probe-tcp-on-http.ts'
import { specMisplaced } from './resources/spec-misplaced.ts'
import type { Rule } from './rule.ts'
import { selectorNoMatch } from './services/selector-no-match.ts'
import { targetPortNameMissing } from './services/target-port-name-missing.ts'
import { targetPortNamePartial } from './services/target-port-name-partial.ts'
import { targetPortNumberUndeclared } from './services/target-port-number-undeclared.ts'
import { targetPortProtocol } from './services/target-port-protocol.ts'
import { workloadSelectorMismatch } from './workloads/workload-selector-mismatch.ts'

/** Every rule, sorted by id. Written by `npm run generate` from the files of the group folders. */
export const allRules: readonly Rule[] = [
  nodePortConflict,
  nodePortRange,
  nodePortType,
  portDuplicate,
  portNameDuplicate,
  portNameInvalid,
  portNameRequired,
  portNotANumber,
  portOutOfRange,
  portQuotedNumber,
  portRequired,
  probePortNameMissing,
  probeTcpOnHttp,
  selectorNoMatch,
  specMisplaced,
  targetPortNameMissing,
  targetPortNamePartial,
  targetPortNumberUndeclared,
  targetPortProtocol,
  workloadSelectorMismatch,
]
