import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { prepareTraffic } from '../../../server/src/core/features/callHierarchy.ts'
import { codeActions } from '../../../server/src/core/features/codeActions.ts'
import { codeLenses } from '../../../server/src/core/features/codeLens.ts'
import { definition } from '../../../server/src/core/features/definition.ts'
import { documentLinks } from '../../../server/src/core/features/documentLinks.ts'
import { documentSymbols } from '../../../server/src/core/features/documentSymbols.ts'
import { hover } from '../../../server/src/core/features/hover.ts'
import { hintKinds } from '../../../server/src/core/features/inlayHints/hint.ts'
import { inlayHints } from '../../../server/src/core/features/inlayHints.ts'
import { references } from '../../../server/src/core/features/references.ts'
import { prepareRename } from '../../../server/src/core/features/rename/rename.ts'
import { workspaceSymbols } from '../../../server/src/core/features/workspaceSymbols.ts'
import { describeWith } from '../../corpus/describeWith.ts'
import { filesIn } from '../../support/filesIn.ts'
import { inView, uriOf } from '../../support/view.ts'

/** In YAML that is not Kubernetes Portolan says nothing at all, wherever one looks. */
const samples = readdirSync(import.meta.dirname).filter(name => name.endsWith('.yaml'))

test.each(samples)('%s is left alone', name => {
  expectSilence(name, readFileSync(join(import.meta.dirname, name), 'utf8'))
})

describeWith('corpus', 'public manifests', folder => {
  const foreign = filesIn(folder)
    .map(({ path }) => path)
    .filter(path => /(?:^|\/)(?:docker-)?compose[^/]*\.ya?ml$|\/values[^/]*\.yaml$|\.github\/workflows\//.test(path))

  test('compose files, workflows and values of charts are left alone', () => {
    expect(foreign.length).toBeGreaterThan(10)
    for (const path of foreign) expectSilence('file.yaml', readFileSync(path, 'utf8'))
  })
})

function expectSilence(name: string, text: string): void {
  const uri = uriOf(name)
  const { workspace } = inView({ [name]: text })
  expect(workspace.findings(uri)).toEqual([])
  expect(documentSymbols(workspace, uri)).toEqual([])
  expect(documentLinks(workspace, uri)).toEqual([])
  expect(codeLenses(workspace, uri)).toEqual([])
  expect(inlayHints(workspace, uri, { start: 0, end: text.length }, new Set(hintKinds))).toEqual([])
  expect(workspaceSymbols(workspace, '')).toEqual([])
  for (const { index: offset } of text.matchAll(/\b\w/g)) {
    const said = [
      hover(workspace, uri, offset),
      ...definition(workspace, uri, offset),
      ...references(workspace, uri, offset, { includeDeclaration: true }),
      ...codeActions(workspace, uri, { start: offset, end: offset }),
      ...prepareTraffic(workspace, uri, offset),
      prepareRename(workspace, uri, offset),
    ]
    expect(said.filter(each => each !== undefined)).toEqual([])
  }
}
