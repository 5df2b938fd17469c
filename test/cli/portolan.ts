import { spawnSync } from 'node:child_process'
import { chmodSync, copyFileSync, mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { onTestFinished } from 'vitest'

export interface Outcome {
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
}

/** Runs the built command line as a shell would, without colours unless `env` asks for them. */
export function portolan(cwd: string, args: readonly string[], env: Readonly<Record<string, string>> = {}): Outcome {
  const { status, stdout, stderr } = spawnSync(process.execPath, [cli, ...args], {
    cwd,
    env: { PATH: process.env['PATH'], ...env },
    encoding: 'utf8',
    maxBuffer: 1 << 26,
  })
  return { code: status, stdout, stderr }
}

/**
 * The same for somebody whom file permissions hold back. They do not hold back root, which is who runs tests in many
 * containers; then the process becomes nobody, with a copy of the command line that nobody may read.
 */
export function portolanWithoutPrivileges(cwd: string, args: readonly string[]): Outcome {
  if (process.getuid?.() !== 0) return portolan(cwd, args)
  const copy = join(cwd, 'cli.cjs')
  const becomeNobody = join(cwd, 'nobody.cjs')
  chmodSync(cwd, 0o755)
  copyFileSync(cli, copy)
  writeFileSync(becomeNobody, 'process.seteuid(65534)')
  const { status, stdout, stderr } = spawnSync(process.execPath, ['--require', becomeNobody, copy, ...args], {
    cwd,
    env: {},
    encoding: 'utf8',
  })
  return { code: status, stdout, stderr }
}

export const cli = join(import.meta.dirname, '../../dist/cli.cjs')

/** A folder of its own with these files; it is gone when the test is over. */
export function folder(files: Readonly<Record<string, string | Uint8Array>> = {}): string {
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'portolan-')))
  onTestFinished(() => rmSync(root, { recursive: true, force: true }))
  for (const [name, content] of Object.entries(files)) {
    const path = join(root, name)
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(path, content)
  }
  return root
}

/** Has nothing to find. */
export const sound = `apiVersion: v1
kind: Service
metadata:
  name: web
spec:
  selector:
    app: web
  ports:
    - name: http
      port: 80
      targetPort: http
---
apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  selector:
    matchLabels:
      app: web
  template:
    metadata:
      labels:
        app: web
    spec:
      containers:
        - name: web
          image: example.com/web:1
          ports:
            - name: http
              containerPort: 8080
`

/** Has one error, in line 10, column 13: 99999 is no port number. */
export const outOfRange = sound.replace('port: 80\n', 'port: 99999\n')
