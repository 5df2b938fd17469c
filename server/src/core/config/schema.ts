import { keysOf } from '../base/keys.ts'

/**
 * Every setting: those of editors under `portolan.`, and those that `.portolan.yaml` takes. What is read, what an editor offers,
 * the schema of the file, the page about settings and the defaults of the language server come from this table.
 */
export const settingsTable = {
  profile: {
    group: 'Rules',
    value: {
      is: 'choice',
      choices: {
        recommended: 'What nobody should miss.',
        strict:
          'For repositories that hold everything they talk about: rules of style count too, and information is shown as a warning.',
        teaching: 'Hints that explain how things work, for learning.',
      },
      fallback: 'recommended',
    },
    inFile: 'Which rules count, and how loud.',
    inEditor: 'Which rules count, and how loud. A `.portolan.yaml` with a `profile` wins over this setting.',
  },
  rules: {
    group: 'Rules',
    value: { is: 'levels' },
    inFile: 'How findings are shown, by rule. A rule that is not named keeps its own severity.',
    inEditor:
      'How findings are shown, by rule: `off`, `hint`, `information`, `warning` or `error`. A rule that is not named ' +
      'keeps its own severity. A `.portolan.yaml` with the same `rules` in a folder wins over this setting, and counts ' +
      'on the command line too.',
  },
  overrides: {
    group: 'Rules',
    value: { is: 'overrides' },
    inFile: 'Levels for some paths only. Later ones win over earlier ones, and all of them over `rules`.',
  },
  external: {
    group: 'Rules',
    value: { is: 'external' },
    inFile: 'What lives outside of the repository. Portolan does not miss it.',
    inEditor:
      'Services, workloads and labels that live outside of the repository, so that nobody misses them: ' +
      '`{ "services": ["kafka-*"] }`. A `.portolan.yaml` can name more.',
  },
  'diagnostics.scope': {
    group: 'Rules',
    value: {
      is: 'choice',
      choices: {
        openFiles: 'Open files only.',
        wiredFiles: 'Open files, and files whose resources select, are selected by or compete with theirs.',
        workspace: 'All files of the workspace.',
      },
      fallback: 'wiredFiles',
    },
    inEditor: 'Which files show findings in the Problems view. All files are read in any case.',
  },
  'files.include': {
    group: 'Files',
    value: { is: 'patterns' },
    inEditor:
      'Files and folders that are read, relative to the workspace folder, in the language of `.gitignore`: ' +
      '`deploy/`, `**/k8s/*.yaml`. Empty: all YAML files. Open documents are always read.',
  },
  'files.exclude': {
    group: 'Files',
    value: { is: 'patterns' },
    inEditor:
      'Files and folders that are not read, relative to the workspace folder, in the language of `.gitignore`: ' +
      '`generated/`, `*.tmpl.yaml`. What `.gitignore` names, `node_modules` and `.git` are never read.',
  },
  'inlayHints.portNumber': shown('The number behind the name of a port: `targetPort: http` → 8080.'),
  'inlayHints.implicitTargetPort': shown('The targetPort of a Service port that has none of its own.'),
  'inlayHints.selects': shown('What the selector of a Service picks: `selects Deployment api`.'),
  'inlayHints.nodePortBand': shown(
    'Whether a nodePort lies in the band that is left for picking by hand, or in the one from which the cluster assigns.',
  ),
  'inlayHints.usedBy': shown('Who uses a container port: Services, probes, policies, monitors.'),
  'codeLens.enabled': shown(
    'Lines above Services, workloads, Ingresses and routes: where each port leads, who points here, and what is wrong ' +
      'on the way. For editors whose client has the commands behind them.',
  ),
  'trace.server': {
    group: 'Language server',
    value: {
      is: 'choice',
      choices: {
        off: 'No messages.',
        messages: 'The names of the messages.',
        verbose: 'The messages with all that is in them.',
      },
      fallback: 'off',
    },
    inEditor: 'Writes the messages between the editor and the language server to the log.',
  },
} as const satisfies Readonly<Record<string, Setting>>

export interface Setting {
  /** The heading that it stands under. */
  readonly group: string
  readonly value: SettingValue
  /** True where it may differ from folder to folder of a workspace. */
  readonly perFolder?: true
  /** What it does, for the schema of `.portolan.yaml`. Absent: it cannot stand there. */
  readonly inFile?: string
  /** What it does, for the settings of an editor. Absent: it is no setting of an editor. */
  readonly inEditor?: string
}

export type SettingValue =
  /** One of some words, each with its meaning. */
  | { readonly is: 'choice'; readonly choices: Readonly<Record<string, string>>; readonly fallback: string }
  | { readonly is: 'switch'; readonly fallback: boolean }
  /** A list in the language of `.gitignore`. */
  | { readonly is: 'patterns' }
  /** A level by the id of each rule. */
  | { readonly is: 'levels' }
  /** A list of mappings with `overrideFields`. */
  | { readonly is: 'overrides' }
  /** A mapping with `externalFields`. */
  | { readonly is: 'external' }

export type SettingName = keyof typeof settingsTable

/** The settings with such a value. */
export type SettingOf<Is extends SettingValue['is']> = {
  [Name in SettingName]: (typeof settingsTable)[Name]['value']['is'] extends Is ? Name : never
}[SettingName]

/** All settings in the order of the table. */
export const allSettings: readonly (readonly [SettingName, Setting])[] = keysOf(settingsTable).map(name => [
  name,
  settingsTable[name],
])

/** What may stand at the top of `.portolan.yaml`. */
export const settingsInFile: readonly string[] = allSettings.filter(([, { inFile }]) => inFile).map(([name]) => name)

/** First words of settings that only hosts read. */
export const sectionsInEditor: ReadonlySet<string> = new Set(
  allSettings.filter(([, { inFile }]) => !inFile).map(([name]) => name.split('.', 1)[0] ?? ''),
)

/** The keys of an entry of `overrides`. */
export const overrideFields = {
  paths: 'Files and folders in the language of `.gitignore`, relative to this file: `dev/**`.',
  profile: settingsTable.profile.inFile,
  rules: settingsTable.rules.inFile,
} as const

/** The keys of `external`, each with a list of texts. */
export const externalFields = {
  services: 'Services, as `name` or `namespace/name`; `*` stands for any characters: `kafka-*`.',
  workloads: 'Workloads, as `name` or `kind/name`: `StatefulSet/postgres`.',
  labels: 'Labels that selectors may ask for, as `key` or `key=value`: `app.kubernetes.io/part-of=billing`.',
} as const

/** What stands between the lines of a document. */
function shown<const What extends string>(inEditor: What) {
  return {
    group: 'Inlay hints and code lenses',
    value: { is: 'switch', fallback: true },
    perFolder: true,
    inEditor,
  } as const
}
