/**
 * The preview of Markdown follows no links to files by their whole address, only paths, which it takes from the first folder of
 * the window. What no such path leads to stays as plain text.
 *
 * @param root the folder as VS Code spells it, which is how links are spelt, too
 */
export function withLinksFrom(root: string | undefined, markdown: string): string {
  return markdown.replace(/\[((?:[^\]\\]|\\.)*)\]\(([a-z][\w+.-]*:\/\/[^)#]*)(#L\d+)\)/g, (_, label, uri, line) => {
    const path = root === undefined ? undefined : relativePath(root, uri)
    return path === undefined ? label : `[${label}](/${path}${line})`
  })
}

/** @example relativePath('file:///w/shop', 'file:///w/blog/x.yaml') // '../blog/x.yaml' */
function relativePath(folder: string, file: string): string | undefined {
  const from = folder.replace(/\/$/, '').split('/')
  const to = file.split('/')
  const differs = from.findIndex((segment, index) => segment !== to[index])
  const shared = differs < 0 ? from.length : differs
  if (shared < authorityEnd) return undefined
  return [...from.slice(shared).map(() => '..'), ...to.slice(shared)].join('/')
}

/** Scheme, nothing between two slashes, authority: what has these in common is on one file system. */
const authorityEnd = 3
