import { join } from 'node:path'
import { launchChromium, sealNetwork } from '../../../scripts/editors/chromium.ts'
import { results } from '../../../scripts/editors/paths.ts'
import type { Outcomes } from './outcomes.ts'

/**
 * Opens a workbench that was told to run extension tests, and waits until they have run. The workbench calls two
 * functions of the page: one for its log, one with the exit status of the tests.
 */
export async function runSuiteInPage(name: string, address: string, outcomes: Outcomes): Promise<void> {
  const browser = await launchChromium()
  try {
    const context = await browser.newContext({ viewport: { width: 1200, height: 800 } })
    await sealNetwork(context)
    const page = await context.newPage()
    const complaints: string[] = []
    const exit = new Promise<number>((resolve, reject) => {
      page.once('crash', () => reject(new Error('the page crashed')))
      page.once('close', () => reject(new Error('the page was closed')))
      page.on('pageerror', error => complaints.push(error.message))
      page.on('console', message => {
        outcomes.readLine(message.text())
        if (message.type() === 'error') complaints.push(message.text())
      })
      const functions = [
        page.exposeFunction('codeAutomationLog', () => undefined),
        page.exposeFunction('codeAutomationExit', (code: number) => resolve(code)),
      ]
      Promise.all(functions)
        .then(() => page.goto(address, { waitUntil: 'commit' }))
        .catch(reject)
    })
    const status = await Promise.race([exit, tooLate()]).catch(async (error: unknown) => {
      if (!page.isClosed()) await page.screenshot({ path: join(results, `${name}.png`) })
      throw new Error([String(error), ...complaints.slice(-20)].join('\n'))
    })
    if (status !== 0 && outcomes.failed === 0) {
      throw new Error(['the tests ended early', ...complaints.slice(-20)].join('\n'))
    }
  } finally {
    await browser.close()
  }
}

const limit = 300_000

async function tooLate(): Promise<never> {
  return new Promise((_, reject) => {
    setTimeout(() => reject(new Error(`the tests did not end within ${limit / 1000} seconds`)), limit).unref()
  })
}
