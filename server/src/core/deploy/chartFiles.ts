/**
 * The chart that a file is a template of: the folder that holds `Chart.yaml`, when the file lies below its `templates`.
 * Of a sub-chart in `charts/` that is the sub-chart.
 *
 * @param path any path or URI with slashes
 * @param charts the folders that hold a `Chart.yaml`, without a slash at the end
 * @example chartOf('shop/templates/web/service.yaml', new Set(['shop'])) // 'shop'
 */
export function chartOf(path: string, charts: ReadonlySet<string>): string | undefined {
  for (let at = path.lastIndexOf(templates); at >= 0; at = at === 0 ? -1 : path.lastIndexOf(templates, at - 1)) {
    const folder = path.slice(0, at)
    if (charts.has(folder)) return folder
  }
  return undefined
}

/** For a file whose chart is not in view: it lies in a folder called `templates` and holds template text. */
export function looksLikeHelmTemplate(path: string, text: string): boolean {
  return (path.includes(templates) || path.startsWith('templates/')) && text.includes('{{')
}

/** True for the file that makes its folder a chart. */
export function isChartFile(fileName: string): boolean {
  return fileName === 'Chart.yaml'
}

const templates = '/templates/'
