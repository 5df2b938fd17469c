/** Settings of VS Code under which nothing leaves the machine and nothing stands beside the work. */
export const quietSettings: Readonly<Record<string, unknown>> = {
  'telemetry.telemetryLevel': 'off',
  'update.mode': 'none',
  'update.showReleaseNotes': false,
  'extensions.autoUpdate': false,
  'extensions.autoCheckUpdates': false,
  'extensions.ignoreRecommendations': true,
  'workbench.enableExperiments': false,
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'chat.disableAIFeatures': true,
  'git.enabled': false,
  'editor.minimap.enabled': false,
}

/** For tests: nothing moves, and what appears appears at once. */
export const testSettings: Readonly<Record<string, unknown>> = {
  'workbench.reduceMotion': 'on',
  'editor.hover.delay': 100,
  'editor.accessibilitySupport': 'off',
  'editor.lightbulb.enabled': 'on',
  'editor.cursorBlinking': 'solid',
  'files.autoSave': 'off',
}
