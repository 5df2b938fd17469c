import type { StdioOptions } from 'node:child_process'
import { findExecutable } from './executable.ts'
import { run } from './process.ts'

/** A program of this system, with the package that brings it. */
export interface Program {
  /** For people: `Neovim`. */
  readonly name: string
  readonly commands: readonly string[]
  /** The environment variable that names one which is not found by itself. */
  readonly variable: string
  readonly packages: readonly string[]
}

/**
 * The path of a program, which is installed from Debian's packages where that is possible.
 *
 * @throws with what to do where there is none
 */
export async function installed({ name, commands, variable, packages }: Program): Promise<string> {
  const named = process.env[variable]
  const find = (): string | undefined =>
    (named ? [named] : commands).map(findExecutable).find(path => path !== undefined)
  const present = find()
  if (present) return present
  const aptGet = findExecutable('apt-get')
  if (process.getuid?.() === 0 && aptGet) {
    console.log(`Installing ${name} from the packages of this system …`)
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
    await run(aptGet, ['update', '-qq'], { env })
    await run(aptGet, ['install', '-y', '-qq', '--no-install-recommends', ...packages], { env, stdio: quiet })
    const found = find()
    if (found) return found
  }
  throw new Error(
    `The editor tests need ${name} and found none. Install it (on Debian: \`sudo apt-get install ${packages.join(' ')}\`), ` +
      `or name its executable in the environment variable ${variable}.`,
  )
}

const quiet: StdioOptions = ['ignore', 'ignore', 'inherit']
