import type { Location, Uri } from '../base/place.ts'
import type { Span } from '../base/span.ts'
import { folderOf, joinPath } from '../base/uri.ts'
import { kustomizationFiles } from '../deploy/kustomization.ts'
import type { OpenDocument } from '../workspace/types.ts'
import type { Workspace } from '../workspace/workspace.ts'
import { child, type YamlNode, type YamlScalar } from '../yaml/node.ts'
import { declarationOf } from './symbol/symbol.ts'

export interface DocumentLink {
  /** Absolute in the file. */
  readonly span: Span
  readonly target: Uri | Location
  readonly tooltip: string
}

/** The files that a kustomization lists, and the Services that URLs in texts mean. */
export function documentLinks(workspace: Workspace, uri: Uri): readonly DocumentLink[] {
  if (workspace.statusOf(uri)?.kind !== 'analysed') return []
  return workspace
    .documentsOf(uri)
    .flatMap(document => [...fileLinks(workspace, document), ...urlLinks(workspace, document)])
}

function fileLinks(workspace: Workspace, { id, home, facts, tree }: OpenDocument): readonly DocumentLink[] {
  if (!facts.kustomization) return []
  return pathsIn(tree.root).flatMap(({ value, span, via }) => {
    const target = via || typeof value !== 'string' ? undefined : fileCalled(workspace, folderOf(home.uri), value)
    return target ? [{ span: workspace.locate({ document: id, span }).span, target, tooltip: 'Open this file' }] : []
  })
}

/** What a kustomization lists: files and folders in some lists, the `path` of the entries of another. */
function pathsIn(root: YamlNode | undefined): readonly YamlScalar[] {
  const items = (key: string): readonly (YamlNode | undefined)[] => {
    const list = child(root, key)
    return list?.kind === 'seq' ? list.items.map(({ value }) => value) : []
  }
  const listed = ['resources', 'bases', 'components', 'crds', 'configurations', 'patchesStrategicMerge'].flatMap(items)
  const patches = ['patches', 'patchesJson6902', 'replacements'].flatMap(items).map(patch => child(patch, 'path'))
  return [...listed, ...patches].filter(node => node?.kind === 'scalar')
}

/** A file in view, or the kustomization of a folder. */
function fileCalled(workspace: Workspace, folder: string, path: string): Uri | undefined {
  const file = joinPath(folder, path)
  return [file, ...kustomizationFiles.map(name => joinPath(file, name))].find(
    each => workspace.statusOf(each) !== undefined,
  )
}

function urlLinks(workspace: Workspace, { id, facts }: OpenDocument): readonly DocumentLink[] {
  return facts.resources.flatMap(resource =>
    resource.references.flatMap(reference => {
      if (!reference.site.startsWith('url-')) return []
      const end = workspace.graph.follow(reference, resource)
      const [service, another] = end.status === 'services' ? end.services : []
      if (!service || another) return []
      const target = workspace.locate(declarationOf({ is: 'service', service }).word)
      const { span } = workspace.locate({ document: id, span: reference.span })
      return [{ span, target, tooltip: 'Go to the Service' }]
    }),
  )
}
