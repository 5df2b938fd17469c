import type { DocumentId } from '../../base/place.ts'
import type { DuplicateKey } from '../../k8s/facts/mistake.ts'
import { lineBreakOf, textBefore } from '../../yaml/edit/lines.ts'
import { type Fix, type FixContext, resourceRule } from '../run/rule.ts'
import { fixWith, removeField } from '../support/edits.ts'

export const keyDuplicate = resourceRule({
  id: 'key-duplicate',
  certainty: 'likely',
  since: '0.1.0',
  fix: 'sometimes',
  docs: {
    title: 'Key that one mapping has twice',
    what: 'Finds duplicate keys around ports, with different values, and two resources without `---` between them.',
    why: [
      'YAML forbids a key that stands twice in one mapping. `kubectl` takes it without a word: the last one counts, and what stands',
      'under the first is lost. Kustomize and other tools refuse the file. So a second `ports:` does not add to the first, it',
      'takes its place, and a container that seems to have three ports has one.',
      '',
      'Where `apiVersion` and `kind` stand there twice, a line `---` is missing between two resources. Only the second one is',
      'applied; the first is gone, and whatever it was for fails.',
    ].join('\n'),
    instead: 'Join the two blocks, remove the one that is wrong, or write `---` between two resources.',
    bad: manifest(''),
    good: manifest('---\n'),
    sources: [
      'sigs.k8s.io/yaml goyaml.v2 decode.go: a duplicate key is an error in strict mode only',
      'YAML 1.2.2, 3.2.1.3: keys of a mapping are unique',
    ],
    verify: ['kubectl apply --dry-run=client -o yaml -f shop.yaml'],
  },
  *check(resource) {
    for (const mistake of resource.mistakes) {
      if (mistake.is !== 'duplicate') continue
      yield {
        at: mistake.resource ? mistake.keptValue : mistake.lostKey,
        message: mistake.resource
          ? `A second resource begins at this ${mistake.key}, without a line --- before it: the first one is lost.`
          : `${mistake.key} stands twice in this mapping with different values: this one is lost, the last one counts.`,
        related: [
          {
            at: { document: resource.document, span: mistake.resource ? mistake.lostKey : mistake.keptKey },
            message: mistake.resource ? 'The first resource begins here' : `This ${mistake.key} counts`,
          },
        ],
        fixes: context => fixesOf(context, resource.document, mistake),
      }
    }
  },
})

function fixesOf(context: FixContext, document: DocumentId, mistake: DuplicateKey): readonly Fix[] {
  if (!mistake.resource) {
    return fixWith(
      { title: `Remove the first ${mistake.key}`, applicability: 'unsafe' },
      removeField(context, document, mistake.lostKey),
    )
  }
  const { text } = context.document(document)
  const { start } = mistake.keptKey
  if (textBefore(text, start) !== '') return []
  return fixWith(
    { title: 'Separate the two resources by ---', applicability: 'unsafe', preferred: true },
    { document, span: { start, end: start }, newText: `---${lineBreakOf(text)}` },
  )
}

function manifest(separator: string): string {
  return `apiVersion: v1
kind: Service
metadata:
  name: shop
spec:
  selector:
    app: shop
  ports:
    - port: 80
${separator}apiVersion: v1
kind: Service
metadata:
  name: shop-admin
spec:
  selector:
    app: shop
  ports:
    - port: 9090
`
}
