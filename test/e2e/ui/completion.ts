import assert from 'node:assert/strict'
import { join } from 'node:path'
import { takePicture } from './picture.ts'
import type { Scene, Step } from './scene.ts'

/** What the editor offers while one types, and what comes of taking it. Stands on the port that was renamed to `web` before. */
export async function playCompletion(step: Step, { workbench, pictures }: Scene): Promise<void> {
  const { page } = workbench
  const targetPort = 32
  const rows = page.locator('.suggest-widget.visible .monaco-list-row')

  await step(
    'behind a targetPort the list has the ports of the pods, and says where the traffic would go',
    async () => {
      await workbench.openFile('payments.yaml')
      await page.setViewportSize({ width: 1100, height: 900 })
      await workbench.goToLine(targetPort)
      await page.keyboard.press('End')
      await page.keyboard.press('Control+Backspace')
      await workbench.suggest('web')
      assert.deepEqual(
        (await rows.allInnerTexts()).map(text => text.replaceAll(/\s+/g, ' ').trim()),
        ['web 8080 in container payments', '8080 web in container payments'],
      )
      // The same keys again open what is said about the first.
      await page.keyboard.press('Control+Space')
      const details = page.locator('.suggest-details', { hasText: 'Traffic for payments:80 goes to port 8080 (web)' })
      await details.waitFor()
      const [above, below] = await Promise.all([
        workbench.line('kind: Service').boundingBox(),
        workbench.line('containers:').boundingBox(),
      ])
      assert.ok(above && below)
      await takePicture(page, join(pictures, 'completion.png'), {
        x: 0,
        y: above.y,
        width: 980,
        height: below.y - above.y,
      })
      await page.keyboard.press('Enter')
      await workbench.line('targetPort: web').waitFor()
    },
  )

  await step('where a key is begun, the field comes together with its value', async () => {
    await page.keyboard.press('Control+Shift+KeyK')
    await workbench.line('targetPort: web').waitFor({ state: 'detached' })
    await workbench.goToLine(targetPort - 1)
    await page.keyboard.press('End')
    await page.keyboard.press('Enter')
    await page.keyboard.type('targ')
    await rows.first().filter({ hasText: 'targetPort: web' }).waitFor()
    await page.keyboard.press('Enter')
    await workbench.line('targetPort: web').waitFor()
    await workbench.save()
    await workbench.closeFile()
  })
}
