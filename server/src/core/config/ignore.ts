import ignore from 'ignore'

/**
 * One `.gitignore`, as a question: is this path ignored, expressly kept, or not mentioned? Paths are relative to its folder,
 * with `/`. What is in a folder that is ignored is ignored.
 *
 * @see https://git-scm.com/docs/gitignore#_pattern_format
 */
export type IgnoreFile = (path: string, isFolder: boolean) => 'ignored' | 'kept' | undefined

/** The case of letters counts everywhere, whatever the file system: findings are the same on every machine. */
const options = { ignorecase: false, allowRelativePaths: true }

export function parseIgnoreFile(text: string): IgnoreFile {
  const patterns = ignore(options).add(text)
  return (path, isFolder) => {
    const { ignored, unignored } = patterns.test(isFolder ? `${path}/` : path)
    return ignored ? 'ignored' : unignored ? 'kept' : undefined
  }
}

/**
 * Whether patterns name a file, or a folder that it is in.
 *
 * @example mentions(['dev/**', 'old/'])('dev/web/service.yaml') // true
 */
export function mentions(patterns: readonly string[]): (path: string) => boolean {
  const isMentioned = parseIgnoreFile(patterns.join('\n'))
  return path => isMentioned(path, false) === 'ignored'
}
