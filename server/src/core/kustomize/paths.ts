/**
 * Cuts a path at a delimiter, unless a backslash stands before it (kyaml/utils/pathsplitter.go).
 *
 * @example splitPath('metadata/annotations/a.b\\/c', '/') // ['metadata', 'annotations', 'a.b/c']
 */
export function splitPath(path: string, delimiter: string): readonly string[] {
  let parts = path.split(delimiter)
  if (parts.length > 1 && parts[0] === '') parts = parts.slice(1)
  const found: string[] = []
  for (const part of parts) {
    const last = found.at(-1)
    if (last?.endsWith('\\')) found[found.length - 1] = `${last.slice(0, -1)}${delimiter}${part}`
    else found.push(part)
  }
  return found
}

/**
 * Cuts the path of a replacement: what stands in brackets is one part, dots and all. Brackets without `=` are taken off.
 *
 * @example splitFieldPath('spec.containers.[name=a.b].image') // ['spec', 'containers', '[name=a.b]', 'image']
 */
export function splitFieldPath(path: string): readonly string[] {
  const found: string[] = []
  const parts = splitPath(path, '.')
  for (let index = 0; index < parts.length; index++) {
    const part = parts[index] ?? ''
    if (!part.startsWith('[') || part.endsWith(']')) {
      found.push(part)
      continue
    }
    const bracketed = [part]
    while (index < parts.length - 1) {
      const next = parts[++index] ?? ''
      bracketed.push(next)
      if (next.endsWith(']')) break
    }
    const whole = bracketed.join('.')
    found.push(whole.includes('=') ? whole : trimBrackets(whole))
  }
  return found
}

function trimBrackets(text: string): string {
  let start = 0
  let end = text.length
  while (start < end && '[]'.includes(text.charAt(start))) start++
  while (end > start && '[]'.includes(text.charAt(end - 1))) end--
  return text.slice(start, end)
}
