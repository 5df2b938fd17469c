import type { StdioOptions } from 'node:child_process'
import { accessSync, constants } from 'node:fs'
import { delimiter, isAbsolute, join } from 'node:path'
import { type Browser, type BrowserContext, chromium } from 'playwright-core'
import { run } from './process.ts'

/** Starts the machine's Chromium, without a window, installing it from Debian's packages where that is possible. */
export async function launchChromium(): Promise<Browser> {
  return chromium.launch({
    executablePath: await installChromium(),
    args: [
      ...(isRoot ? ['--no-sandbox'] : []),
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--disable-dev-shm-usage',
    ],
  })
}

/** The path of a Chromium or Chrome. The environment variable `CHROMIUM` names one that is not found by itself. */
export async function installChromium(): Promise<string> {
  const present = findChromium()
  if (present) return present
  const aptGet = findExecutable('apt-get')
  if (isRoot && aptGet) {
    console.log('Installing Chromium from the packages of this system …')
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
    await run(aptGet, ['update', '-qq'], { env })
    await run(aptGet, ['install', '-y', '-qq', '--no-install-recommends', 'chromium'], { env, stdio: quiet })
    const installed = findChromium()
    if (installed) return installed
  }
  throw new Error(
    'The editor tests need Chromium or Chrome and found none. Install it (on Debian: `sudo apt-get install chromium`), ' +
      'or name its executable in the environment variable CHROMIUM.',
  )
}

/** Refuses every request of the browser that would leave this machine; gives the list of refused addresses. */
export async function sealNetwork(context: BrowserContext): Promise<readonly string[]> {
  const refused: string[] = []
  await context.route(
    url => !isLoopback(url.hostname),
    route => {
      refused.push(route.request().url())
      return route.abort()
    },
  )
  return refused
}

const isRoot = process.getuid?.() === 0

const quiet: StdioOptions = ['ignore', 'ignore', 'inherit']

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome', 'msedge']

const applications = [
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
]

function findChromium(): string | undefined {
  const named = process.env['CHROMIUM']
  return [...(named ? [named] : names), ...applications].map(findExecutable).find(path => path !== undefined)
}

/** The path of a command that this process could run. */
export function findExecutable(name: string): string | undefined {
  const folders = isAbsolute(name) ? [''] : (process.env['PATH'] ?? '').split(delimiter)
  const endings = process.platform === 'win32' && !isAbsolute(name) ? ['.cmd', '.exe'] : ['']
  const paths = folders.flatMap(folder => endings.map(ending => join(folder, `${name}${ending}`)))
  return paths.find(isExecutable)
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}

function isLoopback(hostname: string): boolean {
  return hostname === '127.0.0.1' || hostname === 'localhost' || hostname.endsWith('.localhost')
}
