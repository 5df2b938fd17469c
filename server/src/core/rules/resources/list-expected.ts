import type { DocumentId } from '../../base/place.ts'
import type { WrongType } from '../../k8s/facts/mistake.ts'
import { type Fix, type FixContext, resourceRule } from '../run/rule.ts'
import { fixWith, isJson } from '../support/edits.ts'
import { addDash } from '../support/structureEdits.ts'

export const listExpected = resourceRule({
  id: 'list-expected',
  certainty: 'certain',
  since: '0.1.0',
  fix: 'sometimes',
  docs: {
    title: 'Ports or containers that are no list of entries',
    what: 'Finds `ports` and `containers` that are a mapping because a dash is missing, and entries that are bare numbers.',
    why: [
      '`ports`, `containers` and `initContainers` are lists of mappings. Without the dash before its first field YAML reads one',
      'mapping, and the API server cannot decode it: `cannot unmarshal object into Go struct field ServiceSpec.spec.ports of type',
      '[]v1.ServicePort`. The same goes for `- 8080`, and for `- "8080:80"` as Docker Compose writes it: an entry is a mapping',
      'with `port` or `containerPort` in it.',
    ].join('\n'),
    instead: 'Begin each entry with a dash and its first field: `- port: 80`.',
    bad: manifest(['    port: 80', '    targetPort: 8080']),
    good: manifest(['    - port: 80', '      targetPort: 8080']),
    sources: ['kubernetes/api core/v1 types.go: ServiceSpec.Ports, PodSpec.Containers, Container.Ports'],
    covers: ['C1', 'S14'],
    verify: ['kubectl apply --dry-run=server -f shop.yaml'],
  },
  *check(resource) {
    for (const mistake of resource.mistakes) {
      if (mistake.is !== 'wrongType') continue
      yield {
        at: mistake.found === 'entry' || mistake.found === 'mapping' ? mistake.keySpan : mistake.span,
        message: messageOf(mistake),
        fixes: context => fixesOf(context, resource.document, mistake),
      }
    }
  },
})

function messageOf({ key, found, number, itemField }: WrongType): string {
  switch (found) {
    case 'entry':
      return `${key} is a mapping here, and Kubernetes takes a list: the dash before its first field is missing.`
    case 'mapping':
      return `${key} is a mapping here, and Kubernetes takes a list with one entry for each.`
    case 'value':
      return `${key} is a single value here, and Kubernetes takes a list of mappings${example(itemField, number)}.`
    case 'item':
      return `This entry of ${key} is a bare value, and Kubernetes takes a mapping${example(itemField, number)}.`
  }
}

function example(itemField: string | undefined, number: number | undefined): string {
  return itemField === undefined ? '' : `, such as "- ${itemField}: ${number ?? 8080}"`
}

function fixesOf(context: FixContext, document: DocumentId, mistake: WrongType): readonly Fix[] {
  if (mistake.found === 'entry')
    return fixWith(
      { title: 'Add the dash', applicability: 'safe', preferred: true },
      addDash(context, document, mistake.span),
    )
  const { number, itemField, span } = mistake
  if (mistake.found !== 'item' || number === undefined || itemField === undefined) return []
  const { text } = context.document(document)
  const inFlow = !/-[ \t]+$/.test(text.slice(0, span.start))
  const field = `${isJson(context.document(document)) ? JSON.stringify(itemField) : itemField}: ${number}`
  return fixWith(
    { title: `Write it as ${itemField}: ${number}`, applicability: 'unsafe', preferred: true },
    { document, span, newText: inFlow ? `{${field}}` : field },
  )
}

function manifest(ports: readonly string[]): string {
  return `apiVersion: v1
kind: Service
metadata:
  name: shop
spec:
  selector:
    app: shop
  ports:
${ports.join('\n')}
`
}
