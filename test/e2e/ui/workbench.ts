import type { Locator, Page } from 'playwright-core'

/**
 * What a user does and sees in VS Code, in terms of its page. The class names are VS Code's own and have been stable for
 * years; each is used here only.
 */
export class Workbench {
  readonly page: Page

  constructor(page: Page) {
    this.page = page
    page.setDefaultTimeout(patience)
  }

  async open(address: string): Promise<void> {
    await this.page.goto(address, { waitUntil: 'commit' })
    await this.page.waitForSelector('.monaco-workbench')
  }

  /** Opens a file of the workspace by its name, as with Ctrl+P. */
  async openFile(name: string): Promise<void> {
    await this.page.keyboard.press('Control+KeyP')
    const input = this.page.locator('.quick-input-widget:visible .quick-input-box input')
    await input.fill(name)
    await this.page.locator('.quick-input-widget .monaco-list-row.focused', { hasText: name }).first().waitFor()
    await this.page.keyboard.press('Enter')
    await this.page.locator('.tab.active', { hasText: name }).waitFor()
  }

  /** Closes the file in front. */
  async closeFile(): Promise<void> {
    const tabs = await this.page.locator('.tab').count()
    await this.page.keyboard.press('Control+KeyW')
    await this.page
      .locator('.tab')
      .nth(tabs - 1)
      .waitFor({ state: 'detached' })
  }

  /** A line of the open document that contains this text. */
  line(text: string): Locator {
    return this.page.locator('.editor-instance .view-line', { hasText: text })
  }

  /** A word as the highlighting of the language splits the line into words. */
  word(word: string, line: string): Locator {
    const exactly = { hasText: new RegExp(`^\\s*${word}$`) }
    return this.line(line).locator('span > span', exactly).last()
  }

  /** The lines drawn under the code; attached, not visible, is how VS Code keeps them. */
  squiggles(kind: 'error' | 'warning' | 'info' | 'hint'): Locator {
    return this.page.locator(`.view-overlays .squiggly-${kind}`)
  }

  async waitForSquiggle(kind: 'error' | 'warning' | 'info'): Promise<void> {
    await this.squiggles(kind).first().waitFor({ state: 'attached' })
  }

  /** Rests the mouse on a word and gives the text of what pops up. */
  async hover(word: Locator, expected: string): Promise<string> {
    const shown = this.page.locator('.monaco-hover:not(.hidden)', { hasText: expected }).first()
    // A hover that was asked for before the server was ready stays away: leave the word, and come again.
    await repeat(attempts, async timeout => {
      await this.page.mouse.move(0, 0)
      await word.hover({ timeout })
      await shown.waitFor({ timeout })
    })
    return (await shown.innerText()).replaceAll(/\s+/g, ' ')
  }

  /** Opens the menu of quick fixes with a press on the light bulb; gives the titles in it. */
  async openFixes(word: Locator, elsewhere: Locator, expected: string): Promise<readonly string[]> {
    const bulb = this.page.locator('.editor-instance .lightBulbWidget:visible').first()
    const item = this.#menuRow(expected)
    // The bulb is computed when the cursor moves, and jumps about while answers come in: hence the mouse, not a click on
    // the element, and another try when it missed.
    await repeat(attempts, async timeout => {
      await this.page.keyboard.press('Escape')
      await elsewhere.click({ timeout, force: true })
      await word.click({ timeout, force: true })
      await bulb.waitFor({ timeout })
      const box = await bulb.boundingBox()
      if (box) await this.page.mouse.click(box.x + box.width / 2, box.y + box.height / 2)
      await item.waitFor({ timeout })
    })
    return this.#menu().allInnerTexts()
  }

  /** The same with the keyboard. */
  async openFixesByKey(word: Locator, expected: string): Promise<readonly string[]> {
    await repeat(attempts, async timeout => {
      await this.page.keyboard.press('Escape')
      await word.click({ timeout, force: true })
      await this.page.keyboard.press('Control+Period')
      await this.#menuRow(expected).waitFor({ timeout })
    })
    return this.#menu().allInnerTexts()
  }

  /** Takes the entry of the open menu with this title: by the keyboard, since a fresh menu takes no clicks at first. */
  async takeFix(title: string): Promise<void> {
    const wanted = this.#menuRow(title).and(this.page.locator('.focused'))
    for (let presses = await this.#menu().count(); presses > 0 && !(await wanted.isVisible()); presses--) {
      await this.page.keyboard.press('ArrowDown')
    }
    await wanted.waitFor()
    await this.page.keyboard.press('Enter')
    await this.#menuRow(title).waitFor({ state: 'detached' })
  }

  async save(): Promise<void> {
    await this.page.locator('.tab.active.dirty').waitFor()
    await this.page.keyboard.press('Control+KeyS')
    await this.page.locator('.tab.active:not(.dirty)').waitFor()
  }

  /** Opens the next problem of the document between its lines; gives the text of it. */
  async openProblem(expected: string): Promise<string> {
    const widget = this.page.locator('.zone-widget', { hasText: expected })
    await repeat(attempts, async timeout => {
      await this.page.keyboard.press('Alt+F8')
      await widget.waitFor({ timeout })
    })
    return (await widget.innerText()).replaceAll(/\s+/g, ' ')
  }

  /** Asks for the list of what may stand at the cursor, until it is there with this as its first. */
  async suggest(first: string): Promise<void> {
    const row = this.page.locator('.suggest-widget.visible .monaco-list-row').first().filter({ hasText: first })
    await repeat(attempts, async timeout => {
      await this.page.keyboard.press('Escape')
      await this.page.keyboard.press('Control+Space')
      await row.waitFor({ timeout })
    })
  }

  /** A part of the line above a resource, by its whole text. */
  lens(text: string): Locator {
    return this.page
      .locator('.editor-instance .codelens-decoration > a')
      .filter({ hasText: new RegExp(`^${escaped(text)}$`) })
  }

  /** Puts the cursor into a word. */
  async putCursor(word: Locator): Promise<void> {
    // The cursor itself, where it stands in the word already, takes the click just as well.
    await word.click({ force: true })
  }

  /** Runs a command by its title in the palette. */
  async runCommand(title: string): Promise<void> {
    const input = this.page.locator('.quick-input-widget:visible .quick-input-box input')
    const row = this.page.locator('.quick-input-widget .monaco-list-row.focused', { hasText: title }).first()
    // The palette goes when something that opens late, such as the log, takes the focus.
    await repeat(attempts, async timeout => {
      await this.page.keyboard.press('F1')
      await input.fill(`>${title}`, { timeout })
      await row.waitFor({ timeout })
    })
    await this.page.keyboard.press('Enter')
  }

  /** Chooses from a list that a command opened. */
  async pick(title: string): Promise<void> {
    await this.page.locator('.quick-input-widget:visible .quick-input-box input').fill(title)
    await this.page.locator('.quick-input-widget .monaco-list-row.focused', { hasText: title }).first().waitFor()
    await this.page.keyboard.press('Enter')
  }

  /** What stands in the list of an open peek, one text a row, once there is a row with this one. */
  async peeked(expected: string): Promise<readonly string[]> {
    const rows = this.page.locator('.zone-widget .monaco-list-row')
    await rows.filter({ hasText: expected }).first().waitFor()
    return rows.allInnerTexts()
  }

  async closePeek(): Promise<void> {
    await this.page.keyboard.press('Escape')
    await this.page.locator('.zone-widget').waitFor({ state: 'detached' })
  }

  /** Types a new name for what is under the cursor, and asks to see the changes first. */
  async previewRename(name: string): Promise<void> {
    await this.page.keyboard.press('F2')
    await this.page.locator('.rename-box input').fill(name)
    await this.page.keyboard.press('Control+Enter')
    await this.panel.locator('.monaco-button', { hasText: 'Apply' }).waitFor()
  }

  /** The part of the window below the editor. */
  get panel(): Locator {
    return this.page.locator('.part.panel')
  }

  /** Pulls the upper edge of the panel to a height above the lower edge of the window, in pixels. */
  async resizePanel(height: number): Promise<void> {
    const box = await this.panel.boundingBox()
    const size = this.page.viewportSize()
    if (!box || !size) throw new Error('There is no panel.')
    await this.page.mouse.move(size.width / 2, box.y - 2)
    await this.page.mouse.down()
    await this.page.mouse.move(size.width / 2, size.height - height)
    await this.page.mouse.up()
    await this.page.mouse.move(0, 0)
  }

  /** The text of a page of Markdown once it has this heading: it lives in a frame within a frame. */
  async pageText(heading: string): Promise<string> {
    const body = this.page.frameLocator('iframe.webview.ready').frameLocator('#active-frame').locator('body')
    await body.locator('h1', { hasText: heading }).waitFor()
    return (await body.innerText()).replaceAll(/\s+/g, ' ')
  }

  async goToLine(line: number): Promise<void> {
    await this.page.keyboard.press('Control+KeyG')
    const input = this.page.locator('.quick-input-widget:visible .quick-input-box input')
    await input.fill(`:${line}`)
    await this.page.keyboard.press('Enter')
    await input.waitFor({ state: 'hidden' })
  }

  async hideSideBar(): Promise<void> {
    const sideBar = this.page.locator('.part.sidebar')
    if (await sideBar.isVisible()) await this.page.keyboard.press('Control+KeyB')
    await sideBar.waitFor({ state: 'hidden' })
  }

  #menu(): Locator {
    return this.page.locator('.action-widget .monaco-list-row.action')
  }

  #menuRow(title: string): Locator {
    return this.page.locator('.action-widget .monaco-list-row', { hasText: title }).first()
  }
}

function escaped(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')
}

/** Milliseconds; long for a busy machine. */
const patience = 60_000

const attempts = 6

/** Runs steps that may have to be done anew, with a share of the patience for each time. */
async function repeat(times: number, steps: (timeout: number) => Promise<void>): Promise<void> {
  for (let left = times - 1; ; left--) {
    try {
      await steps(patience / times)
      return
    } catch (error) {
      if (left === 0) throw error
    }
  }
}
