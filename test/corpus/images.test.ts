import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { imageTable } from '../../server/src/core/k8s/knowledge/images.ts'
import { sharedFolder } from './shared.ts'

const facts = join(sharedFolder, 'reference/kubernetes-ports.md')
const present = existsSync(facts)
if (!present) console.info('Skipped: the table of images, because there is no ../shared/reference.')

/** Numbers of the second cell that are no ports: "since .NET 8", "since 25", "before 0.7". */
const versions = /since \S+ ?\d+|since \d+|before [\d.]+|\d+\.x|v\d/g

interface Row {
  readonly names: readonly string[]
  readonly ports: readonly number[]
}

/** The table of chapter 10: images that share a row are listed with commas or slashes between. */
function rowsOf(text: string): readonly Row[] {
  const chapter = text.slice(text.indexOf('\n## 10. '), text.indexOf('\n## Appendix'))
  const lines = chapter.split('\n').filter(line => line.startsWith('| ') && !line.startsWith('| image'))
  return lines.map(line => {
    const [, names = '', ports = ''] = line.split('|').map(cell => cell.trim())
    return {
      names: names
        .replaceAll(/\(.*?\)|:\S+/g, '')
        .split(/,| \/ /)
        .map(name => name.trim().split('/').at(-1) ?? ''),
      ports: [...ports.replaceAll(versions, '').matchAll(/(?<![\d.])\d{2,5}(?![\d.])/g)].map(match => Number(match[0])),
    }
  })
}

/** All that is known of an image by its last name, in whatever version. */
function portsOf(name: string): readonly number[] | undefined {
  const rows = imageTable.filter(row => row.repositories.some(repository => repository.split('/').at(-1) === name))
  return rows.length > 0 ? rows.flatMap(row => row.ports.map(port => port.number)) : undefined
}

/** In words, or by another name. */
const alias: Readonly<Record<string, string>> = {
  'cert-manager controller': 'cert-manager-controller',
  webhook: 'cert-manager-webhook',
  hasura: 'graphql-engine',
}

test.skipIf(!present)('every image of the facts is in the table, with all its ports', () => {
  const rows = rowsOf(readFileSync(facts, 'utf8'))
  expect(rows.length).toBeGreaterThan(70)
  const missing = rows
    .filter(({ ports, names }) => ports.length > 0 || names.length < 5)
    .flatMap(({ names, ports }) => {
      const known = names.map(name => portsOf(alias[name] ?? name))
      const unknown = names.filter((_, index) => known[index] === undefined).map(name => `${name} is not there`)
      const all = new Set(known.flatMap(each => each ?? []))
      return [...unknown, ...ports.filter(port => !all.has(port)).map(port => `${names.join()} without ${port}`)]
    })
  expect(missing).toEqual([])
})

test.skipIf(!present)('images that only hold a language or a system say nothing', () => {
  const [bare] = rowsOf(readFileSync(facts, 'utf8')).filter(({ names }) => names.includes('busybox'))
  expect(bare?.names.length).toBeGreaterThan(8)
  for (const name of bare?.names ?? []) expect(portsOf(name), name).toBeUndefined()
})
