import { externalSchema, profileSchema, rulesSchema } from './configurationSchema.ts'
import { displaySettings } from './displaySettings.ts'
import type { SettingsGroup } from './setting.ts'

/** Every setting, in the groups that the settings editor shows. */
export const settingsGroups: readonly SettingsGroup[] = [
  {
    title: 'Rules',
    order: 1,
    properties: {
      'portolan.profile': {
        ...profileSchema,
        scope: 'window',
        default: 'recommended',
        markdownDescription:
          'Which rules count, and how loud. A `.portolan.yaml` with a `profile` wins over this setting.',
      },
      'portolan.rules': {
        ...rulesSchema,
        scope: 'window',
        default: {},
        markdownDescription:
          'How findings are shown, by rule: `off`, `hint`, `information`, `warning` or `error`. A rule that is not named ' +
          'keeps its own severity. A `.portolan.yaml` with the same `rules` in a folder wins over this setting, and counts ' +
          'on the command line too.',
      },
      'portolan.external': {
        ...externalSchema,
        scope: 'window',
        default: {},
        markdownDescription:
          'Services, workloads and labels that live outside of the repository, so that nobody misses them: ' +
          '`{ "services": ["kafka-*"] }`. A `.portolan.yaml` can name more.',
      },
      'portolan.diagnostics.scope': {
        type: 'string',
        scope: 'window',
        enum: ['openFiles', 'wiredFiles', 'workspace'],
        enumDescriptions: [
          'Open files only.',
          'Open files, and files whose resources select, are selected by or compete with theirs.',
          'All files of the workspace.',
        ],
        default: 'wiredFiles',
        markdownDescription: 'Which files show findings in the Problems view. All files are read in any case.',
      },
    },
  },
  {
    title: 'Files',
    order: 2,
    properties: {
      'portolan.files.include': {
        type: 'array',
        scope: 'window',
        items: { type: 'string' },
        default: [],
        markdownDescription:
          'Files and folders that are read, relative to the workspace folder, in the language of `.gitignore`: ' +
          '`deploy/`, `**/k8s/*.yaml`. Empty: all YAML files. Open documents are always read.',
      },
      'portolan.files.exclude': {
        type: 'array',
        scope: 'window',
        items: { type: 'string' },
        default: [],
        markdownDescription:
          'Files and folders that are not read, relative to the workspace folder, in the language of `.gitignore`: ' +
          '`generated/`, `*.tmpl.yaml`. What `.gitignore` names, `node_modules` and `.git` are never read.',
      },
    },
  },
  displaySettings,
  {
    title: 'Language server',
    order: 4,
    properties: {
      'portolan.trace.server': {
        type: 'string',
        scope: 'window',
        enum: ['off', 'messages', 'verbose'],
        default: 'off',
        markdownDescription: 'Writes the messages between the editor and the language server to the log.',
      },
    },
  },
]
