import assert from 'node:assert/strict'
import { mkdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import type { BrowserContext } from 'playwright-core'
import { launchChromium, sealNetwork } from '../../scripts/editors/chromium.ts'
import { installEditors } from '../../scripts/editors/install.ts'
import { packagedExtension } from '../../scripts/editors/packaged.ts'
import { results, root } from '../../scripts/editors/paths.ts'
import { installExtension, startServer, writeSettings } from '../../scripts/editors/server.ts'
import { testSettings } from '../../scripts/editors/settings.ts'
import { Outcomes } from './harness/outcomes.ts'
import { copyInto, withScratch } from './harness/scratch.ts'
import { playCommands } from './ui/commands.ts'
import { playCompletion } from './ui/completion.ts'
import { playPayments } from './ui/payments.ts'
import { takePicture } from './ui/picture.ts'
import { pictureSettings, type Scene, type Step, tall, width } from './ui/scene.ts'
import { Workbench } from './ui/workbench.ts'

/**
 * Plays a user on the examples, with the packaged extension installed: what is asserted is what is on the screen.
 * `node test/e2e/userInterface.ts [--screenshots FOLDER]`: where the pictures go; test-results unless told otherwise.
 */
async function main(): Promise<void> {
  const { values } = parseArgs({ options: { screenshots: { type: 'string', default: join(results, 'images') } } })
  const editors = await installEditors()
  const outcomes = new Outcomes('editor-ui')
  await mkdir(values.screenshots, { recursive: true })
  await withScratch(async scratch => {
    const data = join(scratch, 'data')
    const examples = await copyInto(scratch, join(root, 'examples'), 'examples')
    await installExtension(editors, data, await packagedExtension())
    const server = await startServer({ editors, data, trust: 'asked', settings: pictureSettings })
    const browser = await launchChromium()
    try {
      const context = await browser.newContext({ viewport: tall, deviceScaleFactor: 2 })
      const refused = await sealNetwork(context)
      const step = stepsOf(outcomes, context)
      const workbench = new Workbench(await context.newPage())
      const scene = { server, context, workbench, examples, data, pictures: values.screenshots }
      await playCatalog(step, scene)
      await playStorefront(step, scene)
      await playPayments(step, scene)
      await playCompletion(step, scene)
      await playCommands(step, scene)
      await playRestricted(step, scene)
      await step('nothing asked for an address outside of this machine', async () => assert.deepEqual(refused, []))
    } finally {
      await browser.close()
      await server.stop()
    }
  })
  await outcomes.finish()
}

/** From the squiggle to the mended file on the disk. */
async function playCatalog(step: Step, { server, workbench, examples, pictures }: Scene): Promise<void> {
  const file = join(examples, 'shop/catalog.yaml')

  await step('a squiggle stands under the misspelt targetPort, and under nothing else', async () => {
    await workbench.open(server.address(examples, [['openFile', server.uri(file)]]))
    await workbench.hideSideBar()
    await workbench.waitForSquiggle('error')
    // Lenses push the lines down when they come.
    for (const text of ['catalog:80 → nowhere: no pod has htpp', 'Service catalog'])
      await workbench.lens(text).waitFor()
    const squiggle = await workbench.squiggles('error').first().boundingBox()
    const word = await workbench.word('htpp', 'targetPort:').boundingBox()
    assert.ok(squiggle && word)
    assert.ok(Math.abs(squiggle.x - word.x) < 8 && Math.abs(squiggle.width - word.width) < 8)
    assert.ok(Math.abs(squiggle.y - word.y) < word.height)
    assert.equal(await workbench.squiggles('error').count(), 1)
  })

  await step('keys of port fields stand out, and what follows them is coloured as after any other key', async () => {
    const colour = (word: string, line: string) => workbench.word(word, line).getAttribute('class')
    assert.notEqual(await colour('targetPort', 'targetPort:'), await colour('image', 'image:'))
    assert.equal(await colour('htpp', 'targetPort:'), await colour('Deployment', 'kind:'))
  })

  await step('the problem, opened between the lines, names both ends', async () => {
    await workbench.page.setViewportSize({ width, height: 548 })
    const text = await workbench.openProblem('target-port-name-missing')
    assert.match(text, /Deployment catalog/)
    assert.match(text, /catalog\.yaml\(38, 21\)/)
    await takePicture(workbench.page, join(pictures, 'squiggle.png'))
    await workbench.page.keyboard.press('Escape')
  })

  await step('the hover shows what is wrong and the way of the packet', async () => {
    const text = await workbench.hover(workbench.word('htpp', 'targetPort:'), 'catalog:80')
    assert.match(text, /portolan ?target-port-name-missing/)
    assert.match(text, /Deployment catalog/)
    assert.match(text, /kubectl get endpointslices/)
  })

  await step(
    'the hover of a whole Service draws the way, marks the broken hop and says what a client sees',
    async () => {
      await workbench.page.mouse.move(0, 0)
      await workbench.page.setViewportSize(large)
      const text = await workbench.hover(workbench.word('Service', 'kind: Service'), 'catalog:80')
      assert.match(text, /✗ no pod has such a port/)
      assert.match(text, /refused at once So it is here: no selected pod has a port named htpp/)
      await takePicture(workbench.page, join(pictures, 'way.png'), { x: 0, y: 0, width: 880, height: 560 })
    },
  )

  await step('the light bulb offers the HTTP probe, and taking it changes the document', async () => {
    const title = 'Convert tcpSocket to httpGet /healthz'
    await workbench.page.setViewportSize({ width, height: 424 })
    await workbench.goToLine(41)
    await workbench.openFixes(workbench.word('tcpSocket', 'tcpSocket:'), workbench.line('image:'), title)
    await takePicture(workbench.page, join(pictures, 'fix.png'))
    await workbench.takeFix(title)
    await workbench.line('path: /healthz').nth(1).waitFor()
    assert.equal(await workbench.line('tcpSocket:').count(), 0)
  })

  await step('the keyboard offers the right name, and the squiggle goes', async () => {
    const title = 'Change targetPort to http'
    await workbench.page.setViewportSize(tall)
    await workbench.goToLine(1)
    await workbench.openFixesByKey(workbench.word('htpp', 'targetPort:'), title)
    await workbench.takeFix(title)
    await workbench.squiggles('error').first().waitFor({ state: 'detached' })
  })

  await step('saving writes both changes to the disk, and nothing else', async () => {
    const before = await readFile(file, 'utf8')
    await workbench.save()
    const expected = before
      .replace('targetPort: htpp', 'targetPort: http')
      .replace('            tcpSocket:\n', '            httpGet:\n              path: /healthz\n')
    assert.equal(await readFile(file, 'utf8'), expected)
    await workbench.closeFile()
  })
}

/** The way of a packet from outside of the cluster, once it leads somewhere. */
async function playStorefront(step: Step, { workbench, pictures }: Scene): Promise<void> {
  await step('a targetPort number that no pod serves becomes the one that they do', async () => {
    const title = 'Change targetPort to 3000'
    await workbench.page.setViewportSize(large)
    await workbench.openFile('storefront.yaml')
    await workbench.waitForSquiggle('warning')
    await workbench.openFixesByKey(workbench.word('8080', 'targetPort:'), title)
    await workbench.takeFix(title)
    await workbench.word('3000', 'targetPort:').waitFor()
    await workbench.lens('storefront:80 → 3000 (1 pod template)').waitFor()
  })

  await step('the hover follows a packet through the load balancer', async () => {
    const text = await workbench.hover(workbench.word('3000', 'targetPort:'), 'storefront:80')
    assert.match(text, /30080/)
    assert.match(text, /pod:3000/)
    await takePicture(workbench.page, join(pictures, 'hover.png'), { x: 0, y: 0, width: 960, height: 620 })
    await workbench.save()
    await workbench.closeFile()
  })
}

/** A hover may take half of the height, and most of the width. */
const large = { width: 1100, height: 1700 }

/** A folder that nobody said they trust. */
async function playRestricted(step: Step, { server, context, examples, data }: Scene): Promise<void> {
  const workbench = new Workbench(await context.newPage())
  await step('a restricted window finds and explains the same', async () => {
    await writeSettings(data, { ...testSettings, 'security.workspace.trust.startupPrompt': 'never' })
    await workbench.open(server.address(examples, [['openFile', server.uri(join(examples, 'shop/checkout.yaml'))]]))
    await workbench.page.locator('.statusbar-item', { hasText: 'Restricted Mode' }).waitFor()
    await workbench.waitForSquiggle('error')
    await workbench.waitForSquiggle('warning')
    await workbench.hover(workbench.word('chekout', 'app:'), 'app=checkout')
  })

  await step('the language status says what was read, what is in the file, and what it is deployed with', async () => {
    const item = workbench.page.locator('.statusbar-item[id="status.languageStatus"]')
    const text = await workbench.hover(item, 'Portolan')
    assert.match(text, /2 resources here, 1 error, 1 warning.*deployed with what is in shop.*Settings/)
    assert.match(text, /\d+ resources.*\d+ files read.*Show Log/)
  })
}

/** Each step stands on those before it, so none is tried after one that failed; that one leaves a picture. */
function stepsOf(outcomes: Outcomes, context: BrowserContext): Step {
  return async (title, body) => {
    if (outcomes.failed > 0) return
    await outcomes.test(title, body)
    if (outcomes.failed === 0) return
    for (const page of context.pages()) await page.screenshot({ path: join(results, 'editor-ui.png') })
  }
}

await main()
