import { type Known, valueOf } from '../../base/known.ts'
import { type Container, isLongLived } from '../../k8s/facts/container.ts'
import type { PortNumber, PortNumberOrName } from '../../k8s/facts/port.ts'
import type { Service } from '../../k8s/facts/service.ts'
import type { Workload } from '../../k8s/facts/workload.ts'

/** A field that holds a port, wherever it stands. */
export type PortField = IntegerField | IntegerOrNameField

interface FieldBase {
  /** As messages call it: "targetPort", "Service port", "livenessProbe.httpGet.port". */
  readonly label: string
}

/** The API server decodes an int32 here. */
interface IntegerField extends FieldBase {
  readonly takes: 'integer'
  readonly value: Known<PortNumber>
}

/** IntOrString: a string is the name of a container port. */
interface IntegerOrNameField extends FieldBase {
  readonly takes: 'integer or name'
  readonly value: Known<PortNumberOrName>
}

/** Every port of a resource, in the order of the manifest. */
export function portFields(resource: Service | Workload): readonly PortField[] {
  return resource.is === 'service'
    ? serviceFields(resource)
    : resource.pods.flatMap(pod => pod.containers.flatMap(containerFields))
}

function serviceFields(service: Service): readonly PortField[] {
  return [
    ...service.ports.items.flatMap((entry): readonly PortField[] => [
      { label: 'Service port', takes: 'integer', value: entry.port },
      { label: 'targetPort', takes: 'integer or name', value: entry.targetPort },
      { label: 'nodePort', takes: 'integer', value: entry.nodePort },
    ]),
    { label: 'healthCheckNodePort', takes: 'integer', value: service.healthCheckNodePort },
  ]
}

function containerFields(container: Container): readonly PortField[] {
  return [
    ...container.ports.items.flatMap((port): readonly PortField[] => [
      { label: 'containerPort', takes: 'integer', value: port.containerPort },
      { label: 'hostPort', takes: 'integer', value: port.hostPort },
    ]),
    ...probeFields(container),
  ]
}

function probeFields(container: Container): readonly PortField[] {
  return container.probes.flatMap(probe =>
    probe.handlers.map((handler): PortField => {
      const label = `${probe.of}.${handler.type}.port`
      return handler.type === 'grpc'
        ? { label, takes: 'integer', value: handler.port }
        : { label, takes: 'integer or name', value: handler.port }
    }),
  )
}

/** True for the digits that somebody put in quotes where a number belongs. */
export function isDigits(value: unknown): value is string {
  return typeof value === 'string' && /^\d+$/.test(value)
}

/** Containers whose ports share the pod's network at the same time. */
export function longLived(containers: readonly Container[]): readonly Container[] {
  return containers.filter(isLongLived)
}

/** "container api", or its place where the name is not known. */
export function containerText(container: Container): string {
  const name = valueOf(container.name)
  return name === undefined ? 'a container without name' : `container ${name}`
}
