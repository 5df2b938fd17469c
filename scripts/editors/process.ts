import { type ChildProcess, type SpawnOptions, spawn } from 'node:child_process'

/** Runs a command to its end and gives its exit status; 1 when a signal ended it. */
export async function run(command: string, args: readonly string[], options: SpawnOptions = {}): Promise<number> {
  return ended(spawn(command, [...args], { stdio: 'inherit', ...options }))
}

/** The exit status, at once when the process has already ended. Rejects when it could not be started. */
export async function ended(child: ChildProcess): Promise<number> {
  if (child.exitCode !== null || child.signalCode !== null) return child.exitCode ?? 1
  return new Promise((resolve, reject) => {
    child.once('exit', code => resolve(code ?? 1))
    child.once('error', reject)
  })
}

/** Starts a command in a process group of its own, which ends with this process whatever way that ends. */
export function spawnGroup(command: string, args: readonly string[], options: SpawnOptions = {}): ChildProcess {
  const child = spawn(command, [...args], { ...options, detached: !isWindows })
  groups.add(child)
  child.once('exit', () => groups.delete(child))
  listenOnce()
  return child
}

/** Ends a process and everything it started: politely first, then by force. */
export async function stopGroup(child: ChildProcess): Promise<void> {
  const gone = ended(child).then(
    () => true,
    () => true,
  )
  signalGroup(child, 'SIGTERM')
  await Promise.race([gone, delay(grace)])
  // Members of the group may outlive its leader, so force follows in any case.
  signalGroup(child, 'SIGKILL')
  groups.delete(child)
}

/** Runs npm with the Node that runs this script. */
export async function npm(args: readonly string[], options: SpawnOptions = {}): Promise<number> {
  const script = process.env['npm_execpath']
  return script ? run(process.execPath, [script, ...args], options) : run('npm', args, { shell: isWindows, ...options })
}

const isWindows = process.platform === 'win32'

/** VS Code's server saves its state within this time when asked to end; a window left open would hold it longer. */
const grace = 500

const groups = new Set<ChildProcess>()

function signalGroup(child: ChildProcess, signal: NodeJS.Signals): void {
  if (child.pid === undefined) return
  if (isWindows) {
    spawn('taskkill', ['/pid', String(child.pid), '/t', '/f'], { stdio: 'ignore' })
    return
  }
  try {
    process.kill(-child.pid, signal)
  } catch {
    // The group is gone.
  }
}

let listening = false

function listenOnce(): void {
  if (listening) return
  listening = true
  process.once('exit', () => {
    for (const child of groups) signalGroup(child, 'SIGKILL')
  })
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => process.exit(130))
  // npm passes signals on to its shell only: when that is gone, nobody is left to stop this process.
  const parent = process.ppid
  setInterval(() => {
    if (process.ppid !== parent) process.exit(130)
  }, orphanCheck).unref()
}

/** Milliseconds. */
const orphanCheck = 1000

async function delay(milliseconds: number): Promise<void> {
  return new Promise(resolve => setTimeout(resolve, milliseconds).unref())
}
