/** Keys and indexes from the root of a document. */
export type YamlPath = readonly (string | number)[]

/** @example formatPath(['spec', 'ports', 0, 'targetPort']) // 'spec.ports[0].targetPort' */
export function formatPath(path: YamlPath): string {
  let text = ''
  for (const step of path) {
    if (typeof step === 'number') text += `[${step}]`
    else if (PLAIN_KEY.test(step)) text += text ? `.${step}` : step
    else text += `[${JSON.stringify(step)}]`
  }
  return text
}

const PLAIN_KEY = /^[A-Za-z_][\w-]*$/
