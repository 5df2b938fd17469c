import { jsonReport } from './json.ts'
import type { CheckResult } from './result.ts'
import type { Styles } from './styles.ts'
import { textReport } from './text.ts'

/** One way to write a result down. */
export interface Format {
  /** For the help: what it is good for. */
  readonly what: string
  print(result: CheckResult, styles: Styles): string
}

/** All formats of `check --format`. Each has a file of its own in this folder. */
export const formats = {
  text: { what: 'for people: source lines with carets, related places, fixes', print: textReport },
  json: { what: 'for scripts: one object, stable across versions', print: jsonReport },
} satisfies Readonly<Record<string, Format>>

export type FormatName = keyof typeof formats

export function isFormatName(name: string): name is FormatName {
  return Object.hasOwn(formats, name)
}
