import { isConfigFile } from '../core/config/fileNames.ts'
import { isJson } from './decode.ts'

/**
 * By the name alone: YAML, JSON, the one name that Kustomize accepts without an ending, and what charts have besides: helpers of
 * templates and the list of files that are none of the chart. A JSON file is looked into before it
 * is believed (`decode.ts`).
 */
export function mayBeManifest(name: string): boolean {
  return (
    isYaml.test(name) || isJson.test(name) || isHelper.test(name) || name === 'Kustomization' || name === helmIgnore
  )
}

const isYaml = /\.ya?ml$/i
const isHelper = /\.tpl$/
const helmIgnore = '.helmignore'

/** Names of files that decide how others are read. They are read wherever they are: nothing that leaves out manifests concerns them. */
export function isDeciding(name: string): boolean {
  return isConfigFile(name) || name === chartFileName
}

/** Makes its folder a Helm chart. */
export const chartFileName = 'Chart.yaml'

/** A change of one may change which files count. */
export const ignoreFileName = '.gitignore'

/** Folders with nothing of the user's own in them. */
export const neverEntered: ReadonlySet<string> = new Set(['.git', 'node_modules'])

/** All that `mayBeManifest` and `ignoreFileName` name, as a pattern of the Language Server Protocol, which knows no "any case". */
export const watchedFiles = `**/{*.${anyCase('yaml')},*.${anyCase('yml')},*.${anyCase('json')},*.tpl,Kustomization,${helmIgnore},${ignoreFileName}}`

/** @example anyCase('yml') // '[yY][mM][lL]' */
function anyCase(ending: string): string {
  return ending.replace(/[a-z]/g, letter => `[${letter}${letter.toUpperCase()}]`)
}
