import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { takePicture } from './picture.ts'
import { type Scene, type Step, width } from './scene.ts'

/** What stands between the lines of a sound chain, where one gets from there, and what can be changed everywhere at once. */
export async function playPayments(step: Step, { workbench, examples, pictures }: Scene): Promise<void> {
  const file = join(examples, 'shop/payments.yaml')
  const { page } = workbench
  const containerPortName = () => workbench.word('http', '- name: http').last()

  await step('hints stand behind names, selectors and ports, and lenses above resources', async () => {
    await workbench.openFile('payments.yaml')
    await page.setViewportSize({ width, height: 1400 })
    await workbench.line('targetPort: http→ 8080').waitFor()
    for (const text of [
      'name: http→ 80',
      'selector:selects Deployment payments',
      'containerPort: 8080used by payments:80 and 2 more',
    ]) {
      await workbench.line(text).waitFor()
    }
    await workbench.lens('Service payments').waitFor()
    const lenses = await page.locator('.codelens-decoration').allInnerTexts()
    assert.deepEqual(
      lenses.map(text => text.replaceAll(/\s+/g, ' ')),
      [
        'payments:80 → 8080 (1 pod template) | no problems',
        'payments:80 → 8080 (1 pod template) | 1 reference | no problems',
        'Service payments | 1 reference | no problems',
      ],
    )
    const [above, below] = await Promise.all([
      workbench.line('---').first().boundingBox(),
      workbench.line('path: /ready').boundingBox(),
    ])
    assert.ok(above && below)
    const top = above.y + above.height
    await takePicture(page, join(pictures, 'hints.png'), {
      x: 0,
      y: top,
      width: 640,
      height: below.y + 2 * below.height - top,
    })
  })

  await step('a click on what a lens counts shows the places', async () => {
    await workbench.lens('1 reference').first().click()
    assert.deepEqual(await workbench.peeked('payments'), ['name: payments port: name: http'])
    await workbench.closePeek()
  })

  await step('a click on the way of a port opens a page with every hop, in lines that are not broken', async () => {
    await workbench.lens('payments:80 → 8080 (1 pod template)').last().click()
    const text = await workbench.pageText('Service payments, Service port 80')
    assert.match(text, /Ingress payments → payments:80 points to Service port http/)
    assert.match(text, /Deployment payments → process:8080/)
    assert.match(text, /refused at once No endpoint/)
    assert.match(text, /kubectl get endpointslices -l kubernetes\.io\/service-name=payments/)
    const picture = page
      .frameLocator('iframe.webview.ready')
      .frameLocator('#active-frame')
      .locator('code.language-portolan-way')
    assert.equal(await picture.evaluate(element => getComputedStyle(element).whiteSpace), 'pre')
    await page.keyboard.press('Control+KeyW')
  })

  await step('from a container port one sees everybody who means it', async () => {
    await workbench.putCursor(containerPortName())
    await page.keyboard.press('Shift+F12')
    assert.deepEqual(await workbench.peeked('targetPort'), [
      'targetPort: http',
      '- name: http',
      'containerPort: 8080',
      'port: http',
      '- port: http',
    ])
    await workbench.closePeek()
  })

  await step('from a targetPort one gets to the container port', async () => {
    await workbench.goToLine(32)
    await workbench.putCursor(workbench.word('http', 'targetPort:'))
    await page.keyboard.press('F12')
    await page.locator('.line-numbers.active-line-number', { hasText: /^54$/ }).waitFor()
  })

  await step('a rename shows its changes by kind, and does them at once', async () => {
    await workbench.putCursor(containerPortName())
    await workbench.previewRename('web')
    await workbench.panel.locator('.action-label[aria-label="Group Changes By Type"]').first().click()
    await workbench.panel.locator('.monaco-list-row', { hasText: 'targetPort of Services' }).waitFor()
    await workbench.resizePanel(430)
    const rows = await workbench.panel.locator('.monaco-list-row').allInnerTexts()
    assert.deepEqual(
      rows.map(row => row.replaceAll(/\s+/g, ' ').trim()).filter(row => !row.startsWith('payments.yaml')),
      [
        'Declaration',
        '- name: httpweb',
        'NetworkPolicy',
        '- port: httpweb',
        'Probes and hooks',
        'port: httpweb',
        'targetPort of Services',
        'targetPort: httpweb',
      ],
    )
    await takePicture(page, join(pictures, 'rename.png'), { x: 0, y: 1400 - 436, width: 640, height: 436 })
    await workbench.panel.locator('.monaco-button', { hasText: 'Apply' }).click()
    await workbench.line('targetPort: web').waitFor()
    const before = await readFile(file, 'utf8')
    await workbench.save()
    const [ingress = '', service = '', ...others] = before.split('---')
    assert.equal(
      await readFile(file, 'utf8'),
      [
        ingress,
        service.replace('targetPort: http', 'targetPort: web'),
        ...others.map(text => text.replaceAll(/(name|port): http$/gm, '$1: web')),
      ].join('---'),
    )
  })

  await step('another number for a container port is asked for right there, and goes to whoever means it', async () => {
    const title = 'Use another number for container port 8080…'
    await workbench.openFixesByKey(workbench.word('8080', 'containerPort:'), title)
    await workbench.takeFix(title)
    const box = page.locator('.rename-box input')
    await box.fill('8090')
    await box.press('Enter')
    for (const text of ['containerPort: 8090', 'targetPort: web→ 8090']) await workbench.line(text).waitFor()
    await workbench.line('port: 80').first().waitFor()
    await page.keyboard.press('Control+KeyZ')
    await workbench.line('containerPort: 8080').waitFor()
  })

  await step('the call hierarchy leads from the Ingress to the database that the pods call', async () => {
    await page.setViewportSize({ width: 1100, height: 560 })
    await workbench.goToLine(1)
    await workbench.putCursor(workbench.word('Ingress', 'kind: Ingress'))
    await workbench.runCommand('Peek Call Hierarchy')
    await page.locator('.zone-widget .action-label[aria-label^="Show Outgoing Calls"]').click()
    for (const station of ['payments:80', 'payments pod:8080', 'orders pod:5432']) {
      await page.locator('.call-hierarchy .monaco-list-row', { hasText: station }).waitFor()
      await page.keyboard.press('ArrowDown')
      await page.locator('.call-hierarchy .monaco-list-row.focused', { hasText: station }).waitFor()
      await page.keyboard.press('ArrowRight')
    }
    await page.mouse.move(0, 0)
    await page.locator('.monaco-hover:not(.hidden)').waitFor({ state: 'detached' })
    await takePicture(page, join(pictures, 'traffic.png'))
    await workbench.closePeek()
    await workbench.closeFile()
  })
}
