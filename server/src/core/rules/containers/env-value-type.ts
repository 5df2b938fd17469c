import type { Known } from '../../base/known.ts'
import type { Container } from '../../k8s/facts/container.ts'
import { workloadRule } from '../run/rule.ts'
import { fixWith, quotePlain } from '../support/edits.ts'
import { containerText } from '../support/portFields.ts'

export const envValueType = workloadRule({
  id: 'env-value-type',
  certainty: 'certain',
  since: '0.1.0',
  fix: 'sometimes',
  docs: {
    title: 'Variable or argument that is not a string',
    what: 'Finds values of `env` and items of `args` and `command` that YAML reads as a number, a boolean or a mapping.',
    why: [
      'Values of variables and arguments are strings. YAML reads `value: 8080` as a number and `value: yes` as a boolean, and the',
      'API server cannot decode that: `cannot unmarshal number into Go struct field EnvVar.spec.containers.env.value of type',
      'string`. It happens with ports more than with anything else, since everywhere around they are numbers without quotes.',
      '',
      'In `args` an item such as `- port: 8080` is a mapping; what was meant is `- "--port=8080"` or `- "port: 8080"`.',
    ].join('\n'),
    instead: 'Put the value in quotes.',
    bad: manifest('8080'),
    good: manifest('"8080"'),
    sources: ['kubernetes/api core/v1 types.go: EnvVar.Value, Container.Args, Container.Command (strings)'],
    verify: ['kubectl apply --dry-run=server -f shop.yaml'],
  },
  *check(workload) {
    for (const pod of workload.pods) {
      for (const container of pod.containers) {
        for (const { value, called } of textsOf(container)) {
          if (value.kind !== 'unknown' || value.why !== 'type') continue
          const { span } = value
          yield {
            at: span,
            message: `${called} of ${containerText(container)} must be a string: YAML reads something else here, and the API server refuses it.`,
            fixes: context =>
              fixWith(
                { title: 'Put it in quotes', applicability: 'safe', preferred: true },
                quotePlain(context, pod.document, span),
              ),
          }
        }
      }
    }
  },
})

interface Text {
  readonly value: Known<string>
  /** As messages call it. */
  readonly called: string
}

function textsOf({ env, args, command }: Container): readonly Text[] {
  return [
    ...env.map(({ name, value }) => ({ value, called: `env ${name.kind === 'known' ? name.value : 'value'}` })),
    ...args.map(value => ({ value, called: 'An item of args' })),
    ...command.map(value => ({ value, called: 'An item of command' })),
  ]
}

function manifest(port: string): string {
  return `apiVersion: apps/v1
kind: Deployment
metadata:
  name: shop
spec:
  selector:
    matchLabels:
      app: shop
  template:
    metadata:
      labels:
        app: shop
    spec:
      containers:
        - name: shop
          image: example.com/shop:1
          env:
            - name: PORT
              value: ${port}
          ports:
            - containerPort: 8080
`
}
