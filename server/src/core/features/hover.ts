import { assertNever } from '../base/assert.ts'
import type { Uri } from '../base/place.ts'
import { type Span, touches } from '../base/span.ts'
import type { Service } from '../k8s/facts/service.ts'
import type { OpenDocument } from '../workspace/types.ts'
import type { Workspace } from '../workspace/workspace.ts'
import { nodeAt } from '../yaml/cursor.ts'
import { containerPortBody } from './hover/containerPort.ts'
import { podBody } from './hover/pod.ts'
import { probeBody } from './hover/probe.ts'
import { probeSettingBody } from './hover/probeSetting.ts'
import { referenceBody } from './hover/reference.ts'
import { type Body, render } from './hover/render.ts'
import { serviceBody } from './hover/service.ts'
import { servicePortBody } from './hover/servicePort.ts'
import { serviceSettingBody } from './hover/serviceSetting.ts'
import { sysctlBody } from './hover/sysctl.ts'
import { itemAt, referenceAt, type ServiceField, type ServicePortField, type Target, targetAt } from './hover/target.ts'
import { type View, viewFrom } from './hover/view.ts'

export interface Hover {
  /** The key or the value under the cursor, absolute in the file. */
  readonly span: Span
  readonly markdown: string
}

/**
 * What the field under the cursor is and does in this very manifest, or `undefined` where Portolan has nothing to say: other
 * fields, other YAML, templates of Helm charts.
 *
 * @param offset absolute in the file
 */
export function hover(workspace: Workspace, uri: Uri, offset: number): Hover | undefined {
  const found = bodyAt(workspace, uri, offset)
  return found && { span: found.span, markdown: render(found.body) }
}

/** What a hover says, before it is Markdown. */
interface Found {
  readonly span: Span
  readonly body: Body
  /** True where it is about a Service as a whole, or an entry of its ports. */
  readonly whole: boolean
}

export function bodyAt(
  workspace: Workspace,
  uri: Uri,
  offset: number,
  view = viewFrom(workspace, uri),
): Found | undefined {
  if (workspace.statusOf(uri)?.kind !== 'analysed') return undefined
  const [here] = workspace.at(uri, offset)
  const found = here && bodyIn(here.document, here.offset, view)
  if (!found) return undefined
  const written = workspace.locate({ document: here.document.id, span: found.span })
  // What a build prints in the place of this may be written in another file.
  const isHere = written.uri === uri && touches(written.span, offset)
  return { ...found, span: isHere ? written.span : { start: offset, end: offset } }
}

/** The same in one document. Offset and span are relative to it. */
export function bodyIn(
  document: Pick<OpenDocument, 'text' | 'tree' | 'facts'>,
  at: number,
  view: View,
): Found | undefined {
  const field = fieldAt(document, at) ?? itemAt(document, at)
  if (field) {
    const { target, span } = field
    const whole = (target.kind === 'service' || target.kind === 'service-port') && isWhole(target.field)
    return { span, body: bodyOf(view, target), whole }
  }
  const pointer = referenceAt(document.facts, at)
  return pointer && { span: pointer.span, body: referenceBody(view, pointer.reference, pointer.from), whole: false }
}

function isWhole(field: ServiceField | ServicePortField): boolean {
  return field === 'whole' || field === 'item'
}

/** A field of a Service, a container port or a probe, with the key or the value that the cursor touches. */
function fieldAt(
  document: Pick<OpenDocument, 'tree' | 'facts'>,
  at: number,
): { readonly target: Target; readonly span: Span } | undefined {
  const cursor = nodeAt(document.tree, at)
  if (!cursor?.entry || cursor.side === 'gap') return undefined
  const { entry, side } = cursor
  const target = targetAt(document.facts, entry)
  const span = side === 'value' && entry.value ? (entry.value.via ?? entry.value.span) : entry.key.span
  return target && { target, span }
}

function bodyOf(view: View, target: Target): Body {
  switch (target.kind) {
    case 'service-port':
      return servicePortBody(view, asPart(view, target.service), target.port, target.field)
    case 'service':
      return serviceBody(view, asPart(view, target.service), target.field)
    case 'service-setting':
      return serviceSettingBody(view, asPart(view, target.service), target.field)
    case 'container-port':
      return containerPortBody(view, target, target.field)
    case 'pod':
      return podBody(view, target, target.field)
    case 'sysctl':
      return sysctlBody(view, target)
    case 'probe-setting':
      return probeSettingBody(view, target, target.field)
    case 'probe':
      return probeBody(view, target, target.field)
    default:
      return assertNever(target)
  }
}

/** A Service in a file of patches says as little about what it leaves out as a fragment does. */
function asPart(view: View, service: Service): Service {
  return view.graph.isPart(service) ? { ...service, fragment: true } : service
}
