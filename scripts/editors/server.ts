import { type ChildProcess, spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { mkdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Editors } from './install.ts'
import { ended, spawnGroup, stopGroup } from './process.ts'
import { quietSettings } from './settings.ts'

/** A running VS Code server, whose workbench is opened with a browser. */
export interface VsCodeServer {
  readonly url: string
  /** What it has printed so far, for messages about failures. */
  log(): string
  /** The address that opens a folder, or a `.code-workspace` file, in the workbench. */
  address(open: string, payload?: Payload): string
  /** How the workbench names a file of the server's machine. */
  uri(path: string): string
  stop(): Promise<void>
  readonly process: ChildProcess
}

/** What the workbench is told in its address; VS Code's own names: `openFile`, `extensionTestsPath`, … */
export type Payload = readonly (readonly [name: string, value: string])[]

export interface ServerOptions {
  readonly editors: Editors
  /** Holds settings, installed extensions and state. */
  readonly data: string
  /** The settings of the user; without them, those of the last time stay. */
  readonly settings?: Readonly<Record<string, unknown>>
  /** Whether folders can be opened in restricted mode; otherwise every folder is trusted. */
  readonly trust?: 'asked' | 'given'
  /** Lets the address name an extension under development and its tests. */
  readonly automation?: boolean
  /** 0, the default, takes any free one. */
  readonly port?: number
}

/** Starts VS Code's server on the loopback interface; the extension host in it is Node, and files are the real ones. */
export async function startServer(options: ServerOptions): Promise<VsCodeServer> {
  if (options.settings) await writeSettings(options.data, options.settings)
  const token = secret()
  const child = spawnGroup(process.execPath, [entry(options.editors), ...serverArguments(options, token)], {
    env: environment(),
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let log = ''
  child.stdout?.setEncoding('utf8').on('data', (text: string) => (log += text))
  child.stderr?.setEncoding('utf8').on('data', (text: string) => (log += text))
  const port = await listening(child, () => log)
  const host = `127.0.0.1:${port}`
  const url = `http://${host}`
  const uri = (path: string) => `vscode-remote://${host}${pathToFileURL(path).pathname}`
  return {
    url,
    uri,
    log: () => log,
    address(open, payload = []) {
      const query = new URLSearchParams({
        tkn: token,
        [open.endsWith('.code-workspace') ? 'workspace' : 'folder']: open,
      })
      if (payload.length > 0) query.set('payload', JSON.stringify(payload))
      return `${url}/?${query}`
    },
    stop: () => stopGroup(child),
    process: child,
  }
}

/** Sets the settings of the user, on top of quiet ones. A running workbench reads them again when they change. */
export async function writeSettings(data: string, settings: Readonly<Record<string, unknown>>): Promise<void> {
  const path = settingsFile(data)
  await mkdir(dirname(path), { recursive: true })
  await writeFile(path, JSON.stringify({ ...quietSettings, ...settings }, undefined, 2))
}

export function settingsFile(data: string): string {
  return join(data, 'data/User/settings.json')
}

/** Installs a packaged extension as a user would. */
export async function installExtension(editors: Editors, data: string, vsix: string): Promise<void> {
  const args = [entry(editors), '--server-data-dir', data, '--install-extension', vsix, '--force']
  const child = spawn(process.execPath, args, { env: environment(), stdio: ['ignore', 'pipe', 'pipe'] })
  let output = ''
  child.stdout.setEncoding('utf8').on('data', (text: string) => (output += text))
  child.stderr.setEncoding('utf8').on('data', (text: string) => (output += text))
  const status = await ended(child)
  if (status !== 0 || !output.includes('successfully installed'))
    throw new Error(`${vsix} was not installed\n${output}`)
}

const upWithin = 60_000

function entry(editors: Editors): string {
  return join(editors.server, 'out/server-main.js')
}

function serverArguments(options: ServerOptions, token: string): readonly string[] {
  const { data, trust = 'given', automation = false, port = 0 } = options
  return [
    ...['--host', '127.0.0.1', '--port', String(port), '--connection-token', token],
    ...['--accept-server-license-terms', '--server-data-dir', data],
    ...['--telemetry-level', 'off', '--disable-telemetry', '--disable-experiments'],
    ...(trust === 'given' ? ['--disable-workspace-trust'] : []),
    ...(automation ? ['--enable-smoke-test-driver'] : []),
  ]
}

/** Without what a surrounding VS Code has set, and with a gallery that nothing can be fetched from. */
function environment(): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(([name]) => !/^(VSCODE|ELECTRON)_/.test(name))
  return { ...Object.fromEntries(kept), EXTENSIONS_GALLERY: JSON.stringify(closedGallery) }
}

const closedGallery = {
  serviceUrl: 'http://127.0.0.1:9/gallery',
  itemUrl: 'http://127.0.0.1:9/item',
  resourceUrlTemplate: 'http://127.0.0.1:9/asset',
  extensionUrlTemplate: 'http://127.0.0.1:9/extension',
}

/** What pages of other origins must not know: whoever can talk to the server can run programs. */
function secret(): string {
  return randomBytes(16).toString('hex')
}

async function listening(child: ChildProcess, log: () => string): Promise<number> {
  return new Promise((resolve, reject) => {
    const fail = (why: string) => reject(new Error(`The VS Code server ${why}\n${log()}`))
    const timer = setTimeout(() => fail(`was not up within ${upWithin / 1000} seconds`), upWithin)
    child.once('exit', status => fail(`ended with status ${status}`))
    child.stdout?.on('data', () => {
      const port = /Extension host agent listening on (\d+)/.exec(log())?.[1]
      if (port === undefined) return
      clearTimeout(timer)
      resolve(Number(port))
    })
  })
}
