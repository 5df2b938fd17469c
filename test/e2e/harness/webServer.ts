import { createReadStream } from 'node:fs'
import { readFile, stat } from 'node:fs/promises'
import { createServer, type Server, type ServerResponse } from 'node:http'
import { extname, join, normalize } from 'node:path'
import type { Editors } from '../../../scripts/editors/install.ts'
import { quietSettings, testSettings } from '../../../scripts/editors/settings.ts'

/** VS Code for the web, served as on vscode.dev: no server side, extensions in a web worker, files without a disk. */
export interface WebServer {
  readonly url: string
  stop(): Promise<void>
}

export interface WebOptions {
  readonly editors: Editors
  /** Folders of extensions under development, by the name they are served under. */
  readonly extensions: Readonly<Record<string, string>>
  /** A script below one of the extensions that exports `run`: `/name/script`, to which the host appends `.js`. */
  readonly tests: string
  /** The folder to open, in a file system that one of the extensions provides. */
  readonly folder: { readonly scheme: string; readonly path: string }
}

export async function startWebServer(options: WebOptions): Promise<WebServer> {
  const mounts: Readonly<Record<string, string>> = {
    ...options.extensions,
    'vscode/node_modules': options.editors.modules,
    vscode: options.editors.web,
  }
  const page = await workbenchPage(options.editors)
  let port = 0
  const server = createServer((request, response) => {
    const path = decodeURIComponent(new URL(request.url ?? '/', 'http://localhost').pathname).slice(1)
    if (path === '') send(response, 'text/html', page)
    else if (path === 'product.json') send(response, types['.json'], JSON.stringify(configuration(options, port)))
    else void sendFile(response, path, mounts)
  })
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(0, '127.0.0.1', resolve))
  port = portOf(server)
  return {
    url: `http://127.0.0.1:${port}/`,
    async stop() {
      server.closeAllConnections()
      await new Promise(resolve => server.close(resolve))
    },
  }
}

/** What the workbench fetches at its start: `IWorkbenchConstructionOptions` of VS Code. */
function configuration({ extensions, tests, folder }: WebOptions, port: number): object {
  const served = (path: string) => ({ scheme: 'http', authority: `127.0.0.1:${port}`, path })
  return {
    productConfiguration: {
      nameShort: 'VS Code for the web',
      nameLong: 'VS Code for the web',
      applicationName: 'code',
    },
    folderUri: folder,
    configurationDefaults: { ...quietSettings, ...testSettings },
    developmentOptions: {
      extensions: Object.keys(extensions).map(name => served(`/${name}`)),
      extensionTestsPath: served(tests),
    },
  }
}

async function workbenchPage({ web }: Editors): Promise<string> {
  const html = await readFile(join(web, 'out/vs/code/browser/workbench/workbench.html'), 'utf8')
  return html.replaceAll('{{WORKBENCH_WEB_BASE_URL}}', '/vscode').replaceAll(/\{\{WORKBENCH_\w+\}\}/g, '')
}

const types: Readonly<Record<string, string>> = {
  '.css': 'text/css',
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.cjs': 'text/javascript',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.ttf': 'font/ttf',
  '.wasm': 'application/wasm',
}

function send(response: ServerResponse, type: string | undefined, body: string): void {
  response.writeHead(200, { 'Content-Type': type ?? 'application/octet-stream' }).end(body)
}

async function sendFile(
  response: ServerResponse,
  path: string,
  mounts: Readonly<Record<string, string>>,
): Promise<void> {
  const mount = Object.keys(mounts).find(name => path.startsWith(`${name}/`))
  const file = mount === undefined ? undefined : join(mounts[mount] ?? '', normalize(path.slice(mount.length)))
  const found = file !== undefined && !path.includes('..') && (await stat(file).catch(() => undefined))?.isFile()
  if (!found) {
    response.writeHead(404).end()
    return
  }
  response.writeHead(200, { 'Content-Type': types[extname(file)] ?? 'application/octet-stream' })
  createReadStream(file).pipe(response)
}

function portOf(server: Server): number {
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('the web server has no port')
  return address.port
}
