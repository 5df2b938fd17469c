import { type Known, valueOf } from '../../base/known.ts'
import type { Container, ContainerPort } from '../../k8s/facts/container.ts'
import { isPortNumber, type PortNumber } from '../../k8s/facts/port.ts'
import { type Body, code } from './render.ts'
import { say } from './sentence.ts'
import { containerPortFacts as facts } from './sentences/containerPort.ts'
import type { InContainer } from './target.ts'
import { shown, type View } from './view.ts'

/** A container port, and what it belongs to. */
export type PortTarget = InContainer & { readonly port: ContainerPort }

/** A number that the API server refuses gets no other words. */
export function refusedNumber(view: View, { workload }: PortTarget, field: Known<PortNumber>): Body | undefined {
  if (field.kind !== 'known' || isPortNumber(field.value)) return undefined
  return { lead: [say(facts.containerPortInvalid, { value: code(view.written(workload.document, field.span)) })] }
}

export function words(view: View, { workload, container, port }: PortTarget): { container: string; number: string } {
  const number = port.containerPort.kind === 'absent' ? 'a port' : shown(view, workload.document, port.containerPort)
  return { container: containerName(container), number }
}

export function containerName(container: Container): string {
  return code(valueOf(container.name) ?? '<name>')
}
