import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Uri } from '../../../server/src/core/base/place.ts'
import { joinPath } from '../../../server/src/core/graph/paths.ts'
import { canonicalUri, folderUri, pathIn, uriIn } from '../../../server/src/lsp/uris.ts'

test.for([
  ['file:///repo/a%40b.yaml', 'file:///repo/a@b.yaml'],
  ['file:///repo/%61.yaml', 'file:///repo/a.yaml'],
  ['file:///C:/repo/a.yaml', 'file:///c%3A/repo/a.yaml'],
  ['file:///c%3a/repo/a.yaml', 'file:///c%3A/repo/a.yaml'],
  ['file:///repo/a b.yaml', 'file:///repo/a%20b.yaml'],
  ['file:///repo/100%.yaml', 'file:///repo/100%25.yaml'],
  ['vscode-vfs://github/o/r/ä.yaml', 'vscode-vfs://github/o/r/%C3%A4.yaml'],
  ['untitled:Untitled-1', 'untitled:Untitled-1'],
  ['file:///repo/\ud800.yaml', 'file:///repo/\ud800.yaml'],
] as const)('%s is the file %s', ([uri, canonical]) => {
  expect(canonicalUri(uri)).toBe(canonical)
})

const name = fc.string({ unit: 'grapheme', minLength: 1 }).filter(text => !/[/\\]|^\.\.?$/.test(text))

test('the canonical spelling of a canonical spelling is itself', () => {
  fc.assert(
    fc.property(fc.webUrl({ withFragments: false }), uri => {
      expect(canonicalUri(canonicalUri(uri))).toBe(canonicalUri(uri))
    }),
  )
})

test('a file has the same spelling whether it is found in its folder or named by its path', () => {
  fc.assert(
    fc.property(fc.array(name, { minLength: 1, maxLength: 3 }), parts => {
      const folder = folderUri('file:///repo/')
      const path = parts.join('/')
      const uri = uriIn(folder, path)
      expect(pathIn(folder, uri)).toBe(path)
      expect(canonicalUri(encodeURI(uri).replaceAll('%25', '%'))).toBe(uri)
    }),
  )
})

test('what a kustomization names is spelt like what was found', () => {
  fc.assert(
    fc.property(
      name.filter(text => !text.includes('%')),
      file => {
        const folder = 'file:///repo/a@b' as Uri
        expect(joinPath(folder, file)).toBe(uriIn(folder, file))
      },
    ),
  )
})
