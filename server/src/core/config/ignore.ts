/**
 * One `.gitignore`, as a question: is this path ignored, expressly kept, or not mentioned?
 *
 * @see https://git-scm.com/docs/gitignore#_pattern_format
 */
export type IgnoreFile = (path: string, isFolder: boolean) => 'ignored' | 'kept' | undefined

/** Paths asked about are relative to the folder of the `.gitignore`, with `/`. The last pattern that matches decides. */
export function parseIgnoreFile(text: string): IgnoreFile {
  const patterns = text.split(/\r?\n/).flatMap(line => patternOf(line) ?? [])
  patterns.reverse()
  return (path, isFolder) => {
    const decisive = patterns.find(({ folderOnly, matcher }) => (isFolder || !folderOnly) && matcher.test(path))
    return decisive && (decisive.keeps ? 'kept' : 'ignored')
  }
}

/**
 * Whether patterns name a file, or a folder that it is in.
 *
 * @example mentions(['dev/**', 'old/'])('dev/web/service.yaml') // true
 */
export function mentions(patterns: readonly string[]): (path: string) => boolean {
  const isMentioned = parseIgnoreFile(patterns.join('\n'))
  return path => {
    const segments = path.split('/')
    return segments.some((_, index) => {
      const isFile = index === segments.length - 1
      return isMentioned(segments.slice(0, index + 1).join('/'), !isFile) === 'ignored'
    })
  }
}

interface Pattern {
  readonly keeps: boolean
  readonly folderOnly: boolean
  readonly matcher: RegExp
}

function patternOf(line: string): Pattern | undefined {
  const text = line.replace(/(?<!\\)[ \t]+$/, '')
  if (text === '' || text.startsWith('#')) return undefined
  const keeps = text.startsWith('!')
  const folderOnly = text.endsWith('/')
  const glob = text.slice(keeps ? 1 : 0, folderOnly ? -1 : undefined)
  // A slash anywhere but at the end binds the pattern to this folder; otherwise it fits a name at any depth.
  const anchored = glob.includes('/')
  const body = (anchored && glob.startsWith('/') ? glob.slice(1) : glob).split('/').map(segmentSource)
  try {
    return { keeps, folderOnly, matcher: new RegExp(`^${anchored ? '' : '(?:.*/)?'}${joinSegments(body)}$`, 'su') }
  } catch {
    return undefined
  }
}

const anyFolders = '**'

/** `**` between slashes stands for any number of folders, at the end for everything below. */
function joinSegments(segments: readonly string[]): string {
  let source = ''
  segments.forEach((segment, index) => {
    const isLast = index === segments.length - 1
    if (segment !== anyFolders) source += isLast ? segment : `${segment}/`
    else source += isLast ? '.+' : '(?:[^/]+/)*'
  })
  return source
}

/** One path segment of a glob as the source of a regular expression. */
function segmentSource(segment: string): string {
  if (segment === '**') return anyFolders
  let source = ''
  for (let i = 0; i < segment.length; i++) {
    const c = segment.charAt(i)
    if (c === '*') source += '[^/]*'
    else if (c === '?') source += '[^/]'
    else if (c === '\\') source += literal(segment.charAt(++i))
    else if (c === '[') {
      const end = segment.indexOf(']', i + 2)
      if (end < 0) source += literal(c)
      else {
        source += `[${segment
          .slice(i + 1, end)
          .replace(/^!/, '^')
          .replace(/[\\[\]]/g, '\\$&')}]`
        i = end
      }
    } else source += literal(c)
  }
  return source
}

function literal(c: string): string {
  return c.replace(/[$()*+.?[\\\]^{|}/]/, '\\$&')
}
