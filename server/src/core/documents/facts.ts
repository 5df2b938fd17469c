import type { GitOpsSource } from '../deploy/gitOps.ts'
import type { Kustomization } from '../deploy/kustomization.ts'
import type { Resource } from '../k8s/facts/resource.ts'
import type { YamlDocument } from '../yaml/node.ts'
import type { YamlProblem } from '../yaml/problem.ts'

/** All that is kept of one YAML document. */
export interface Facts {
  readonly resources: readonly Resource[]
  /** Present when the document is a kustomization. */
  readonly kustomization: Kustomization | undefined
  /** What Flux and Argo CD are told to change in the folders that they apply; empty for all other documents. */
  readonly gitOpsSources: readonly GitOpsSource[]
  /** `ok`: judged. `broken`: no parser reads it. `limit`: too large or deep, with the message to show. */
  readonly status: 'ok' | 'broken' | 'limit'
  readonly message?: string
}

/**
 * Why a document that is meant to be YAML is none. `undefined` for one that is, and for the text of a template, which is no YAML
 * until something has filled it in: of Helm, Jinja, Terraform and the like, or with `@NAME@` or `%NAME%` for a value.
 */
export function problemOf({ text, problem }: YamlDocument): YamlProblem | undefined {
  return problem && !templateMark.test(text) ? problem : undefined
}

const templateMark = /\{\{|\{%|<%|%\{|^[ \t]*\[\[|@\w+@|%\w+%/m
