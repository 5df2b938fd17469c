import { kustomizePatchTarget } from '../builds/kustomize-patch-target.ts'
import { kustomizeRefused } from '../builds/kustomize-refused.ts'
import { kustomizeSelectorAdded } from '../builds/kustomize-selector-added.ts'
import { containerFieldForbidden } from '../containers/container-field-forbidden.ts'
import { envValueType } from '../containers/env-value-type.ts'
import { hostNetworkPort } from '../containers/host-network-port.ts'
import { hostPortConflict } from '../containers/host-port-conflict.ts'
import { hostPortDuplicate } from '../containers/host-port-duplicate.ts'
import { hostPortEphemeral } from '../containers/host-port-ephemeral.ts'
import { hostPortPodSecurity } from '../containers/host-port-pod-security.ts'
import { gatewayListenerConflict } from '../gateways/gateway-listener-conflict.ts'
import { gatewayListenerMissing } from '../gateways/gateway-listener-missing.ts'
import { gatewayListenerTls } from '../gateways/gateway-listener-tls.ts'
import { gatewayServerPort } from '../gateways/gateway-server-port.ts'
import { referenceGrantMissing } from '../gateways/reference-grant-missing.ts'
import { listenLoopback } from '../listening/listen-loopback.ts'
import { listenOtherPort } from '../listening/listen-other-port.ts'
import { injectedProxyPort } from '../meshes/injected-proxy-port.ts'
import { knativePort } from '../meshes/knative-port.ts'
import { peerAuthenticationSelector } from '../meshes/peer-authentication-selector.ts'
import { monitorPortUnnamed } from '../monitors/monitor-port-unnamed.ts'
import { monitorSelectorNoMatch } from '../monitors/monitor-selector-no-match.ts'
import { nodePortConflict } from '../nodeports/node-port-conflict.ts'
import { nodePortRange } from '../nodeports/node-port-range.ts'
import { nodePortType } from '../nodeports/node-port-type.ts'
import { networkPolicyCutsOff } from '../policies/network-policy-cuts-off.ts'
import { networkPolicyEndPort } from '../policies/network-policy-end-port.ts'
import { networkPolicyProtocol } from '../policies/network-policy-protocol.ts'
import { portDuplicate } from '../ports/port-duplicate.ts'
import { portNameDuplicate } from '../ports/port-name-duplicate.ts'
import { portNameInvalid } from '../ports/port-name-invalid.ts'
import { portNameRequired } from '../ports/port-name-required.ts'
import { portNotANumber } from '../ports/port-not-a-number.ts'
import { portOutOfRange } from '../ports/port-out-of-range.ts'
import { portQuotedNumber } from '../ports/port-quoted-number.ts'
import { portRequired } from '../ports/port-required.ts'
import { protocolInvalid } from '../ports/protocol-invalid.ts'
import { hookTcpSocket } from '../probes/hook-tcp-socket.ts'
import { probeHandlerCount } from '../probes/probe-handler-count.ts'
import { probeHostLocal } from '../probes/probe-host-local.ts'
import { probeHttpOnDatabase } from '../probes/probe-http-on-database.ts'
import { probePortNameMissing } from '../probes/probe-port-name-missing.ts'
import { probePortUndeclared } from '../probes/probe-port-undeclared.ts'
import { probeSchemeInvalid } from '../probes/probe-scheme-invalid.ts'
import { probeSchemePort } from '../probes/probe-scheme-port.ts'
import { probeTcpOnHttp } from '../probes/probe-tcp-on-http.ts'
import { probeThreshold } from '../probes/probe-threshold.ts'
import { servicePing } from '../probes/service-ping.ts'
import { annotationPortInvalid } from '../references/annotation-port-invalid.ts'
import { backendPortRequired } from '../references/backend-port-required.ts'
import { backendPortTwice } from '../references/backend-port-twice.ts'
import { ingressBackendForm } from '../references/ingress-backend-form.ts'
import { meshPortProtocol } from '../references/mesh-port-protocol.ts'
import { podPortIsServicePort } from '../references/pod-port-is-service-port.ts'
import { podPortNameMissing } from '../references/pod-port-name-missing.ts'
import { podPortUndeclared } from '../references/pod-port-undeclared.ts'
import { referencePortKind } from '../references/reference-port-kind.ts'
import { referencePortMissing } from '../references/reference-port-missing.ts'
import { referencePortNameInvalid } from '../references/reference-port-name-invalid.ts'
import { referenceServiceMissing } from '../references/reference-service-missing.ts'
import { referenceTargetPort } from '../references/reference-target-port.ts'
import { urlPortMissing } from '../references/url-port-missing.ts'
import { configValueType } from '../resources/config-value-type.ts'
import { fieldMisplaced } from '../resources/field-misplaced.ts'
import { keyDuplicate } from '../resources/key-duplicate.ts'
import { labelValueType } from '../resources/label-value-type.ts'
import { listExpected } from '../resources/list-expected.ts'
import { specMisplaced } from '../resources/spec-misplaced.ts'
import { privilegedPort } from '../security/privileged-port.ts'
import { appProtocolInvalid } from '../services/app-protocol-invalid.ts'
import { endpointPortInvalid } from '../services/endpoint-port-invalid.ts'
import { endpointsPortName } from '../services/endpoints-port-name.ts'
import { externalNameInvalid } from '../services/external-name-invalid.ts'
import { headlessPortDiffers } from '../services/headless-port-differs.ts'
import { loadBalancerMixedProtocols } from '../services/load-balancer-mixed-protocols.ts'
import { loadBalancerNodePorts } from '../services/load-balancer-node-ports.ts'
import { portNumberTwoProtocols } from '../services/port-number-two-protocols.ts'
import { selectorNoMatch } from '../services/selector-no-match.ts'
import { serviceFieldForbidden } from '../services/service-field-forbidden.ts'
import { serviceFieldIgnored } from '../services/service-field-ignored.ts'
import { serviceFieldValue } from '../services/service-field-value.ts'
import { serviceNameInvalid } from '../services/service-name-invalid.ts'
import { sessionAffinityTimeout } from '../services/session-affinity-timeout.ts'
import { targetPortNameAmbiguous } from '../services/target-port-name-ambiguous.ts'
import { targetPortNameMissing } from '../services/target-port-name-missing.ts'
import { targetPortNamePartial } from '../services/target-port-name-partial.ts'
import { targetPortNumberUndeclared } from '../services/target-port-number-undeclared.ts'
import { targetPortProtocol } from '../services/target-port-protocol.ts'
import { trafficDistributionDeprecated } from '../services/traffic-distribution-deprecated.ts'
import { trafficPolicyLocal } from '../services/traffic-policy-local.ts'
import { suppressionUnused } from '../suppressions/suppression-unused.ts'
import { ephemeralPortRange } from '../sysctls/ephemeral-port-range.ts'
import { sysctlHostNetwork } from '../sysctls/sysctl-host-network.ts'
import { sysctlInvalid } from '../sysctls/sysctl-invalid.ts'
import { sysctlUnsafe } from '../sysctls/sysctl-unsafe.ts'
import { serviceEnvClash } from '../workloads/service-env-clash.ts'
import { statefulSetService } from '../workloads/stateful-set-service.ts'
import { workloadSelectorMismatch } from '../workloads/workload-selector-mismatch.ts'
import type { Rule } from './rule.ts'
import type { Topic } from './topics.ts'

/** Every rule by its topic, each sorted by id. Written by `npm run generate` from the files of the topic folders. */
export const rulesByTopic: Readonly<Record<Topic, readonly Rule[]>> = {
  builds: [kustomizePatchTarget, kustomizeRefused, kustomizeSelectorAdded],
  containers: [
    containerFieldForbidden,
    envValueType,
    hostNetworkPort,
    hostPortConflict,
    hostPortDuplicate,
    hostPortEphemeral,
    hostPortPodSecurity,
  ],
  gateways: [
    gatewayListenerConflict,
    gatewayListenerMissing,
    gatewayListenerTls,
    gatewayServerPort,
    referenceGrantMissing,
  ],
  listening: [listenLoopback, listenOtherPort],
  meshes: [injectedProxyPort, knativePort, peerAuthenticationSelector],
  monitors: [monitorPortUnnamed, monitorSelectorNoMatch],
  nodeports: [nodePortConflict, nodePortRange, nodePortType],
  policies: [networkPolicyCutsOff, networkPolicyEndPort, networkPolicyProtocol],
  ports: [
    portDuplicate,
    portNameDuplicate,
    portNameInvalid,
    portNameRequired,
    portNotANumber,
    portOutOfRange,
    portQuotedNumber,
    portRequired,
    protocolInvalid,
  ],
  probes: [
    hookTcpSocket,
    probeHandlerCount,
    probeHostLocal,
    probeHttpOnDatabase,
    probePortNameMissing,
    probePortUndeclared,
    probeSchemeInvalid,
    probeSchemePort,
    probeTcpOnHttp,
    probeThreshold,
    servicePing,
  ],
  references: [
    annotationPortInvalid,
    backendPortRequired,
    backendPortTwice,
    ingressBackendForm,
    meshPortProtocol,
    podPortIsServicePort,
    podPortNameMissing,
    podPortUndeclared,
    referencePortKind,
    referencePortMissing,
    referencePortNameInvalid,
    referenceServiceMissing,
    referenceTargetPort,
    urlPortMissing,
  ],
  resources: [configValueType, fieldMisplaced, keyDuplicate, labelValueType, listExpected, specMisplaced],
  security: [privilegedPort],
  services: [
    appProtocolInvalid,
    endpointPortInvalid,
    endpointsPortName,
    externalNameInvalid,
    headlessPortDiffers,
    loadBalancerMixedProtocols,
    loadBalancerNodePorts,
    portNumberTwoProtocols,
    selectorNoMatch,
    serviceFieldForbidden,
    serviceFieldIgnored,
    serviceFieldValue,
    serviceNameInvalid,
    sessionAffinityTimeout,
    targetPortNameAmbiguous,
    targetPortNameMissing,
    targetPortNamePartial,
    targetPortNumberUndeclared,
    targetPortProtocol,
    trafficDistributionDeprecated,
    trafficPolicyLocal,
  ],
  suppressions: [suppressionUnused],
  sysctls: [ephemeralPortRange, sysctlHostNetwork, sysctlInvalid, sysctlUnsafe],
  workloads: [serviceEnvClash, statefulSetService, workloadSelectorMismatch],
}

/** Every rule, sorted by id. */
export const allRules: readonly Rule[] = Object.values(rulesByTopic)
  .flat()
  .sort((a, b) => (a.id < b.id ? -1 : 1))
