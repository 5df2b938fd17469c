import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Uri } from '../../../server/src/core/base/place.ts'
import { childUri, foldersAbove, folderUri, pathIn } from '../../../server/src/core/base/uri.ts'
import { type Entry, runAsync, runSync, type SyncFiles } from '../../../server/src/files/steps.ts'
import { type Excluded, walk } from '../../../server/src/files/walk.ts'

const top = folderUri('file:///')

/** A disk with these files by their paths. */
function diskOf(files: Readonly<Record<string, string>>): SyncFiles {
  const texts = new Map(Object.entries(files).map(([path, text]) => [uriOf(path), text]))
  const entries = new Map<Uri, Map<string, Entry>>()
  for (const path of Object.keys(files)) {
    const names = path.split('/')
    names.forEach((name, index) => {
      const folder = uriOf(names.slice(0, index).join('/'))
      const here = entries.get(folder) ?? new Map<string, Entry>()
      entries.set(folder, here.set(name, { name, kind: index < names.length - 1 ? 'folder' : 'file' }))
    })
  }
  return {
    list: folder => [...(entries.get(folder)?.values() ?? [])],
    read: file => texts.get(file),
    exists: uri => texts.has(uri) || entries.has(uri),
  }
}

function uriOf(path: string): Uri {
  return path.split('/').filter(Boolean).reduce<Uri>(childUri, top)
}

function found(files: Readonly<Record<string, string>>, folder: string, excluded?: Excluded): readonly string[] {
  return runSync(walk(uriOf(folder), excluded), diskOf(files)).files.map(uri => pathIn(top, uri) ?? '')
}

const repository = {
  'w/.git/HEAD': '',
  'w/.gitignore': 'out/\n*.local.yaml\n.portolan.yaml\nChart.yaml\n',
  'w/.portolan.yaml': '',
  'w/chart/Chart.yaml': '',
  'w/chart/templates/a.yaml': '',
  'w/shop/.gitignore': '!keep.local.yaml\n/gone.yaml\n',
  'w/shop/a.yaml': '',
  'w/shop/b.YML': '',
  'w/shop/c.Json': '',
  'w/shop/Kustomization': '',
  'w/shop/gone.yaml': '',
  'w/shop/keep.local.yaml': '',
  'w/shop/x.local.yaml': '',
  'w/shop/deep/gone.yaml': '',
  'w/shop/node_modules/a.yaml': '',
  'w/shop/out/a.yaml': '',
  'w/shop/web:1.yaml': '',
  '.portolan.yml': '',
}

test('of a folder, manifests by their names, without what git ignores', () => {
  expect(found(repository, 'w/shop')).toEqual([
    'w/.portolan.yaml',
    'w/shop/Kustomization',
    'w/shop/a.yaml',
    'w/shop/b.YML',
    'w/shop/c.Json',
    'w/shop/deep/gone.yaml',
    'w/shop/keep.local.yaml',
    'w/shop/web:1.yaml',
  ])
})

test('what makes a chart is above its templates, up to the root of the repository, whatever git ignores', () => {
  expect(found(repository, 'w/chart/templates')).toEqual([
    'w/.portolan.yaml',
    'w/chart/Chart.yaml',
    'w/chart/templates/a.yaml',
  ])
})

test('outside of a repository configurations count up to the root of the file system, and no .gitignore above', () => {
  const files = {
    '.portolan.yml': '',
    'a/.gitignore': '*.yaml\n',
    'a/b/web.yaml': '',
    'a/b/x/.gitignore': '*\n',
    'a/b/x/y.yaml': '',
  }
  expect(found(files, 'a/b')).toEqual(['.portolan.yml', 'a/b/web.yaml'])
})

test('what the user leaves out is not entered, but for the configuration', () => {
  const excluded: Excluded = (path, isFolder) => path === 'deep' || (!isFolder && path !== 'b.YML')
  const files = { ...repository, 'w/shop/.portolan.yaml': '' }
  expect(found(files, 'w/shop', excluded)).toEqual(['w/.portolan.yaml', 'w/shop/.portolan.yaml', 'w/shop/b.YML'])
})

const folderName = fc.constantFrom('x', 'out', '.git', 'node_modules', '...', 'a b')
const fileName = fc.constantFrom('a.yaml', 'b.yml', '.portolan.yaml', 'Chart.yaml', 'c 1.json', 'n.txt')
const path = fc
  .tuple(fc.array(folderName, { maxLength: 3 }), fileName)
  .map(([above, name]) => [...above, name].join('/'))
const patterns = fc.constantFrom('out/', '*.yaml', '!a.yaml', '/x', 'x/**', '*', '!*/', '.portolan.yaml')
const ignoreFile = fc.tuple(fc.constantFrom('', 'x/', 'out/', 'x/out/'), fc.array(patterns, { maxLength: 3 }))

test('a file is accepted when it would be found, and the same is found by and by', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(path),
      fc.array(ignoreFile),
      fc.constantFrom('', 'x', 'x/out'),
      async (paths, ignored, root) => {
        const files = Object.fromEntries([
          ...paths.map(each => [each, ''] as const),
          ...ignored.map(([folder, lines]) => [`${folder}.gitignore`, lines.join('\n')] as const),
        ])
        const disk = diskOf(files)
        const result = runSync(walk(uriOf(root)), disk)
        const accepted = Object.keys(files)
          .map(uriOf)
          .filter(uri => result.accepts(uri))
        expect(accepted.toSorted()).toEqual(result.files)
        const later = await runAsync(walk(uriOf(root)), {
          list: async folder => disk.list(folder),
          read: async file => disk.read(file),
          exists: async uri => disk.exists(uri),
        })
        expect(later.files).toEqual(result.files)
        for (const uri of result.files)
          expect([...foldersAbove(uri)].some(folder => folder.endsWith('/node_modules'))).toBe(false)
      },
    ),
  )
})
