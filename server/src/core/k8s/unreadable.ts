import type { YamlDocument } from '../yaml/node.ts'
import type { YamlProblem } from '../yaml/problem.ts'

/**
 * Why a document that is meant to be YAML is none. `undefined` for one that is, and for the text of a template, which is no YAML
 * until something has filled it in: of Helm, Jinja, Terraform and the like, or with `@NAME@` or `%NAME%` for a value.
 */
export function problemOf({ text, problem }: YamlDocument): YamlProblem | undefined {
  return problem && !templateMark.test(text) ? problem : undefined
}

const templateMark = /\{\{|\{%|<%|%\{|^[ \t]*\[\[|@\w+@|%\w+%/m
