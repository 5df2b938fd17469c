import type { GoFunction } from '../function.ts'
import { builtinFunctions } from './builtin.ts'
import { compareFunctions } from './compare.ts'
import { dateFunctions } from './dates.ts'
import { defaultFunctions } from './defaults.ts'
import { dictFunctions } from './dicts.ts'
import { encodeFunctions } from './encode.ts'
import { helmFunctions } from './helm.ts'
import { listFunctions } from './lists.ts'
import { mathFunctions } from './math.ts'
import { pathFunctions } from './paths.ts'
import { randomFunctions } from './random.ts'
import { reflectFunctions } from './reflect.ts'
import { regexFunctions } from './regex.ts'
import { semverFunctions } from './semver.ts'
import { stringFunctions } from './strings.ts'
import { wordFunctions } from './words.ts'
import { yamlFunctions } from './yaml.ts'

/** Every function that Helm gives to templates: text/template's own, sprig's and Helm's. */
export const functions: ReadonlyMap<string, GoFunction> = new Map([
  ...builtinFunctions,
  ...compareFunctions,
  ...stringFunctions,
  ...listFunctions,
  ...dictFunctions,
  ...defaultFunctions,
  ...helmFunctions,
  ...yamlFunctions,
  ...wordFunctions,
  ...dateFunctions,
  ...pathFunctions,
  ...regexFunctions,
  ...semverFunctions,
  ...reflectFunctions,
  ...randomFunctions,
  ...mathFunctions,
  ...encodeFunctions,
])
