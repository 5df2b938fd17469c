/**
 * The folders of core, bottom up: a folder may import from itself and from those before it. The lint configuration is
 * written from this list; which *parts* may import each other (core, lsp, cli, client) is said by the references in their
 * `tsconfig.json`, so the compiler holds that.
 */
export const layers = [
  'base',
  'yaml',
  'template',
  'helm',
  'kustomize',
  'k8s',
  'config',
  'deploy',
  'documents',
  'graph',
  'rules',
  'workspace',
  'features',
  'report',
] as const

/** Who may import which packages, by folder. Core may import none but where it is said here. */
export const packages: Readonly<Record<string, readonly string[]>> = {
  'server/src/core/base': ['vscode-uri'],
  'server/src/core/yaml': ['yaml'],
  'server/src/core/k8s': ['jsonc-parser'],
  'server/src/core/helm': ['@cfworker/json-schema', 'fflate/browser'],
  'server/src/core/config': ['ignore'],
  'server/src/core/report': ['string-width'],
  'server/src/files': [],
  'server/src/lsp': ['vscode-languageserver', 'vscode-languageserver-textdocument'],
  'server/src/host/node': ['vscode-languageserver', 'node:*'],
  'server/src/host/browser': ['vscode-languageserver'],
  'server/src/cli': ['node:*'],
  client: ['vscode', 'vscode-languageclient'],
}
