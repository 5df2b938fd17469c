import { parseAllDocuments } from 'yaml'
import { readManifest } from '../../server/src/cli/files/read.ts'
import { filesIn } from '../support/filesIn.ts'

/** A process of its own: reads the files that `check` reads (`read`), and parses them all with `yaml` (`parse`). */
const [what, folder] = process.argv.slice(2)
if (folder === undefined || (what !== 'read' && what !== 'parse')) throw new Error('usage: yardstick read|parse FOLDER')
let documents = 0
for (const { path } of filesIn(folder)) {
  const read = readManifest(path)
  if (read.kind === 'text' && what === 'parse') documents += parseAllDocuments(read.text).length
}
console.log(documents)
