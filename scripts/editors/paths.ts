import { join } from 'node:path'

/** The project's own folder. */
export const root = join(import.meta.dirname, '../..')

/** Whatever can be made again: editors, bundles of tests, user data of `npm start`. Ignored by git. */
export const cache = join(root, '.cache')

/** What a run of the tests leaves for people to look at: counts, logs, screenshots. Ignored by git. */
export const results = join(root, 'test-results')
