import type { ResourceBase } from './base.ts'
import type { LabelSelector } from './labels.ts'

/**
 * Which connections pods get. Policies add up: what one of them lets in comes in, and what none lets in does not, as soon as
 * one of them is about the pod. The ports of its rules are references of the sites `networkpolicy-ingress` and `-egress`.
 *
 * @see k8s.io/api/networking/v1 types.go: NetworkPolicySpec
 */
export interface NetworkPolicy extends ResourceBase {
  readonly is: 'networkPolicy'
  /** `undefined` for all pods of the namespace; so does one without pairs and expressions. */
  readonly selector: LabelSelector | undefined
  /** False for a policy about egress only. */
  readonly limitsIngress: boolean
  /** True where a rule for ingress lets every port through, or may do so. */
  readonly opensEveryPort: boolean
}
