import { buildRule } from '../run/rule.ts'

export const kustomizePatchTarget = buildRule({
  id: 'kustomize-patch-target',
  certainty: 'certain',
  since: '0.1.0',
  fix: 'sometimes',
  docs: {
    title: 'Kustomize patch for something that is not there',
    what: 'Finds a patch that names an object which the kustomization does not build, or builds twice.',
    why: [
      'A strategic-merge patch names what it changes by its own `apiVersion`, `kind`, `metadata.name` and `metadata.namespace`. All four',
      'must be those of one object of the build, as it is at that step or as it was written. Where none is found, or several are, Kustomize',
      'builds nothing at all: `kubectl apply -k`, Flux and Argo CD stop with an error.',
      '',
      'Nothing is said where a part of the build is not in view, such as a remote base: the object may come from there. A list',
      'of operations (JSON 6902) and a patch with a `target` change whatever is selected; that may be nothing.',
    ].join('\n'),
    instead: 'Write the name, kind, apiVersion and namespace of the object, or add the object to `resources`.',
    bad: manifest('shop-confg'),
    good: manifest('shop-config'),
    sources: ['kustomize api/resmap/reswrangler.go: GetById', 'kustomize api/internal/builtins/PatchTransformer.go'],
    verify: ['kubectl kustomize .'],
  },
  *check({ is, what, meant }, at) {
    if (is !== 'patch-target') return
    yield {
      at: at.span,
      message: `Kustomize refuses this patch: ${what}.`,
      *fixes(context) {
        if (meant === undefined) return
        const written = context.document(at.document).text.slice(at.span.start, at.span.end)
        const [quote = ''] = /^["']/.exec(written) ?? []
        yield {
          title: `Change it to ${meant}`,
          applicability: 'unsafe',
          preferred: true,
          edits: [{ document: at.document, span: at.span, newText: `${quote}${meant}${quote}` }],
        }
      },
    }
  },
})

function manifest(name: string): string {
  return `# file: kustomization.yaml
configMapGenerator:
  - name: shop-config
    literals:
      - PORT=8080
patches:
  - path: labels.yaml
# file: labels.yaml
apiVersion: v1
kind: ConfigMap
metadata:
  name: ${name}
  labels:
    team: shop
`
}
