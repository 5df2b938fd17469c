import { type Setting, settingsGroups } from './settings.ts'

/** `docs/settings.md`. */
export function settingsPage(): string {
  const groups = settingsGroups.flatMap(({ title, properties }) => [
    `## ${title}`,
    ...Object.entries(properties).flatMap(([name, setting]) => [`### \`${name}\``, ...describe(setting)]),
  ])
  return `${['# Settings', introduction, ...groups].join('\n\n')}\n`
}

const introduction =
  'Set them in the settings of the editor. The rule levels can stand in a `.portolan.yaml` instead, which counts for its ' +
  'folder and all below, in the editor and on the command line:\n\n```yaml\nrules:\n  node-port-range: off\n```'

function describe(setting: Setting): readonly string[] {
  const choices =
    Array.isArray(setting.enum) && Array.isArray(setting.enumDescriptions)
      ? [setting.enum, setting.enumDescriptions]
      : []
  const [names = [], meanings = []] = choices
  const list = names.map((name, index) => `- \`${name}\`: ${meanings[index]}`).join('\n')
  const rules = setting.properties ? ['The rules are listed in [docs/rules](rules/README.md).'] : []
  const fallback = `Default: \`${JSON.stringify(setting.default)}\``
  return [setting.markdownDescription, ...(list ? [list] : []), ...rules, fallback]
}
