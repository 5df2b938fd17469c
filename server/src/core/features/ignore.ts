import type { Uri } from '../base/place.ts'
import { contains, type Span } from '../base/span.ts'
import { fileNameOf } from '../base/uri.ts'
import { configFileNames } from '../config/fileNames.ts'
import { labelValue } from '../k8s/facts/labels.ts'
import type { Resource } from '../k8s/facts/resource.ts'
import type { DocumentEdit, FixContext } from '../rules/run/rule.ts'
import { ignoreAnnotation } from '../rules/run/suppress.ts'
import { addEntry, replaceScalar } from '../rules/support/edits.ts'
import { addMapping, entryWithValue } from '../rules/support/referenceEdits.ts'
import { resourceText } from '../rules/support/text.ts'
import type { FileEdit, LocatedFinding, OpenDocument } from '../workspace/types.ts'
import type { Workspace } from '../workspace/workspace.ts'
import { lineBreakOf } from '../yaml/edit/lines.ts'
import { entryOf, type YamlNode } from '../yaml/node.ts'
import { parseDocument } from '../yaml/parse.ts'

/** One way to be told no more of a finding. */
export interface Ignoring {
  readonly title: string
  readonly edits: readonly FileEdit[]
}

/**
 * Every form of silence for a finding, from the narrowest to the widest: this line, this document, this resource, and the rule
 * as a whole. A form is left out where it cannot be written: comments in JSON and within a text of several lines.
 */
export function waysToIgnore(workspace: Workspace, finding: LocatedFinding): readonly Ignoring[] {
  const { rule, origin } = finding
  const open = workspace.document(origin.at.document)
  const resource = open?.facts.resources.find(each => each.id === finding.resource)
  if (!open || !resource) return []
  const context: FixContext = { document: id => workspace.document(id)?.tree ?? open.tree }
  const configured = inConfiguration(workspace, finding.at.uri, rule)
  const ways: readonly { readonly title: string; readonly edit: FileEdit | undefined }[] = [
    { title: `Ignore ${rule} on this line`, edit: located(workspace, open, onLine(open, origin.at.span, rule)) },
    { title: `Ignore ${rule} in this document`, edit: located(workspace, open, inDocument(open, rule)) },
    {
      title: `Ignore ${rule} on ${resourceText(resource)}`,
      edit: located(workspace, open, onResource(context, resource, rule)),
    },
    { title: `Turn ${rule} off in ${configurationName(configured)}`, edit: configured },
  ]
  return ways.flatMap(({ title, edit }) => (edit ? [{ title, edits: [edit] }] : []))
}

function located(
  workspace: Workspace,
  { id }: OpenDocument,
  edit: Omit<DocumentEdit, 'document'> | undefined,
): FileEdit | undefined {
  return edit && { ...workspace.locate({ document: id, span: edit.span }), newText: edit.newText }
}

/** A comment of its own above the line: at its end there may be no room, or a comment already. */
function onLine({ tree }: OpenDocument, at: Span, rule: string): Omit<DocumentEdit, 'document'> | undefined {
  const { text, root } = tree
  if (!root || !isBlock(root) || isWithinText(root, at, text)) return undefined
  const lineStart = text.lastIndexOf('\n', at.start - 1) + 1
  const indent = /^[ \t]*/.exec(text.slice(lineStart))?.[0] ?? ''
  return insertion(lineStart, `${indent}# portolan-ignore ${rule}${lineBreakOf(text)}`)
}

function inDocument({ tree }: OpenDocument, rule: string): Omit<DocumentEdit, 'document'> | undefined {
  const { text, root } = tree
  if (!root || !isBlock(root)) return undefined
  const lineStart = text.lastIndexOf('\n', root.span.start - 1) + 1
  return insertion(lineStart, `# portolan-ignore-document ${rule}${lineBreakOf(text)}`)
}

function onResource(context: FixContext, resource: Resource, rule: string): DocumentEdit | undefined {
  const { annotations, document, name } = resource
  const written = labelValue(annotations, ignoreAnnotation)?.value
  if (written) {
    return written.kind === 'known' ? replaceScalar(context, document, written, `${written.value}, ${rule}`) : undefined
  }
  if (annotations.span) return addEntry(context, document, annotations.span, { key: ignoreAnnotation, value: rule })
  if (name.kind !== 'known' || name.via) return undefined
  const entry = entryWithValue(context.document(document).root, name.span)
  return entry && addMapping(context, document, entry, 'annotations', [{ key: ignoreAnnotation, value: rule }])
}

function configurationName(edit: FileEdit | undefined): string {
  return edit ? fileNameOf(edit.uri) : configFileNames[0]
}

/** In the nearest configuration file there is. */
function inConfiguration(workspace: Workspace, uri: Uri, rule: string): FileEdit | undefined {
  const file = workspace.configurationFor(uri)
  if (!file) return undefined
  const { root } = parseDocument(file.text)
  const rules = entryOf(root, 'rules')
  const lineBreak = lineBreakOf(file.text)
  if (!rules) {
    const gap = file.text === '' || file.text.endsWith('\n') ? '' : lineBreak
    return { uri: file.uri, ...insertion(file.text.length, `${gap}rules:${lineBreak}  ${rule}: off${lineBreak}`) }
  }
  const levels = rules.value
  if (levels?.kind !== 'map' || levels.flow) return undefined
  const set = levels.entries.find(entry => entry.key.value === rule)
  if (set) return set.value?.kind === 'scalar' ? { uri: file.uri, span: set.value.span, newText: 'off' } : undefined
  const [first] = levels.entries
  if (!first) return undefined
  const lineStart = file.text.lastIndexOf('\n', first.span.start - 1) + 1
  const indent = file.text.slice(lineStart, first.span.start)
  return { uri: file.uri, ...insertion(lineStart, `${indent}${rule}: off${lineBreak}`) }
}

function insertion(at: number, newText: string): Omit<DocumentEdit, 'document'> {
  return { span: { start: at, end: at }, newText }
}

/** Comments are possible where the root is written in lines; JSON has none. */
function isBlock(root: YamlNode): boolean {
  return root.kind === 'map' && !root.flow
}

/** True within a scalar or a flow collection that goes over several lines: a comment in it would be a part of it, or break it. */
function isWithinText(node: YamlNode, at: Span, text: string): boolean {
  const lines = text.slice(node.span.start, node.span.end).includes('\n')
  const isWhole = node.kind === 'scalar' || node.kind === 'unknown' || node.flow
  if (isWhole) return lines && text.lastIndexOf('\n', at.start - 1) >= node.span.start
  const children = node.kind === 'map' ? node.entries.map(entry => entry.value) : node.items.map(item => item.value)
  const child = children.find(each => each !== undefined && contains(each.span, at))
  return child !== undefined && isWithinText(child, at, text)
}
