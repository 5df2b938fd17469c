import { expect, test } from 'vitest'
import { configurationSchema } from '../../../scripts/generate/configurationSchema.ts'
import { allSettings } from '../../../server/src/core/config/schema.ts'
import { hintKinds } from '../../../server/src/core/features/inlayHints/hint.ts'

test('each kind of inlay hint has its setting, and each setting its kind', () => {
  const names = allSettings.map(([name]) => name).filter(name => name.startsWith('inlayHints.'))
  expect(names.toSorted()).toEqual(hintKinds.map(kind => `inlayHints.${kind}`).toSorted())
})

test('what the schema of the file refers to is defined, once', () => {
  const { $defs, ...schema } = configurationSchema()
  const references = [...JSON.stringify(schema).matchAll(/"\$ref":"#\/\$defs\/(\w+)"/g)].map(([, name]) => name)
  expect(references).toEqual(['profile', 'rules', 'profile', 'rules'])
  expect(Object.keys($defs ?? {})).toEqual(['profile', 'rules'])
})
