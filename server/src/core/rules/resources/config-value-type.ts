import { spanOf } from '../../base/known.ts'
import { objectRule } from '../run/rule.ts'
import { fixWith, quotePlain } from '../support/edits.ts'
import { resourceText } from '../support/text.ts'

export const configValueType = objectRule({
  id: 'config-value-type',
  certainty: 'certain',
  since: '0.1.0',
  fix: 'sometimes',
  docs: {
    title: 'ConfigMap value that is not a string',
    what: 'Finds values under `data` of a ConfigMap that YAML reads as a number, a boolean or a block.',
    why: [
      'Everything under `data` is a string. YAML reads `PORT: 8080` as a number and `TLS: on` as a boolean, and the API server cannot',
      'decode that: `cannot unmarshal number into Go struct field ConfigMap.data of type string`. Containers that take their',
      'variables or their configuration from it do not start until it is there.',
      '',
      'A block below a key is a mapping, not a file: a file begins with `|`.',
    ].join('\n'),
    instead: 'Put numbers and booleans in quotes, and begin a file with `|`.',
    bad: manifest('8080'),
    good: manifest('"8080"'),
    sources: ['kubernetes/api core/v1 types.go: ConfigMap.Data (map of strings)'],
    verify: ['kubectl apply --dry-run=server -f shop.yaml'],
  },
  *check(resource, graph) {
    if (resource.is !== 'configMap' || graph.isPart(resource)) return
    for (const { key, value, typed } of resource.data) {
      if (!typed) continue
      const at = spanOf(value)
      yield {
        at,
        message: `${key} of ${resourceText(resource)} must be a string: YAML reads something else here, and the API server refuses it.`,
        fixes: context =>
          fixWith(
            { title: 'Put it in quotes', applicability: 'safe', preferred: true },
            quotePlain(context, resource.document, at),
          ),
      }
    }
  },
})

function manifest(port: string): string {
  return `apiVersion: v1
kind: ConfigMap
metadata:
  name: shop
data:
  PORT: ${port}
  HOST: shop
`
}
