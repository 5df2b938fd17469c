import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Uri } from '../../../server/src/core/base/place.ts'
import {
  canonicalUri,
  childUri,
  fileUri,
  foldersAbove,
  folderUri,
  joinPath,
  pathIn,
} from '../../../server/src/core/base/uri.ts'

test.for([
  ['file:///repo/a%40b.yaml', 'file:///repo/a%40b.yaml'],
  ['file:///repo/a@b.yaml', 'file:///repo/a%40b.yaml'],
  ['file:///repo/web:1.yaml', 'file:///repo/web%3A1.yaml'],
  ['file:///repo/web%7E1.yaml', 'file:///repo/web~1.yaml'],
  ['file:///repo/%61.yaml', 'file:///repo/a.yaml'],
  ['file:///C:/repo/a.yaml', 'file:///c%3A/repo/a.yaml'],
  ['file:///c%3a/repo/a.yaml', 'file:///c%3A/repo/a.yaml'],
  ['file:///repo/C:/a.yaml', 'file:///repo/C%3A/a.yaml'],
  ['file:///repo/a b.yaml', 'file:///repo/a%20b.yaml'],
  ['file:///repo/100%.yaml', 'file:///repo/100%25.yaml'],
  ['file:///repo/a%2520b.yaml', 'file:///repo/a%2520b.yaml'],
  ['file:///repo/a.yaml?version=1#L3', 'file:///repo/a.yaml'],
  ['vscode-vfs://github/o/r/ä.yaml', 'vscode-vfs://github/o/r/%C3%A4.yaml'],
  ['untitled:Untitled-1', 'untitled:Untitled-1'],
  ['file:///repo/\ud800.yaml', 'file:///repo/%EF%BF%BD.yaml'],
  ['no: scheme at all', 'no:%20scheme%20at%20all'],
  ['a b:c', 'a b:c'],
] as const)('%s is the file %s', ([uri, canonical]) => {
  expect(canonicalUri(uri)).toBe(canonical)
})

test.for([
  ['file:///repo/', 'file:///repo', ['file://']],
  ['file:///repo/a//', 'file:///repo/a', ['file:///repo', 'file://']],
  ['file:///', 'file://', []],
  ['vscode-vfs://github/o/r', 'vscode-vfs://github/o/r', ['vscode-vfs://github/o', 'vscode-vfs://github']],
  ['memory:/shop', 'memory:/shop', ['memory:']],
] as const)('%s is the folder %s', ([uri, folder, above]) => {
  expect(folderUri(uri)).toBe(folder)
  expect([...foldersAbove(folderUri(uri))]).toEqual(above)
})

const name = fc.string({ unit: 'grapheme', minLength: 1 }).filter(text => !/[/\\]|^\.\.?$/.test(text))
const names = fc.oneof(
  name,
  fc.constantFrom('web:1.yaml', 'C:', 'web~1.yaml', '50%.yaml', 'a%20b.yaml', "it's (1)!.yaml"),
)

test('the canonical spelling of a canonical spelling is itself', () => {
  fc.assert(
    fc.property(fc.webUrl({ withFragments: false }), uri => {
      expect(canonicalUri(canonicalUri(uri))).toBe(canonicalUri(uri))
    }),
  )
})

test('a file has one spelling, whether it is found in its folder, named by its path, or said by an editor', () => {
  fc.assert(
    fc.property(fc.array(names, { minLength: 1, maxLength: 3 }), parts => {
      const folder = folderUri('file:///repo/')
      const path = parts.join('/')
      const uri = parts.reduce<Uri>(childUri, folder)
      expect(fileUri(`/repo/${path}`)).toBe(uri)
      expect(canonicalUri(uri)).toBe(uri)
      expect(canonicalUri(`file:///repo/${parts.map(encodeURIComponent).join('/')}`)).toBe(uri)
      expect(pathIn(folder, uri)).toBe(path)
    }),
  )
})

test('what a kustomization names is spelt like what was found', () => {
  fc.assert(
    fc.property(names, file => {
      const folder = folderUri('file:///repo/a@b')
      expect(joinPath(folder, file)).toBe(childUri(folder, file))
      expect(joinPath(folder, `../x/./${file}`)).toBe(childUri(folderUri('file:///repo/x'), file))
    }),
  )
})
