import { layers, packages } from '../layers.ts'

/** `.oxlintrc.json`. What the compiler cannot hold: the order of the layers within core, and who imports which package. */
export function lintConfiguration(): string {
  const configuration = {
    $schema: './node_modules/oxlint/configuration_schema.json',
    plugins: ['typescript', 'import', 'oxc', 'unicorn'],
    categories: { correctness: 'error' },
    rules: {
      'import/no-cycle': 'error',
      'import/no-default-export': 'error',
      'import/no-named-as-default-member': 'off',
      'max-lines': ['error', { max: 400 }],
      'oxc/no-barrel-file': 'error',
      'typescript/consistent-type-assertions': ['error', { assertionStyle: 'never' }],
      'typescript/no-explicit-any': 'error',
      'typescript/no-misused-promises': 'error',
      'typescript/no-non-null-assertion': 'error',
      'typescript/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      'typescript/restrict-template-expressions': 'off',
      // Ports of ours are objects of functions that know no `this`.
      'typescript/unbound-method': 'off',
      // A terminal is spoken to in control characters.
      'no-control-regex': 'off',
      // Copying a collection before changing what it is taken from looks useless and is not.
      'unicorn/no-useless-spread': 'off',
    },
    overrides: [...importOverrides(), ...exceptions],
    ignorePatterns: ['dist', 'node_modules', '.cache', '.tsbuild', '.vsix', 'test-results'],
  }
  return `${JSON.stringify(configuration, null, 2)}\n`
}

const exceptions = [
  {
    // Brands are minted here: a plain text or number becomes a URI, a resource's or a document's identity.
    files: [
      'server/src/core/base/*.ts',
      'server/src/core/documents/extract.ts',
      'server/src/core/deploy/unit.ts',
      'server/src/core/workspace/changes.ts',
      'test/**',
    ],
    rules: { 'typescript/consistent-type-assertions': 'off', 'typescript/no-unsafe-type-assertion': 'off' },
  },
  {
    // Vitest and VS Code ask for default exports.
    files: ['vitest.config.ts', 'test/support/built.ts'],
    rules: { 'import/no-default-export': 'off' },
  },
]

/** One override per folder. A later one replaces an earlier one for the same file, so each says all that holds for it. */
function importOverrides(): readonly object[] {
  const core = layers.map(layer => importOverride(`server/src/core/${layer}`, layersAbove(layer)))
  const others = Object.keys(packages).filter(folder => !folder.startsWith('server/src/core/'))
  return [...core, ...others.map(folder => importOverride(folder, []))]
}

function importOverride(folder: string, layersAbove: readonly object[]): object {
  return {
    files: [`${folder}/**`],
    rules: {
      'no-restricted-imports': ['error', { patterns: [...layersAbove, otherPackages(packages[folder] ?? [])] }],
    },
  }
}

function layersAbove(layer: (typeof layers)[number]): readonly object[] {
  const above = layers.slice(layers.indexOf(layer) + 1)
  if (above.length === 0) return []
  const message = `${layer} may import only what is below it: ${layers.slice(0, layers.indexOf(layer)).join(', ')}.`
  return [{ regex: `^(\\.\\./)+(${above.join('|')})/`, message }]
}

function otherPackages(allowed: readonly string[]): object {
  const message =
    allowed.length === 0
      ? 'No packages here: core is pure.'
      : `Of packages only ${allowed.join(', ')} may be used here.`
  return {
    group: ['*', '!.', '!..', '!./**', '!../**', ...allowed.flatMap(name => [`!${name}`, `!${name}/**`])],
    message,
  }
}
