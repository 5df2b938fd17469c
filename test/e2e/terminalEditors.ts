import { spawn } from 'node:child_process'
import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises'
import { delimiter, join } from 'node:path'
import { installed } from '../../scripts/editors/packages.ts'
import { root } from '../../scripts/editors/paths.ts'
import { Outcomes } from './harness/outcomes.ts'
import { copyInto, withScratch } from './harness/scratch.ts'

/** Other clients of the language server, set up with the very blocks of docs/editors.md: `node test/e2e/terminalEditors.ts`. */
const editors = [
  {
    id: 'neovim',
    program: { name: 'Neovim', commands: ['nvim'], variable: 'NEOVIM', packages: ['neovim'] },
    ending: 'lua',
    args: ['--headless', '-u', 'NONE', '-i', 'NONE', '-c', 'luafile test/e2e/terminal/neovim.lua'],
  },
  {
    id: 'emacs',
    program: { name: 'Emacs', commands: ['emacs'], variable: 'EMACS', packages: ['emacs-nox', 'elpa-eglot'] },
    ending: 'el',
    args: ['-Q', '--batch', '-l', 'test/e2e/terminal/emacs.el'],
  },
] as const

async function main(): Promise<void> {
  const outcomes = new Outcomes('editor-terminal')
  const setUps = await readFile(join(root, 'docs/editors.md'), 'utf8')
  for (const { id, program, ending, args } of editors) {
    const command = await installed(program)
    await withScratch(async scratch => {
      const files = await copyInto(scratch, join(root, 'test/e2e/workspace/shop'), 'shop')
      const setUp = join(scratch, `setup.${ending}`)
      await writeFile(setUp, blockFor(setUps, id))
      const path = await serverInPath(scratch)
      const started = Date.now()
      const lines = await linesOf(command, args, { FILES: files, SETUP: setUp, PATH: path })
      for (const [status, title, error] of lines.flatMap(read))
        outcomes.add({
          title: `${program.name}: ${title}`,
          milliseconds: Date.now() - started,
          ...(status === 'ok' ? {} : { error: error || 'not so' }),
        })
      if (lines.flatMap(read).length === 0)
        outcomes.add({ title: `${program.name} runs the script`, milliseconds: 0, error: lines.join('\n') })
    })
  }
  await outcomes.finish()
}

/** The code below `<!-- tested: ID -->`. */
function blockFor(text: string, id: string): string {
  const block = new RegExp(`<!-- tested: ${id} -->\\s*\`\`\`\\w+\\n(.*?)\`\`\``, 's').exec(text)?.[1]
  if (block === undefined) throw new Error(`docs/editors.md has no block that is tested for ${id}`)
  return block
}

/** A PATH on which `portolan-language-server` is the one that was built. */
async function serverInPath(scratch: string): Promise<string> {
  const folder = join(scratch, 'bin')
  const command = join(folder, 'portolan-language-server')
  await mkdir(folder)
  await writeFile(command, `#!/bin/sh\nexec "${process.execPath}" "${join(root, 'dist/server/node.cjs')}" "$@"\n`)
  await chmod(command, 0o755)
  return [folder, process.env['PATH'] ?? ''].join(delimiter)
}

async function linesOf(
  command: string,
  args: readonly string[],
  env: Readonly<Record<string, string>>,
): Promise<readonly string[]> {
  const child = spawn(command, args, { cwd: root, env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'pipe'] })
  const [output, errors] = await Promise.all([text(child.stdout), text(child.stderr)])
  // Headless Neovim may print messages of its own without a line end before ours.
  const lines = output.split(/\r?\n|(?=(?<!not )(?:not )?ok )/).filter(line => line !== '')
  return lines.some(line => /^(?:not )?ok /.test(line)) ? lines : [...lines, ...errors.split('\n')]
}

async function text(stream: NodeJS.ReadableStream): Promise<string> {
  let all = ''
  for await (const chunk of stream) all += String(chunk)
  return all
}

function read(line: string): readonly (readonly [status: string, title: string, error: string])[] {
  const match = /^(ok|not ok) ([^:]*)(?:: (.*))?$/s.exec(line)
  return match ? [[match[1] ?? '', match[2] ?? '', match[3] ?? '']] : []
}

await main()
