import type { DocumentId, Uri } from '../../server/src/core/base/place.ts'
import type { Settings } from '../../server/src/core/config/settings.ts'
import type { Graph } from '../../server/src/core/graph/graph.ts'
import type { Service } from '../../server/src/core/k8s/facts/service.ts'
import type { PodTemplate, Workload } from '../../server/src/core/k8s/facts/workload.ts'
import { Workspace } from '../../server/src/core/workspace/workspace.ts'

/** A workspace with these files, and short ways to what a test wants from it. */
export interface View {
  readonly workspace: Workspace
  readonly graph: Graph
  service(name: string): Service
  workload(name: string): Workload
  pod(name: string): PodTemplate
  pathOf(document: DocumentId): string
}

export const root = 'file:///w'

export function uriOf(path: string): Uri {
  return `${root}/${path}` as Uri
}

/** Failures of rules are failures of the test. */
export function inView(files: Readonly<Record<string, string>>, settings: Partial<Settings> = {}): View {
  const workspace = new Workspace({
    folders: [root as Uri],
    onRuleFailure: ({ rule, error }) => {
      throw new Error(`rule ${rule} threw`, { cause: error })
    },
  })
  workspace.configure(settings)
  workspace.apply(Object.entries(files).map(([path, text]) => ({ uri: uriOf(path), text })))
  // What is deployed comes before what it was made from.
  const everything = { start: 0, end: Infinity }
  const resources = workspace
    .files()
    .flatMap(uri => workspace.partsOf(uri, everything).flatMap(({ document }) => document.facts.resources))
  const find = <T>(what: string, found: T | undefined): T => {
    if (found === undefined) throw new Error(`no ${what} in view`)
    return found
  }
  const view: View = {
    workspace,
    graph: workspace.graph,
    service: name =>
      find(
        `Service ${name}`,
        resources.find(
          (each): each is Service => each.is === 'service' && each.name.kind === 'known' && each.name.value === name,
        ),
      ),
    workload: name =>
      find(
        `workload ${name}`,
        resources.find(
          (each): each is Workload => each.is === 'workload' && each.name.kind === 'known' && each.name.value === name,
        ),
      ),
    pod: name => find(`pod of ${name}`, view.workload(name).pods[0]),
    pathOf: document => find(`document ${document}`, workspace.document(document)).home.uri.slice(root.length + 1),
  }
  return view
}

/** A Service as one short document. @param selector pairs in flow style: `app: web, tier: front` */
export function service(name: string, selector: string, ports = '{port: 80, targetPort: 8080}'): string {
  return `apiVersion: v1\nkind: Service\nmetadata: {name: ${name}}\nspec: {${selector ? `selector: {${selector}}, ` : ''}ports: [${ports}]}\n`
}

/** A Deployment as one short document. */
export function workload(name: string, labels: string, ports = '{containerPort: 8080}'): string {
  return [
    'apiVersion: apps/v1',
    'kind: Deployment',
    `metadata: {name: ${name}}`,
    'spec:',
    `  selector: {matchLabels: {app: ${name}}}`,
    '  template:',
    `    metadata: {labels: {${labels}}}`,
    `    spec: {containers: [{name: main, image: example/main, ports: [${ports}]}]}`,
    '',
  ].join('\n')
}
