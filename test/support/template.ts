import { execute } from '../../server/src/core/template/execute.ts'
import type { ExecuteOptions, Execution } from '../../server/src/core/template/execution.ts'
import { functions } from '../../server/src/core/template/functions/all.ts'
import { type ParseProblem, parseTemplate } from '../../server/src/core/template/parse.ts'
import { readYaml, yamlOfFile } from '../../server/src/core/template/readYaml.ts'
import { Templates } from '../../server/src/core/template/templates.ts'
import { map, string, type Value } from '../../server/src/core/template/value.ts'
import { uriOf } from './view.ts'

export const templateUri = uriOf('templates/a.yaml')
export const valuesUri = uriOf('values.yaml')

export interface Ran extends Execution {
  readonly parseProblems: readonly ParseProblem[]
}

/** Runs one template over values and a release named `rel`. */
export function runTemplate(
  text: string,
  values = '',
  mode: ExecuteOptions['mode'] = 'exact',
  limits: ExecuteOptions['limits'] = {},
): Ran {
  const isFunction = (name: string): boolean => functions.has(name)
  const templates = new Templates(isFunction)
  const parsed = parseTemplate({ uri: templateUri, name: 'web/templates/a.yaml', text }, isFunction)
  templates.add(parsed)
  const dot = map([
    ['Values', valuesOf(values)],
    ['Release', map([['Name', string('rel')]])],
  ])
  const ran = execute(templates, 'web/templates/a.yaml', dot, functions, { mode, limits })
  if (!ran) throw new Error('the template is not there')
  return { ...ran, parseProblems: parsed.problems }
}

function valuesOf(text: string): Value {
  const read = readYaml(yamlOfFile(valuesUri, text))
  return withPaths(read?.kind === 'map' ? read : map(), [])
}

/** The maps of values know their place, as those that Helm's values are made of do. */
function withPaths(value: Value, path: readonly string[]): Value {
  if (value.kind === 'list') return { ...value, path }
  if (value.kind !== 'map') return value
  for (const [name, entry] of value.entries) entry.value = withPaths(entry.value, [...path, name])
  return { ...value, path, shared: true }
}

/** What it prints. The first problem is thrown. */
export function printed(text: string, values?: string): string {
  const { parseProblems, problems, text: made } = runTemplate(text, values)
  const [first] = [...parseProblems, ...problems]
  if (first) throw new Error(first.message)
  return made
}
