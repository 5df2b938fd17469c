import { sentence } from '../sentence.ts'
import * as source from '../sources.ts'

/** Probes and lifecycle hooks. */
export const probeFacts = {
  httpGet: sentence(
    'The kubelet sends {request} from the node of the pod; a status of 200 to 399 passes.',
    source.probeHttp,
  ),
  tcpSocket: sentence(
    'The kubelet opens a TCP connection to {endpoint} from the node of the pod; it passes once the connection stands.',
    source.probeTcp,
  ),
  grpc: sentence(
    'The kubelet calls `grpc.health.v1.Health/Check` on {endpoint} from the node of the pod; `SERVING` passes.',
    source.probeGrpc,
  ),
  hookHttp: sentence('The kubelet sends {request} from the node of the pod.', source.hooks),
  hookTcp: sentence(
    'Fails whenever it runs: the API accepts tcpSocket in a hook, the kubelet does not carry it out.',
    source.hooks,
  ),

  liveness: sentence('When it keeps failing, container {container} {restart}.', source.probeEffects),
  readiness: sentence(
    'While it fails, the pod is not ready: Services send it no new connections.',
    source.probeEffects,
  ),
  readinessHeadless: sentence('While it fails, the pod is not ready: DNS does not list it.', source.probeEffects),
  readinessIgnored: sentence(
    'While it fails, the pod is not ready, and gets traffic all the same: `publishNotReadyAddresses` is set in {services}.',
    source.notReady,
  ),
  readinessIgnoredBySome: sentence(
    'While it fails, the pod is not ready: Services send it no new connections, except {services} (`publishNotReadyAddresses`).',
    source.notReady,
  ),
  readinessGates: sentence('The pod is ready when its readinessGates are met as well.', source.readinessGates),
  startup: sentence(
    'Until it passes, the other probes wait and the pod is not ready; when it keeps failing, container {container} {restart}.',
    source.probeEffects,
  ),
  postStart: sentence(
    'Runs right after container {container} starts; when it fails, the container {restart}.',
    source.lifecycleHooks,
  ),
  preStop: sentence(
    'Runs before container {container} is stopped, not when it ends by itself. A failure does not keep it from being stopped.',
    source.lifecycleHooks,
  ),
  preStopNever: sentence(
    'Does not run: terminationGracePeriodSeconds is 0, so the container is stopped at once.',
    source.gracePeriods,
  ),
  restart: sentence('is restarted', source.restarts),
  restartNever: sentence('is killed, and not started again (restartPolicy {policy})', source.restarts),
  restartByRules: sentence('is killed; its restartPolicyRules say whether it is started again', source.restarts),
  restartUnknown: sentence('is killed, and started again unless its restartPolicy is `Never`', source.restarts),

  found: sentence('{name} is {number} of this container ({link}).', source.probePorts),
  notFound: sentence(
    'Container {container} has no port named {name}; ports of other containers do not count.',
    source.probePorts,
  ),
  notFoundLiveness: sentence(
    'The probe errors and its result is thrown away: it never restarts the container, liveness is silently off.',
    source.probeResults,
  ),
  notFoundReadiness: sentence(
    'The probe errors and its result is thrown away: the pod never becomes ready.',
    source.probeResults,
  ),
  notFoundStartup: sentence(
    'The probe errors and its result is thrown away: the container never counts as started.',
    source.probeResults,
  ),
  notFoundHook: sentence('The hook fails whenever it runs.', source.hooks),

  numberMatch: sentence('the number the process listens on; it need not be declared in `ports`.', source.probePorts),
  unknownMatch: sentence(
    'if it is a number, what the process listens on; if a name, a port of this very container.',
    source.probePorts,
  ),
  outOfRange: sentence(
    'The API server takes a number from 1 to 65535 or a port name here and refuses {value}.',
    source.probeValidation,
  ),
  nameMatch: sentence('a port name of this very container; the protocol is not compared.', source.probePorts),
  grpcInvalid: sentence(
    'The API server takes a number from 1 to 65535 here and refuses {value}.',
    source.probeValidation,
  ),
  grpcMatch: sentence('the number of the gRPC server, as a number: names are refused.', source.probeGrpc),
  quoted: sentence(
    '{value} in quotes is a port name, and a name needs a letter: the API server refuses it.',
    source.portNames,
  ),
  podAddress: sentence(
    'It dials the address of the pod, no Service: a server that listens only on 127.0.0.1 fails it.',
    source.probeResults,
  ),
  nodeAddress: sentence(
    'The pod is on the host network, so it dials the address of the node: a server that listens only on 127.0.0.1 fails it.',
    source.probeResults,
  ),
  hostSet: sentence(
    '`host` is set: the node itself dials {host}, which is not the pod unless it names its address.',
    source.probeResults,
  ),
  tcpSaysLittle: sentence(
    'It does not show that the application works: one that answers every request with an error passes, and one that hangs does for a long time, until its queue of new connections is full.',
    source.probeTcp,
  ),
  tcpForHttp: sentence(
    'For a server that speaks HTTP, httpGet says more; for databases, caches and brokers tcpSocket is fine.',
    source.probeEffects,
  ),
  httpDetails: sentence(
    'A redirect to another host counts as success; with scheme HTTPS the certificate is not verified.',
    source.probeHttp,
  ),
  httpWhy: sentence(
    'It shows that the application answers, which an open port (tcpSocket) does not.',
    source.probeEffects,
  ),
} as const
