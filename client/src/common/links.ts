import type { Uri } from 'vscode'

/**
 * The preview of Markdown follows no links to files by their whole address, only paths, which it takes from the first folder of
 * the window. What no such path leads to stays as plain text.
 */
export function withLinksFrom(root: Pick<Uri, 'scheme' | 'authority' | 'path'> | undefined, markdown: string): string {
  return markdown.replace(
    /\[((?:[^\]\\]|\\.)*)\]\(([a-z][\w+.-]*):\/\/([^/)]*)([^)#]*)(#L\d+)\)/g,
    (_, label, ...parts) => {
      const [linkScheme, authority, path, line] = parts
      if (!root || root.scheme !== linkScheme || root.authority !== authority) return label
      return `[${label}](${pathFrom(root.path, path)}${line})`
    },
  )
}

/** @example pathFrom('/w/shop', '/w/blog/x.yaml') // '/../blog/x.yaml' */
function pathFrom(root: string, path: string): string {
  const from = root.split('/').filter(Boolean)
  const to = path.split('/').filter(Boolean)
  const differs = from.findIndex((segment, index) => encodeURIComponent(segment) !== to[index] && segment !== to[index])
  const shared = differs < 0 ? from.length : differs
  return `/${[...from.slice(shared).map(() => '..'), ...to.slice(shared)].join('/')}`
}
