import { buildRule } from '../run/rule.ts'

export const kustomizeRefused = buildRule({
  id: 'kustomize-refused',
  certainty: 'certain',
  since: '0.1.0',
  fix: 'none',
  docs: {
    title: 'Kustomization that cannot be built',
    what: 'Finds what makes `kubectl kustomize` give up: folders that include each other, patches that nobody can read, and the like.',
    why: [
      'Kustomize builds all of an overlay or nothing. One entry that it does not take stops `kubectl apply -k`, Flux and Argo CD alike.',
      'Portolan builds what is left without that entry, so that everything else is still checked, and says what the entry lacks.',
      '',
      'A file outside of the folder of its kustomization is information: kubectl refuses it, and takes it with',
      '`--load-restrictor LoadRestrictionsNone`, as Flux does. So is a chain of more than 200 kustomizations, which is not built here.',
      '',
      'What is missing is no finding: a file may be made before the build, a remote base is fetched, charts and plugins are run',
      'where they are allowed. The summary counts such builds, and nothing is concluded from what may be in the missing part.',
    ].join('\n'),
    instead: 'Run `kubectl kustomize` on the folder, and correct the entry that it names.',
    bad: manifest('PORT 8080'),
    good: manifest('PORT=8080'),
    sources: [
      'kustomize api/internal/target/kusttarget.go: AccumulateTarget',
      'kustomize api/internal/loader/fileloader.go',
    ],
    verify: ['kubectl kustomize .'],
  },
  *check({ is, what }, at) {
    if (is === 'refused') yield { at: at.span, message: `Kustomize refuses this: ${what}.` }
    if (is === 'outside')
      yield {
        at: at.span,
        message: `kubectl refuses this: ${what}; it takes it with --load-restrictor LoadRestrictionsNone.`,
        certainty: 'possible',
      }
    if (is === 'limit')
      yield { at: at.span, message: `This is not built, and not checked: ${what}.`, certainty: 'possible' }
  },
})

function manifest(literal: string): string {
  return `# file: kustomization.yaml
configMapGenerator:
  - name: shop-config
    literals:
      - ${literal}
`
}
