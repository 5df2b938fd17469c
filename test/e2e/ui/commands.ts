import type { Scene, Step } from './scene.ts'

/** The commands as they are found in the palette, what they leave on the screen or in the clipboard, and where the editor says how things stand. */
export async function playCommands(step: Step, { context, workbench }: Scene): Promise<void> {
  const { page, panel } = workbench
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])

  await step('a rename that would miss what a patch adds is refused, and one sees why', async () => {
    await workbench.openFile('reviews.yaml')
    await page.setViewportSize({ width: 1300, height: 900 })
    await workbench.lens('2 Services').waitFor()
    await workbench.putCursor(workbench.word('http', '- name: http').last())
    await page.keyboard.press('F2')
    await page.locator('.monaco-editor-overlaymessage', { hasText: 'A Kustomize patch changes Deployment' }).waitFor()
  })

  await step('the commands that verify a chain are in the clipboard, filled in', async () => {
    await workbench.openFile('payments.yaml')
    await workbench.putCursor(workbench.word('80', 'port: 80'))
    await workbench.runCommand('Portolan: Copy kubectl Commands That Verify This Chain')
    await page.waitForFunction(
      text => navigator.clipboard.readText().then(copied => copied.includes(text)),
      'kubectl get endpointslices -l kubernetes.io/service-name=payments',
    )
  })

  await step('the problems of all files are listed, of those never opened, too', async () => {
    await workbench.runCommand('Portolan: Show All Port Problems of the Workspace')
    for (const rule of ['probe-port-name-missing', 'selector-no-match', 'node-port-range', 'port-quoted-number']) {
      await panel.locator('.monaco-list-row', { hasText: rule }).waitFor()
    }
  })

  await step('the log is a channel with levels', async () => {
    await workbench.runCommand('Portolan: Show Log')
    const chosen = panel.locator('select option:checked')
    await chosen
      .filter({ hasText: /^Portolan$/ })
      .first()
      .waitFor({ state: 'attached' })
    await panel.locator('.action-label[aria-label^="Set Log Level"]').first().waitFor()
    await page.keyboard.press('Control+KeyJ')
    await panel.waitFor({ state: 'hidden' })
  })

  await step('a restarted server finds the same', async () => {
    await workbench.runCommand('Portolan: Restart Server')
    await workbench.openFile('sessions.yaml')
    await workbench.waitForSquiggle('error')
  })

  await step('the walkthrough has a picture for each step', async () => {
    await workbench.runCommand('Welcome: Open Walkthrough...')
    await workbench.pick('Get Started with Portolan')
    const titles = page.locator('.getting-started-step')
    const picture = page.frameLocator('.getting-started-media iframe').frameLocator('#active-frame').locator('svg')
    for (const [index, shown] of [
      'pod:8080/ready',
      'htpp',
      'Change targetPort',
      'kubectl',
      '.portolan.yaml',
    ].entries()) {
      await titles.nth(index).click()
      await picture.filter({ hasText: shown }).waitFor()
    }
  })

  await page.close()
}
