import type { Setting, SettingsGroup } from './setting.ts'

/** What stands between the lines of a document. May differ from folder to folder. */
export const displaySettings: SettingsGroup = {
  title: 'Inlay hints and code lenses',
  order: 3,
  properties: {
    'portolan.inlayHints.portNumber': shown('The number behind the name of a port: `targetPort: http` → 8080.'),
    'portolan.inlayHints.implicitTargetPort': shown('The targetPort of a Service port that has none of its own.'),
    'portolan.inlayHints.selects': shown('What the selector of a Service picks: `selects Deployment api`.'),
    'portolan.inlayHints.nodePortBand': shown(
      'Whether a nodePort lies in the band that is left for picking by hand, or in the one from which the cluster assigns.',
    ),
    'portolan.inlayHints.usedBy': shown('Who uses a container port: Services, probes, policies, monitors.'),
    'portolan.codeLens.enabled': shown(
      'Lines above Services, workloads, Ingresses and routes: where each port leads, who points here, and what is wrong ' +
        'on the way. For editors whose client has the commands behind them.',
    ),
  },
}

function shown(markdownDescription: string): Setting {
  return { type: 'boolean', scope: 'resource', default: true, markdownDescription }
}
