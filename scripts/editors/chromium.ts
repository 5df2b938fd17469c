import { type Browser, type BrowserContext, chromium } from 'playwright-core'
import { installed } from './packages.ts'

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
  return installed({
    name: 'Chromium or Chrome',
    commands: [...names, ...applications],
    variable: 'CHROMIUM',
    packages: ['chromium'],
  })
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

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome', 'msedge']

const applications = [
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
]

function isLoopback(hostname: string): boolean {
  return hostname === '127.0.0.1' || hostname === 'localhost' || hostname.endsWith('.localhost')
}
