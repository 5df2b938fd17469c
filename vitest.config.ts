import { defineConfig, type TestProjectConfiguration } from 'vitest/config'

/** One project per kind of test; `npx vitest run --project rules` runs one kind. Benchmarks are no tests: `npm run bench`. */
export default defineConfig({
  test: {
    projects: [
      project('unit', { testTimeout: 60_000 }),
      project('property', { testTimeout: 120_000 }),
      project('spec', { testTimeout: 60_000 }),
      project('rules', { testTimeout: 60_000 }),
      project('protocol', { testTimeout: 30_000, globalSetup: ['test/support/built.ts'] }),
      project('cli', { testTimeout: 60_000, globalSetup: ['test/support/built.ts'] }),
      project('corpus', { testTimeout: 300_000 }),
      project('meta', { testTimeout: 120_000 }),
    ],
  },
})

function project(
  name: string,
  options: { testTimeout?: number; globalSetup?: string[] } = {},
): TestProjectConfiguration {
  return {
    test: {
      name,
      include: [`test/${name}/**/*.test.ts`],
      ...options,
    },
  }
}
