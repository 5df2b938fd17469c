import { siteOf } from '../../k8s/sites/table.ts'
import type { Occurrence } from '../symbol/symbol.ts'
import type { Group } from './change.ts'

/** Under which heading a preview shows a change. */
export function groupOf({ role, by, in: { kind } }: Occurrence): Group {
  if (role === 'declaration') return { label: 'Declaration' }
  if (by === 'targetPort' || by === 'port') return { label: 'targetPort of Services' }
  if (by === 'serviceName') return { label: 'serviceName of StatefulSets' }
  if (/Probe$|^p(?:ost|re)St/.test(by)) return { label: 'Probes and hooks' }
  if (by.startsWith('url-')) return inTexts
  return siteOf(by).text ? { label: `Annotations and texts of a ${kind}` } : { label: kind }
}

const inTexts: Group = {
  label: 'URLs in texts',
  description: 'Found by their form: look whether the text means this Service.',
  confirm: true,
}
