import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { root } from './editors/paths.ts'

/** `npm run test:desktop`: the editor tests in desktop VS Code, for machines that can download one or name theirs. */
for (const script of ['scripts/package.ts', 'test/e2e/desktop.ts']) {
  const { status } = spawnSync(process.execPath, [join(root, script)], { cwd: root, stdio: 'inherit' })
  if (status !== 0) process.exit(status ?? 1)
}
