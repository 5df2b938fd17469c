import type { BrowserContext } from 'playwright-core'
import type { VsCodeServer } from '../../../scripts/editors/server.ts'
import { testSettings } from '../../../scripts/editors/settings.ts'
import type { Workbench } from './workbench.ts'

/** Runs a step of the story, unless one before it failed. */
export type Step = (title: string, body: () => Promise<void>) => Promise<void>

/** What the parts of the story have in common. */
export interface Scene {
  readonly server: VsCodeServer
  readonly context: BrowserContext
  /** A window on that folder, which everybody trusts. Each part leaves it without open files. */
  readonly workbench: Workbench
  /** The folder that is opened, a copy. */
  readonly examples: string
  /** The folder of the server. */
  readonly data: string
  /** The folder for pictures. */
  readonly pictures: string
}

export const width = 940

/** Room for a whole file. */
export const tall = { width, height: 1100 }

/** Nothing around the editor, so that pictures show what matters. */
export const pictureSettings = {
  ...testSettings,
  'security.workspace.trust.enabled': false,
  'workbench.colorTheme': 'Light Modern',
  'workbench.activityBar.location': 'hidden',
  'workbench.statusBar.visible': false,
  'workbench.layoutControl.enabled': false,
  'window.commandCenter': false,
  'window.menuBarVisibility': 'hidden',
  'breadcrumbs.enabled': false,
  'editor.fontSize': 13,
  'editor.folding': false,
  'editor.guides.indentation': false,
  'editor.hover.above': false,
  'editor.overviewRulerBorder': false,
  'editor.renderLineHighlight': 'none',
  'editor.scrollbar.horizontal': 'hidden',
  'editor.scrollbar.vertical': 'hidden',
  'editor.occurrencesHighlight': 'off',
  'editor.selectionHighlight': false,
  'editor.stickyScroll.enabled': false,
}
