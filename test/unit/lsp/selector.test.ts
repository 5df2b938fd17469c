import { expect, test } from 'vitest'
import { selectedDocuments } from '../../../client/src/common/selector.ts'

test('documents on disk, never saved, and where the folders live are selected; copies under other schemes are not', () => {
  const folder = { uri: { scheme: 'vscode-vfs' } }
  const schemes = selectedDocuments([folder, folder]).flatMap(filter =>
    typeof filter === 'object' && 'scheme' in filter ? [filter.scheme] : [],
  )
  expect(schemes).toEqual(['file', 'file', 'untitled', 'untitled', 'vscode-vfs', 'vscode-vfs'])
})
