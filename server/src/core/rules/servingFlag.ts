import { valueOf } from '../base/known.ts'
import type { Container } from '../k8s/container.ts'
import { isPortNumber } from '../k8s/port.ts'

/**
 * The port of a flag that speaks of what the program serves, such as `--frontend-port=8080`, where there is exactly one such
 * number. Too weak a sign for a finding, since a flag may be about another server; enough to choose between fixes.
 */
export function servingFlag({ command, args }: Container): { readonly port: number; readonly by: string } | undefined {
  const words = [...command, ...args].map(word => valueOf(word) ?? '')
  const found = words.flatMap((word, index) => {
    const [by = '', value = words[index + 1]] = word.split('=')
    const port = Number(value)
    return serving.test(by) && isPortNumber(port) ? [{ port, by }] : []
  })
  const [first] = found
  return new Set(found.map(({ port }) => port)).size === 1 ? first : undefined
}

const serving =
  /^--?(?:frontend|front-end|web|https?|ui|api|app|server|service|listen|listening|public|main|grpc|rest|gateway)[-_.]?port$/i
