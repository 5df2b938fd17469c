import { allSettings, type Setting } from '../../server/src/core/config/schema.ts'
import { fallbackOf } from './manifest.ts'

/** `docs/settings.md`. */
export function settingsPage(): string {
  const titles = new Set(allSettings.map(([, { group }]) => group))
  const groups = [...titles].flatMap(title => [
    `## ${title}`,
    ...allSettings.filter(([, { group }]) => group === title).flatMap(([name, setting]) => describe(name, setting)),
  ])
  return `${['# Settings', introduction, ...groups].join('\n\n')}\n`
}

const introduction = `Set them in the settings of the editor. What is about rules can stand in a \`.portolan.yaml\` instead, which counts for its folder and all below, in the editor and on the command line:

\`\`\`yaml
profile: strict            # recommended, strict or teaching
rules:
  node-port-range: off     # off, hint, information, warning or error
overrides:                 # for some paths only; the last one that fits wins
  - paths: [dev/**]
    rules:
      selector-no-match: off
external:                  # what lives outside of the repository
  services: [kafka-*, monitoring/alertmanager]
  workloads: [StatefulSet/postgres]
  labels: [app=legacy]
\`\`\`

The nearest file wins, rule by rule. Files above the folder that is opened or checked count, too: up to the root of the repository, or, outside of any repository, up to the root of the file system. The file may be called \`.portolan.yml\`; where a folder has both, \`.portolan.yaml\` counts, and the other one gets a warning that it is not read. It counts even where \`.gitignore\` or \`portolan.files.exclude\` names it, but not in a folder that they leave out. What is not understood is told with its place, and the rest counts. With Red Hat’s YAML extension, VS Code completes and explains this file by \`schemas/portolan.schema.json\`; other editors do the same when a line at its top names that file: \`# yaml-language-server: $schema=…/portolan.schema.json\`.`

function describe(name: string, { value, inEditor }: Setting): readonly string[] {
  if (!inEditor) return []
  const choices = value.is === 'choice' ? Object.entries(value.choices) : []
  const list = choices.map(([choice, meaning]) => `- \`${choice}\`: ${meaning}`).join('\n')
  const rules = value.is === 'levels' ? ['The rules are listed in [docs/rules](rules/README.md).'] : []
  const fallback = `Default: \`${JSON.stringify(fallbackOf(value))}\``
  return [`### \`portolan.${name}\``, inEditor, ...(list ? [list] : []), ...rules, fallback]
}
