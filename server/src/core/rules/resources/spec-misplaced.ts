import { resourceRule } from '../run/rule.ts'
import { fixWith } from '../support/edits.ts'
import { moveUp } from '../support/structureEdits.ts'
import { resourceText } from '../support/text.ts'

export const specMisplaced = resourceRule({
  id: 'spec-misplaced',
  certainty: 'certain',
  since: '0.1.0',
  fix: 'sometimes',
  docs: {
    title: 'Resource whose spec stands under metadata',
    what: 'Finds a `spec` that is indented into `metadata`, so that the resource has none.',
    why: [
      'To Kubernetes the resource is empty: a Deployment without pods, a Service without ports. The API server refuses it, for the',
      'field that `metadata` does not have or for those that `spec` needs. What shows in other places is only the effect: a',
      'Service that selects no pod, a port that nobody serves.',
    ].join('\n'),
    instead: 'Indent `spec` and everything in it as far as `metadata`.',
    bad: `apiVersion: v1
kind: Service
metadata:
  name: shop
  spec:
    selector:
      app: shop
    ports:
      - port: 80
`,
    good: `apiVersion: v1
kind: Service
metadata:
  name: shop
spec:
  selector:
    app: shop
  ports:
    - port: 80
`,
    sources: [
      'k8s.io/apimachinery/pkg/apis/meta/v1/types.go: ObjectMeta',
      'kubernetes pkg/apis/core/validation/validation.go: ValidateService (spec.ports is required)',
      'kubernetes pkg/apis/apps/validation/validation.go: ValidateDeploymentSpec (spec.selector is required)',
    ],
    verify: ['kubectl apply --dry-run=server -f shop.yaml'],
  },
  *check(resource) {
    const { misplacedSpec } = resource
    if (!misplacedSpec) return
    yield {
      at: misplacedSpec,
      message: `spec stands under metadata, so ${resourceText(resource)} has none: it belongs beside metadata.`,
      fixes: context =>
        fixWith(
          { title: 'Move spec beside metadata', applicability: 'unsafe', preferred: true },
          ...moveUp(context, resource.document, misplacedSpec),
        ),
    }
  },
})
